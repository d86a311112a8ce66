"""What the language model gives: sentences that never cross a cut, with offsets into the article as it was."""

from __future__ import annotations

import pytest

from dragoman.errors import ModelError
from dragoman.model.text import Article, Dateline
from dragoman.parse.nlp import Parse, Parser
from dragoman.parse.tree import Tree
from dragoman.pipeline import Coder
from tests.parse.trees import GRAMMAR


def parse(coder: Coder, text: str, dateline: str | None = None) -> Parse:
    span = None if dateline is None else (text.index(dateline), text.index(dateline) + len(dateline))
    line = None if span is None else Dateline(None, span=span)
    return next(coder.parser.parse([Article(id="t", text=text, dateline=line)]))


def sentences(found: Parse) -> list[str]:
    return [found.article.words(tree.span) for tree in found.trees]


def as_seen(found: Parse, tree: Tree) -> list[str]:
    return [found.article.words((s, e)) for s, e in zip(tree.starts, tree.ends, strict=True)]


def test_every_token_is_at_its_offsets_whatever_blanks_and_marks_stand_between(coder: Coder) -> None:
    text = "🌊\u00a0Fiji’s   envoy\tleft “at once”.\r\n\r\n  Tonga’s\u2009crew – nine men – stayed…"
    found = parse(coder, text)
    tokens = [word for tree in found.trees for word in as_seen(found, tree)]
    assert {"Fiji", "envoy", "left", "at", "once", "Tonga", "crew", "nine", "stayed"} <= set(tokens)
    assert "".join(tokens) == "".join(text.split())


def test_headline_and_paragraphs_bound_sentences(coder: Coder) -> None:
    found = parse(
        coder, "Fiji frees crew\n\nFiji freed nine sailors on Monday\n\nTonga thanked Fiji. The crew flew home."
    )
    assert sentences(found) == [
        "Fiji frees crew", "Fiji freed nine sailors on Monday", "Tonga thanked Fiji.", "The crew flew home.",
    ]  # fmt: skip
    assert [tree.paragraph for tree in found.trees] == [0, 1, 2, 2]
    assert [tree.index for tree in found.trees] == [0, 1, 2, 3]


def test_a_dateline_is_not_parsed(coder: Coder) -> None:
    text = "SUVA, May 3 (Reef Wire) -- Tonga freed nine sailors."
    found = parse(coder, text, "SUVA, May 3 (Reef Wire) --")
    assert sentences(found) == ["Tonga freed nine sailors."]
    (tree,) = found.trees
    assert tree.words[tree.root] == "freed"


@pytest.mark.parametrize("headline", ["Fiji Expels Ambassador Of Tonga", "FIJI EXPELS AMBASSADOR OF TONGA"])
def test_a_headline_in_capitals_is_read_as_a_sentence_and_keeps_its_offsets(coder: Coder, headline: str) -> None:
    found = parse(coder, f"{headline}\n\nTonga was silent.")
    tree = found.trees[0]
    assert sentences(found)[0] == headline
    assert tree.is_verb(tree.root)
    assert tree.lemmas[tree.root] == "expel"
    assert tree.words[tree.root] == "expels"
    assert as_seen(found, tree)[tree.root].lower() == "expels"
    assert {"Fiji", "Tonga"} <= set(tree.words)


def test_forms_are_led_back_to_the_dictionary(coder: Coder) -> None:
    found = parse(coder, "The ministries withdrew their envoys and the two men sought talks.")
    lemmas = [lemma for tree in found.trees for lemma in tree.lemmas]
    assert {"ministry", "withdraw", "envoy", "man", "seek", "talk"} <= set(lemmas)


def test_neighbours_do_not_change_a_parse(coder: Coder) -> None:
    one = Article(id="1", text="Fiji expelled the ambassador of Tonga, which protested.")
    two = Article(id="2", text="Talks began.\n\nNobody came.")
    alone = next(coder.parser.parse([one])).trees[0]
    _, together = coder.parser.parse([two, one])
    assert (together.trees[0].deps, together.trees[0].heads) == (alone.deps, alone.heads)


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_nothing_to_parse_gives_no_trees(coder: Coder, text: str) -> None:
    assert parse(coder, text).trees == ()


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="'no_such_model' is not installed: pip install"):
        Parser("no_such_model", GRAMMAR)
