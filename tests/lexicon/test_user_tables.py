"""What is wrong in a user's tables is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError

RULE = '[[rule]]\nid = "ferry"\ntype = "{}"\n{}\nexamples = []\n'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("events/mine.toml", RULE.format("HELP", 'verbs = ["ferry"]'), "no type 'HELP'", id="type"),
        pytest.param(
            "events/mine.toml", RULE.format("AID", 'verbs = ["ferry"]\nmode = "boat"'), "the mode 'boat'", id="mode"
        ),
        pytest.param("events/mine.toml", RULE.format("AID", 'verbs = "ferry"'), "verbs must be a list", id="list"),
        pytest.param(
            "events/mine.toml",
            '[[operator]]\nid = "mull"\nkind = "ponder"\nverbs = ["mull"]\n',
            "no kind 'ponder'",
            id="operator",
        ),
        pytest.param("actors/people.csv", "name,country\nAna Bo,FJI\n", "people.csv: no column", id="column"),
        pytest.param("topics/mine.toml", 'politics = "vote"\n', "shape", id="shape"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        lexicon.load(tmp_path)


def test_an_operator_of_the_user_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "mine.toml").write_text(
        '[[operator]]\nid = "report"\nkind = "report"\nverbs = ["opine"]\n', encoding="utf-8"
    )
    verbs = lexicon.load(tmp_path).events.operators["verbs"]
    assert "report" in {operator.id for _, operator in verbs["opine"]}
    assert "report" not in {operator.id for _, operator in verbs.get("say", ())}
