"""Articles and what points into them."""

from __future__ import annotations

import json

from dragoman.model.text import Article, Problem


def test_spans_count_code_points_not_bytes_or_utf_16_units() -> None:
    article = Article(id="a", text="🌊 Nukuʻalofa freed a crew.")
    assert article.words((2, 12)) == "Nukuʻalofa"


def test_a_problem_stands_in_the_output_in_the_place_of_its_article() -> None:
    found = Problem("p1", "mail/1.eml", "unreadable", "no text part").to_dict()
    assert json.loads(json.dumps(found)) == {
        "id": "p1",
        "source": "mail/1.eml",
        "error": {"code": "unreadable", "message": "no text part"},
    }
