import pytest

from dragoman.read.header import find_header

BODY = (
    "The foreign ministers of Norland and Sudland agreed on Friday to reopen the bridge of peace.\n\n"
    "Both sides will withdraw their guards by the end of the month, the two governments said in a statement."
)
PAGE = (
    "Lisbon, PortugalTuesday 13 October 2020\n\nNorland and Sudland reopen the bridge of peace\n\n"
    f"The crossing had been shut since the winter war\n\n{BODY}\n\nUpdated: June 5, 2020 09:12 AM"
)


def test_a_masthead_is_the_day_of_looking_and_the_label_that_of_publication() -> None:
    header = find_header(PAGE)
    assert header.published is not None
    assert (header.published.value, header.published.precision) == ("2020-06-05T09:12:00", "minute")
    assert header.retrieved == "2020-10-13"


def test_title_and_standfirst_are_the_lines_before_the_report() -> None:
    header = find_header(PAGE)
    assert header.title == "Norland and Sudland reopen the bridge of peace"
    assert header.standfirst == "The crossing had been shut since the winter war"
    assert header.title_span is not None
    assert PAGE[slice(*header.title_span)] == header.title


def test_furniture_covers_the_date_lines_and_nothing_of_the_report() -> None:
    covered = [PAGE[slice(*span)] for span in find_header(PAGE).furniture]
    assert covered == ["Lisbon, PortugalTuesday 13 October 2020", "Updated: June 5, 2020 09:12 AM"]


def test_a_masthead_alone_says_nothing_of_publication() -> None:
    header = find_header(PAGE.rsplit("\n", 1)[0])
    assert header.published is None
    assert header.retrieved == "2020-10-13"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: 5 June 2020", "2020-06-05"),
        ("Last modified on 5 June 2020 at 10:20 GMT", "2020-06-05T10:20:00+00:00"),
        ("Posted on 2020-06-05", "2020-06-05"),
        ("LAST UPDATED: 10:20, 5 June 2020", "2020-06-05T10:20:00"),
        ("Ana Roy | Published June 5, 2020", "2020-06-05"),
        ("June 5, 2020", "2020-06-05"),
    ],
)
def test_a_line_that_says_when_the_report_came_out_is_read(line: str, value: str) -> None:
    for text in (f"Bridge of peace reopens\n{line}\n\n{BODY}", f"{line}\n\n{BODY}"):
        found = find_header(text).published
        assert found is not None
        assert found.value == value


def test_publication_goes_before_update() -> None:
    header = find_header(f"Bridge reopens\nPublished: 5 June 2020 | Updated: 7 June 2020\n\n{BODY}")
    assert header.published is not None
    assert header.updated is not None
    assert (header.published.value, header.updated.value) == ("2020-06-05", "2020-06-07")


def test_prose_about_a_date_is_no_publication_date() -> None:
    lead = "Published on 5 June 2020, the report blames both armies for the fire that closed the bridge."
    assert find_header(f"Report blames armies\n\n{lead}\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Roy", ("Ana Roy",)),
        ("BY ANA ROY AND JO VAN DER LOW", ("ANA ROY", "JO VAN DER LOW")),
        ("By Ana Roy in Lima and Jo Low, Reuters", ("Ana Roy", "Jo Low", "Reuters")),
        ("By Ana Roy, Staff Writer", ("Ana Roy",)),
        ("By the time the guards came", ()),
        ("By Friday", ()),
    ],
)
def test_authors_are_named_by_their_line(line: str, names: tuple[str, ...]) -> None:
    assert find_header(f"Bridge of peace reopens\n{line}\n{BODY}").byline == names


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"Norland and Sudland reopen the bridge - Xinhua\n{BODY}", "Xinhua"),
        (f"Norland and Sudland reopen the bridge | Delta Post\n{BODY}", "Delta Post"),
        (f"Norland and Sudland reopen the bridge\nLIMA (Reuters) - {BODY}", "Reuters"),
        (f"Norland and Sudland reopen the bridge\n{BODY}\n(c) AFP", "AFP"),
        (f"Norland and Sudland reopen the bridge\n{BODY}\nCopyright 2020 The Associated Press. All rights.",
         "The Associated Press"),
        (f"Norland - Sudland bridge reopens\n{BODY}", None),
    ],
)  # fmt: skip
def test_the_outlet_is_named_by_its_credit(text: str, outlet: str | None) -> None:
    assert find_header(text).outlet == outlet


def test_an_outlet_is_no_part_of_the_title() -> None:
    assert find_header(f"Norland and Sudland reopen the bridge - Xinhua\n{BODY}").title == (
        "Norland and Sudland reopen the bridge"
    )


def test_a_report_without_a_headline_has_none() -> None:
    assert find_header(BODY).title is None
    assert find_header("Norland sent an envoy. Sudland did not.").title is None


def test_the_dateline_takes_its_year_from_what_the_text_says() -> None:
    header = find_header(f"Bridge reopens\n\nLIMA, June 4 (AFP) - {BODY}\n\nUpdated: June 5, 2020 09:12 AM")
    assert header.dateline is not None
    assert (header.dateline.place, header.dateline.date) == ("LIMA", "2020-06-04")


def test_a_dateline_with_a_year_dates_the_report() -> None:
    header = find_header(f"Bridge reopens\n\nLIMA, June 4, 2020 (AFP) - {BODY}")
    assert header.published is not None
    assert header.published.value == "2020-06-04"
