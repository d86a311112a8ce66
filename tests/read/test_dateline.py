import pytest

from dragoman.read.dateline import find_dateline, find_opening


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("LISBON, May 29 (Reuters) -- Ministers met", "LISBON", "Ministers met"),
        ("HAVANA, Cuba (AFP) - Envoys left", "HAVANA, Cuba", "Envoys left"),
        ("MOSCOW -- Two envoys left", "MOSCOW", "Two envoys left"),
        ("BAGHDAD: The council voted", "BAGHDAD", "The council voted"),
        ("GENEVA (AP) _\n\nTalks opened", "GENEVA", "Talks opened"),
        ("WASHINGTON, D.C. — Senators voted", "WASHINGTON, D.C.", "Senators voted"),
        ("CONCORD, N.H., Sept. 26 (UPI) — Voters came", "CONCORD, N.H.", "Voters came"),
        ("OSLO—The king spoke", "OSLO", "The king spoke"),
        ("N'DJAMENA, 3 June 2014 – Troops left", "N'DJAMENA", "Troops left"),
        ("DAR ES SALAAM, Tanzania: Police said", "DAR ES SALAAM, Tanzania", "Police said"),
        ('UNITED NATIONS (Reuters) - "We agree,"', "UNITED NATIONS", '"We agree,"'),
        ("GENEVA (AP) Talks opened", "GENEVA", "Talks opened"),
        ("Tehran, 5 May (IRNA) — Envoys left", "Tehran", "Envoys left"),
        ("Beirut (AFP) – Shells fell", "Beirut", "Shells fell"),
        ("Nairobi – Ministers met", "Nairobi", "Ministers met"),
        ("GENEVA/NEW YORK (15 March 2012) – Aid came", "GENEVA/NEW YORK", "Aid came"),
    ],
)
def test_a_dateline_gives_its_place_and_ends_before_the_first_sentence(text: str, place: str, rest: str) -> None:
    found = find_dateline(text, 0)
    assert found is not None
    assert found.span is not None
    assert found.place == place
    assert text[found.span[1] :].lstrip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "Moscow — long a friend of the islands — sent an envoy.",
        "NATO — The alliance met in June.",
        "EXCLUSIVE – Ministers meet in secret",
        "KEY POINTS: The deal and its price",
        "Two envoys left Rome - They flew home.",
        "OPENING REMARKS BY THE CHAIR: We meet today",
        "HAVANA is calm after the storm.",
        "The President: I have nothing to add.",
        "",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert find_dateline(text, 0) is None


def test_a_speaker_in_a_transcript_is_no_place() -> None:
    text = "ROSS: We shall see.\nLANE: We have seen.\nROSS: Not all."
    assert find_dateline(text, 0) is None
    assert find_dateline(text, text.rindex("ROSS")) is None


def test_the_year_comes_from_the_publication_date_only() -> None:
    text = "LIMA, Dec. 31 (AFP) - Talks ended"
    undated = find_dateline(text, 0)
    dated = find_dateline(text, 0, published="2019-01-02T10:00:00")
    assert undated is not None
    assert undated.date is None
    assert dated is not None
    assert dated.date == "2018-12-31"


def test_a_year_in_the_dateline_stands() -> None:
    found = find_dateline("LIMA, 29 May 2013 (AFP) - Talks ended", 0, published="2019-01-02")
    assert found is not None
    assert found.date == "2013-05-29"


def test_a_day_that_does_not_exist_gives_no_date() -> None:
    found = find_dateline("LIMA, Feb 29 (AFP) - Talks ended", 0, published="2019-03-01")
    assert found is not None
    assert found.date is None


def test_a_later_paragraph_can_be_asked_about() -> None:
    text = "Ministers meet in Lima\n\nLIMA (AFP) - Talks ended"
    found = find_opening(text, 24)
    assert found is not None
    assert found.credit == "AFP"
    assert text[slice(*found.span)] == "LIMA (AFP) -"
