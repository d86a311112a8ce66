"""Words by which politics is told from sport, weather and the rest."""

from __future__ import annotations

from pathlib import Path

from dragoman.lexicon.files import Folder
from dragoman.lexicon.topics import Terms, read_topics

TERMS = Terms(frozenset({"treaty", "tariff"}), frozenset({"peace talk", "ministry of fisheries"}))


def count(sentence: str, **lemmas: str) -> int:
    lower = sentence.lower().split()
    return TERMS.count([lemmas.get(word, word) for word in lower], lower)


def test_terms_count_once_whatever_their_form() -> None:
    assert count("Treaties on a treaty", treaties="treaty") == 1
    assert count("Tariffs and a treaty", tariffs="tariff") == 2
    assert count("a tariff", tariff="tarif") == 1


def test_phrases_must_stand_side_by_side() -> None:
    assert count("The peace talks", talks="talk") == 1
    assert count("Peace after talks", talks="talk") == 0
    assert count("the ministry of fisheries") == 1
    assert count("fisheries of the ministry") == 0


def test_tables_of_several_files_are_joined_and_games_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "a.toml").write_text('[politics]\nterms = ["treaty"]\n', encoding="utf-8")
    (tmp_path / "topics" / "b.toml").write_text(
        '[politics]\nterms = ["peace talk"]\n[games]\nsport = ["canoe"]\n[other]\nweather = ["reef fog"]\n',
        encoding="utf-8",
    )
    topics = read_topics(Folder(tmp_path))
    assert topics.politics == Terms(frozenset({"treaty"}), frozenset({"peace talk"}))
    assert topics.games == Terms(frozenset({"canoe"}), frozenset())
    assert topics.other == Terms(frozenset(), frozenset({"reef fog"}))
