"""What exports of archives look like besides the usual: what their readers' users report as broken elsewhere."""

from collections.abc import Callable

import pytest

from dragoman.model.text import Article, Problem

Reading = Callable[..., list[Article | Problem]]
BODY = "Gabon thanked Angola on Friday for the pumps.\n\nIt had asked for them in March, officials said."


def only(items: list[Article | Problem]) -> Article:
    (article,) = items
    assert isinstance(article, Article), article
    return article


def old_nexis(head: str, tail: str = "LOAD-DATE: May 3, 2001\n", start: str = "1 of 1 DOCUMENTS") -> str:
    return f"               {start}\n\n\n              Delta Wire\n\n{head}\n\nLENGTH: 120 words\n\n\n{BODY}\n\n{tail}"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("              May 2, 2001 Wednesday", "2001-05-02"),
        ("              May 2, 2001, Wednesday, Final Edition", "2001-05-02"),
        ("              2 May 2001", "2001-05-02"),
        ("              May 2, 2001 Wednesday 4:15 PM GMT", "2001-05-02T16:15:00+00:00"),
        ("              May 2001", "2001-05"),
    ],
)
def test_nexis_dates_in_their_forms(reading: Reading, line: str, published: str) -> None:
    article = only(reading("a.txt", old_nexis(f"{line}\n\nGabon thanks Angola")))
    assert (article.published, article.title, article.text) == (published, "Gabon thanks Angola", BODY)


def test_a_number_in_a_nexis_title_is_no_date(reading: Reading) -> None:
    article = only(
        reading("a.txt", old_nexis("    May 2, 2001 Wednesday\n\nAfter Covid-19, part 1: Gabon in 2000 days"))
    )
    assert (article.published, article.title) == ("2001-05-02", "After Covid-19, part 1: Gabon in 2000 days")


def test_a_correction_and_a_copyright_are_no_part_of_a_nexis_report(reading: Reading) -> None:
    tail = "CORRECTION-DATE: May 9, 2001\n\nCORRECTION: The pumps were six.\n\n        Copyright 1999 Delta Wire\n          All Rights Reserved\n"
    article = only(
        reading("a.txt", old_nexis("    May 2, 2001 Wednesday\n\n  Correction Appended\n\nGabon thanks Angola", tail))
    )
    assert (article.published, article.title, article.text) == ("2001-05-02", "Gabon thanks Angola", BODY)
    assert article.extra["correction"] == "The pumps were six."


def test_a_nexis_report_without_a_text_is_named(reading: Reading) -> None:
    empty = "   1 of 2 DOCUMENTS\n\n   Delta Wire\n\n   May 2, 2001\n\nNo text\n\nLENGTH: 0 words\n\nLOAD-DATE: May 3, 2001\n\n\n"
    found = reading("a.txt", empty + old_nexis("   May 2, 2001\n\nGabon thanks Angola", start="2 of 2 DOCUMENTS"))
    assert [item.code if isinstance(item, Problem) else item.title for item in found] == [
        "empty",
        "Gabon thanks Angola",
    ]


def test_a_nexis_text_is_joined_where_it_was_wrapped(reading: Reading) -> None:
    wrapped = BODY.replace(" on Friday", "\non Friday")
    text = old_nexis("   May 2, 2001\n\nGabon thanks Angola").replace(
        BODY, f"{wrapped} Its minister had\nsaid so in a letter that was read out in the capital."
    )
    assert "Angola on Friday for" in only(reading("a.txt", text)).text.replace("\n", " ")


@pytest.mark.parametrize(
    "middle", ["Section: NEWS\nLength: 120 words\nByline: Mira Novak\nDateline: LIBREVILLE", "Length: 120 words"]
)
@pytest.mark.parametrize("day", ["May 2, 2001 Wednesday", "2 May 2001", "May 2, 2001 Wednesday 4:15 PM GMT"])
def test_nexis_uni_with_more_and_less_in_its_head(reading: Reading, middle: str, day: str) -> None:
    text = f"Gabon thanks Angola\n\nDelta Wire\n\n{day}\n\nCopyright 2001 Delta Wire All Rights Reserved\n\n{middle}\n\nBody\n\n{BODY}\n\nGraphic\n\nA pump.\n\nLoad-Date: May 3, 2001\n\nEnd of Document"
    article = only(reading("a.txt", text))
    assert (article.title, article.outlet, (article.published or "")[:10]) == (
        "Gabon thanks Angola",
        "Delta Wire",
        "2001-05-02",
    )
    assert article.text == BODY
    if "Dateline" in middle:
        assert article.dateline is not None
        assert (article.byline, article.dateline.place) == (("Mira Novak",), "LIBREVILLE")


def test_factiva_with_a_section_and_no_lead(reading: Reading) -> None:
    text = f"SE\nWorld\nHD\nGabon thanks Angola\nWC\n120 words\nPD\n2 May 2001\nET\n09:15\nSN\nDelta Wire\nSC\nDLTW\nLA\nEnglish\nCY\n(c) 2001\nTD\n{BODY}\nCO\nxyz : A company\nAN\nDocument DLTW000020010502dx5200001\n"
    article = only(reading("a.txt", text))
    assert (article.title, article.outlet, article.published) == ("Gabon thanks Angola", "Delta Wire", "2001-05-02")
    assert (article.text, article.language, article.id) == (BODY, "en", "DLTW000020010502dx5200001")


def test_factiva_articles_in_xml(reading: Reading) -> None:
    first, second = BODY.split("\n\n")
    text = f"<?xml version='1.0'?><articles><article><headline><paragraph>Gabon thanks Angola</paragraph></headline><sourceName>Delta Wire</sourceName><publicationDate><date>2001-05-02</date></publicationDate><leadParagraph><paragraph>{first}</paragraph></leadParagraph><tailParagraphs><paragraph>{second}</paragraph></tailParagraphs></article></articles>"
    article = only(reading("a.xml", text))
    assert (article.title, article.outlet, article.published, article.text) == (
        "Gabon thanks Angola",
        "Delta Wire",
        "2001-05-02",
        BODY,
    )


def test_proquest_with_an_abstract_alone(reading: Reading) -> None:
    rule = "_" * 60
    text = f"{rule}\n\nGabon thanks Angola\n\nAbstract: {BODY.split(chr(10), maxsplit=1)[0]}\n\nFull text: Not available.\n\nPublication title: Delta Wire\n\nPublication date: May 2, 2001\n\nProQuest document ID: 77\n\n{rule}\n"
    article = only(reading("a.txt", text))
    assert article.text == "Gabon thanked Angola on Friday for the pumps."
    assert "feed-summary" in [note.code for note in article.notes]


def test_a_line_of_a_proquest_text_that_looks_like_a_label_stays(reading: Reading) -> None:
    text = f"Title: Gabon thanks Angola\n\nFull text: {BODY}\n\nLocation: a hall by the port, where both sides sat for long.\n\nMore talks are planned for the autumn, and a treaty may follow before the year is over, the minister said.\n\nIt would be the first in years.\n\nThe two have no other.\n\nPublication title: Delta Wire\n\nPublication date: May 2, 2001\n\nProQuest document ID: 77\n"
    assert only(reading("a.txt", text)).text.endswith("The two have no other.")


def test_a_report_that_speaks_of_archives_is_one_text(reading: Reading) -> None:
    text = "Archive opens\n\nThe 1 of 100 documents that were shown told of Gabon.\n\nFull text: it was not given.\n"
    assert only(reading("a.txt", text)).text == text


def test_interfaces_that_list_titles_or_cut_texts_say_so(reading: Reading) -> None:
    gdelt = '{"articles": [{"url": "https://x.example/1", "title": "Gabon thanks Angola", "seendate": "20010502T101500Z", "domain": "x.example", "language": "English"}]}'
    article = only(reading("a.json", gdelt))
    assert (article.text, article.published, article.outlet) == (
        "Gabon thanks Angola",
        "2001-05-02T10:15:00+00:00",
        "x.example",
    )
    assert "title-only" in [note.code for note in article.notes]
    cut = '{"articles": [{"source": {"name": "Delta Wire"}, "title": "A", "content": "Gabon thanked Ang\\u2026 [+1200 chars]"}]}'
    article = only(reading("b.json", cut))
    assert article.text == "Gabon thanked Ang"
    assert "text-cut" in [note.code for note in article.notes]
