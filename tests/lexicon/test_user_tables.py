"""What is wrong in a user's tables is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError, UnknownTableError

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


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("actors/peoples.csv", "no such table in actors; there are countries.csv, "),
        ("events/mine.tml", "no such table in events"),
        ("events/fiji/mine.toml", "no table is read here; tables stand in the folders actors, "),
        ("mine.toml", "no table is read here"),
        ("event/mine.toml", "no table is read here"),
        ("times/mine.toml", "no such table in times"),
        ("read/header.toml", "always the package's own"),
        ("archive/bearing.toml", "always the package's own"),
    ],
)
def test_a_file_that_is_never_read_is_an_error(tmp_path: Path, name: str, why: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    with pytest.raises(UnknownTableError, match=why) as caught:
        lexicon.load(tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.code == "lexicon-unknown-file"


def test_what_people_and_editors_keep_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x", encoding="utf-8")
    (tmp_path / "README.md").write_text("Our names.", encoding="utf-8")
    assert lexicon.load(tmp_path).grammar == lexicon.load().grammar


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("parse/grammar.toml", "partitive = []", "no table or key 'partitive'; there are aims, "),
        ("parse/grammar.toml", 'partitives = "pod"', "partitives must be a list, each entry text"),
        ("places/cues.toml", "papers = [1]", "papers must be a list, each entry text"),
        ("statements/mine.toml", '[lists]\ncarrier = ["put"]', "no table or key 'carrier'"),
        ("statements/mine.toml", '[lists]\ncarriers = "put"', "carriers must be a list"),
        ("positions/mine.toml", '[list]\nready = ["eager"]', "no table or key 'list'; there are lists, stance"),
        ("topics/mine.toml", '[sports]\nsailing = ["regatta"]', "no table or key 'sports'"),
        ("topics/mine.toml", '[games]\nsailing = "regatta"', "sailing must be a list"),
        ("modality/cues.toml", '[negation]\nwords = "nay"', "words must be a list"),
        ("events/mine.toml", '[[rules]]\nid = "ferry"', "no table or key 'rules'; there are classes, "),
        ("events/mine.toml", '[classes]\nboat = "ferry"', "boat must be a list"),
        ("times/units.toml", '[plural]\n"score" = "year"', "no table or key 'plural'"),
        ("times/holidays.toml", '[fixed]\n"lantern day" = 5', "lantern day must be text"),
        ("codes/contexts.toml", '[contexts]\nsea = "reef"', "sea must be a list"),
        ("actors/naming.toml", 'seats = ["Suva"]', "seats must be a table"),
        ("actors/groups.csv", "name,country,sector,secondary,aliases,colour\n", "unknown column colour"),
    ],
)
def test_a_table_of_another_shape_is_named_whichever_it_is(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        lexicon.load(tmp_path)


def test_every_table_of_the_user_is_laid_over(tmp_path: Path) -> None:
    for name, content in {
        "parse/grammar.toml": 'partitives = ["pod"]',
        "places/cues.toml": 'papers = ["Suva Herald"]',
        "modality/cues.toml": '[negation]\nwords = ["nay"]',
        "times/holidays.toml": '[fixed]\n"lantern day" = "03-05"',
        "positions/mine.toml": '[lists]\nready = ["agog"]',
        "codes/contexts.toml": '[contexts]\nreefs = ["coral"]',
        "places/regions.csv": "name,aliases,lat,lon,country,feature,geonameid\nKoro Bank,Koro,-17.3,179.4,FJI,RGN,\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content + "\n", encoding="utf-8")
    ours, theirs = lexicon.load(), lexicon.load(tmp_path)
    assert theirs.grammar.partitives == ours.grammar.partitives | {"pod"}
    assert theirs.places.papers == ours.places.papers | {"Suva Herald"}
    cues = theirs.events.cues["cues.toml"]
    assert cues["negation"]["words"] == ["nay"] and cues["condition"] == ours.events.cues["cues.toml"]["condition"]
    assert theirs.times.holidays["fixed"] == {**ours.times.holidays["fixed"], "lantern day": "03-05"}
    assert theirs.positions.words("ready") == ours.positions.words("ready") | {"agog"}
    assert [name for name, _ in theirs.codes.contexts if name == "reefs"]
    assert theirs.gazetteer.regions[-1].name == "Koro Bank" and theirs.gazetteer_version != ours.gazetteer_version


def test_an_operator_of_the_user_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "mine.toml").write_text(
        '[[operator]]\nid = "report"\nkind = "report"\nverbs = ["opine"]\n', encoding="utf-8"
    )
    verbs = lexicon.load(tmp_path).events.operators["verbs"]
    assert "report" in {operator.id for _, operator in verbs["opine"]}
    assert "report" not in {operator.id for _, operator in verbs.get("say", ())}
