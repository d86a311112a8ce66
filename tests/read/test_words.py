import tomllib
from pathlib import Path

import pytest

from dragoman import lexicon

WORDS = lexicon.load().reading


@pytest.mark.parametrize(
    ("name", "section"),
    [("read/header.toml", s) for s in ("outlets", "labels", "bylines", "not_places")]
    + [("codes/stopwords.toml", "languages")],
)
def test_word_lists_are_sorted_and_without_doubles(name: str, section: str) -> None:
    table = tomllib.loads((Path(lexicon.DATA) / name).read_text(encoding="utf-8"))
    for key, words in table[section].items():
        assert words == sorted(set(words)), f"{section}.{key}"


def test_labels_mean_one_thing() -> None:
    table = tomllib.loads((Path(lexicon.DATA) / "read/header.toml").read_text(encoding="utf-8"))
    assert len(WORDS.labels) == sum(map(len, table["labels"].values()))


def test_states_and_capitals_are_known() -> None:
    assert {"France", "Kenya"} <= WORDS.countries
    assert {"Paris", "Nairobi"} <= WORDS.capitals
