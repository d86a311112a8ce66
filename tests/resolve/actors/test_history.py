"""What an article has named so far."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.model.mention import Mention
from dragoman.resolve.actors.history import History
from tests.extract.events.cast import mention, who
from tests.parse.trees import grow

NAMING = lexicon.load().actors.naming
TREE = grow("Ama/NNP/nsubj/2 Koffi/NNP/conj/0 met/VBD/ROOT/2/meet Togo/NNP/dobj/2 and/CC/cc/3 Mali/NNP/conj/3")
TOGO, MALI = mention(TREE, "Togo", "TGO"), mention(TREE, "Mali", "MLI")


def person(word: str, name: str, country: str | None = None) -> Mention:
    token = TREE.words.index(word)
    span = TREE.chars(token, token)
    return Mention(TREE.index, token, span, f"name:{name}", name, "person", country, None, origin="text")


def test_surnames_lead_back_to_persons_also_first_where_their_country_writes_so() -> None:
    history = History(NAMING, None)
    history.add((person("Ama", "Ama Sewa Tetteh"),), TREE)
    history.add((person("Koffi", "Ri Yong"),), TREE)
    assert who(history.called("Tetteh")) == who(history.called("Sewa Tetteh")) == ["name:Ama Sewa Tetteh"]
    assert history.called("Ama") == []
    surname_first = History(NAMING, None)
    surname_first.add((person("Koffi", "Ri Yong", country=next(iter(sorted(NAMING.surname_first)))),), TREE)
    assert who(surname_first.called("Ri")) == ["name:Ri Yong"]


def test_two_joined_by_and_are_remembered_as_one_too() -> None:
    history = History(NAMING, None)
    history.add((TOGO,), TREE)
    history.add((MALI,), TREE)
    (pair,) = history.pairs()
    assert (who(pair.mentions), pair.plural) == (["TGO", "MLI"], True)
    assert [m.actor for _, m in history.bodies()] == ["MLI", "TGO"]
    assert [m.actor for _, m in history.singles()] == ["MLI", "TGO"]


def test_a_scene_lasts_two_sentences() -> None:
    history = History(NAMING, None)
    assert history.near_scene(0) is None
    history.enter(0, "TGO")
    history.enter(1, None)
    assert [history.near_scene(n) for n in (1, 2, 3)] == ["TGO", "TGO", None]


def test_a_gender_that_a_pronoun_told_stays() -> None:
    history = History(NAMING, None)
    ama = person("Ama", "Zzyx Tetteh")
    history.add((ama,), TREE)
    assert history.gender(ama) is None
    history.settle(ama, "she")
    history.settle(ama, "he")
    assert history.gender(ama) == "she"
