import pytest

from dragoman.read.words import capital_names, country_names, table


@pytest.mark.parametrize(
    ("name", "section"),
    [("read/header.toml", s) for s in ("outlets", "labels", "bylines", "not_places")]
    + [("codes/stopwords.toml", "languages")],
)
def test_word_lists_are_sorted_and_without_doubles(name: str, section: str) -> None:
    for key, words in table(name)[section].items():
        assert words == sorted(set(words)), f"{section}.{key}"


def test_labels_mean_one_thing() -> None:
    labels = [label for kind in table("read/header.toml")["labels"].values() for label in kind]
    assert len(labels) == len(set(labels))


def test_states_and_capitals_are_known() -> None:
    assert {"France", "Kenya"} <= country_names()
    assert {"Paris", "Nairobi"} <= capital_names()
