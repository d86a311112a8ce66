import pytest

from dragoman.read.duplicate import duplicate_body, find_repetition
from dragoman.read.language import is_english, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The envoys of the two states met in the capital on Monday and agreed to meet again.", "en"),
        ("Le ministre a dit que la réunion avec les pays voisins était très utile pour la paix.", "fr"),
        ("Der Minister sagte, dass die Gespräche mit den Nachbarn nicht abgebrochen werden.", "de"),
        ("El ministro dijo que la reunión con los países vecinos fue muy útil para la paz.", "es"),
        (
            "Menteri itu mengatakan bahwa pertemuan dengan negara tetangga akan berguna untuk perdamaian.",
            "id",
        ),
    ],
)
def test_a_language_is_told_by_its_small_words(text: str, code: str) -> None:
    assert language_of(text) == code
    assert is_english(text) == (code == "en")


def test_another_script_is_not_english() -> None:
    assert not is_english("Министры двух стран встретились в столице и договорились о мире.")


@pytest.mark.parametrize(
    "text", ["Norland attacks Sudland", "Norland army shells Sudland port, kills three guards", "42", ""]
)
def test_a_headline_has_few_small_words_and_is_english_all_the_same(text: str) -> None:
    assert is_english(text)


PARAGRAPHS = [
    "The ministers of both states signed the treaty in the old town hall.",
    "Under its terms the river will be open to the ships of all nations.",
    "Opponents called the treaty a surrender and marched to the harbour.",
    "A vote in the lower house of parliament is due before the summer.",
]
BODY = "\n\n".join(PARAGRAPHS)


def test_a_second_copy_is_found_whole() -> None:
    text = f"Treaty signed\n\n{BODY}\n\n{BODY}\n"
    span = duplicate_body(text)
    assert span is not None
    assert text[slice(*span)] == BODY
    assert span[0] > len(BODY)


def test_a_copy_with_small_changes_is_found() -> None:
    copy = BODY.replace("old town hall", "old city hall").replace(PARAGRAPHS[2] + "\n\n", "")
    text = f"{BODY}\n{copy}"
    found = find_repetition(text)
    assert found is not None
    assert text[slice(*found.copy)] == copy
    assert text[slice(*found.first)] == BODY


def test_a_copy_in_the_same_paragraph_is_found() -> None:
    line = " ".join(PARAGRAPHS)
    text = f"{line} {line}"
    assert duplicate_body(text) == (len(line) + 1, len(text))


def test_a_sentence_quoted_again_is_no_second_body() -> None:
    others = "\n".join(
        f"Point {n} of the treaty concerns the harbour of {place}." for n, place in enumerate("ABCDEFGH")
    )
    assert duplicate_body(f"{BODY}\n{PARAGRAPHS[1]}\n{others}") is None
    assert duplicate_body(BODY) is None
    assert duplicate_body("") is None


def test_much_repetition_is_found_fast() -> None:
    text = "Yes.\nNo.\n" * 20_000
    assert duplicate_body(text) is not None
