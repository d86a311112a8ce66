import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather, ipc

from dragoman.errors import SourceError
from dragoman.model.text import Article, Problem
from dragoman.read import read

Reading = Callable[..., list[Article | Problem]]
TEXTS = ('Peru recalled its consul from Quito.\n\nEcuador kept "every" channel open, it said.', "Oman; Iran, too, met.")
DAYS = ("2003-02-11", "1998-10-30")


def articles(items: list[Article | Problem]) -> list[Article]:
    found = [item for item in items if isinstance(item, Article)]
    assert found == items, items
    return found


def said(items: list[Article | Problem]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(a.text, a.published, a.title, a.outlet) for a in articles(items)]


WANTED = [(TEXTS[0], DAYS[0], "One", "Pacific Post"), (TEXTS[1], DAYS[1], "Two", "Gulf Times")]


def quoted(delimiter: str, *header: str, newline: str = "\n", days: tuple[str, str] = DAYS) -> str:
    rows = [header, ("One", days[0], "Pacific Post", TEXTS[0]), ("Two", days[1], "Gulf Times", TEXTS[1])]
    lines = (delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    return newline.join(lines) + newline


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_row_is_a_report_whatever_parts_its_cells(reading: Reading, delimiter: str, newline: str) -> None:
    content = quoted(delimiter, "Headline", "Publish Date", "media_name", "full_text", newline=newline)
    assert said(reading("a.csv", content)) == WANTED
    assert said(reading("a.txt", content)) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"])
def test_encodings_are_told(reading: Reading, encoding: str) -> None:
    text = "The “envoy” of Côte d’Ivoire left; he doesn’t return."
    found = articles(reading("a.csv", f"title,body\nCafé,{text}\n".encode(encoding)))
    assert [(a.title, a.text) for a in found] == [("Café", text)]


def test_names_of_columns_may_be_given(reading: Reading) -> None:
    content = "a,b,text\nnot this,Chad met Mali.,nor this\n"
    (article,) = articles(reading("a.csv", content, columns={"text": "b", "title": "a"}))
    assert (article.text, article.title, article.extra) == ("Chad met Mali.", "not this", {"text": "nor this"})
    (problem,) = reading("a.csv", content, columns={"text": "bodi"})
    assert isinstance(problem, Problem)
    assert problem.code == "no-column"
    assert "a, b, text" in problem.message
    with pytest.raises(SourceError, match="texte"):
        read(["a.csv"], columns={"texte": "b"})


def test_a_table_without_texts_names_its_columns(reading: Reading) -> None:
    (problem,) = reading("a.csv", "nr,remark,colour\n1,2,3\n")
    assert isinstance(problem, Problem)
    assert problem.code == "no-text-column"
    assert all(word in problem.message for word in ("nr, remark, colour", "--columns text="))


def test_a_text_that_only_begins_like_a_table_stays_one_text(reading: Reading) -> None:
    text = "Text, date and place of the treaty were agreed, diplomats said.\nChad met Mali.\n"
    assert [a.text for a in articles(reading("a.txt", text))] == [text]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("11/02/2003", "30/10/1998"), "2003-02-11"),
        (("02/11/2003", "10/30/1998"), "2003-02-11"),
        (("11.02.03", "30.10.98"), "2003-02-11"),
        (("11-Feb-03", "30-Oct-98"), "2003-02-11"),
        (("February 11, 2003 Tuesday", "October 30, 1998"), "2003-02-11"),
        (("20030211", "19981030"), "2003-02-11"),
        (("1044921600", "909705600"), "2003-02-11"),
        (("11 février", "10/30/1998"), None),
    ],
)
def test_dates_are_read_in_the_form_of_their_column(reading: Reading, days: tuple[str, str], first: str | None) -> None:
    found = articles(reading("a.csv", quoted(",", "title", "date", "source", "text", days=days)))
    assert [a.published for a in found] == [first, DAYS[1]]


def test_a_day_that_may_be_two_is_not_guessed(reading: Reading) -> None:
    (article,) = articles(reading("a.csv", "date,text\n03/04/2003,Chad met Mali.\n"))
    assert article.published is None
    assert "bad-date" in [note.code for note in article.notes]


def test_a_row_that_does_not_fit_is_named_and_the_others_are_read(reading: Reading) -> None:
    content = 'id,text\n1,Chad met Mali.\n2,Chad, too, met Mali.\n3,\n\n4,Oman met Iran.\n5,"Peru met\nChile.\n'
    found = reading("a.csv", content)
    codes = [item.code if isinstance(item, Problem) else item.id for item in found]
    assert codes == [
        "1",
        "bad-record",
        "empty",
        "4",
        "bad-record",
    ]
    assert found[1].id.endswith("a.csv:3")


def test_a_thousand_columns_are_no_matter(reading: Reading) -> None:
    names = [f"v{number}" for number in range(1000)]
    content = ",".join([*names, "text"]) + "\n" + ",".join(["1"] * 1000 + ["Chad met Mali."]) + "\n"
    (article,) = articles(reading("a.csv", content))
    assert (article.text, len(article.extra)) == ("Chad met Mali.", 1000)
    (problem,) = reading("a.csv", ",".join(names) + "\n")
    assert isinstance(problem, Problem)
    assert "and 960 more" in problem.message


# Sheets


def sheet(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_every_sheet_with_texts_is_read(reading: Reading) -> None:
    def fill(book: Any) -> None:
        book.active.title = "about"
        book.active.append(["Collected in Lima"])
        for name in ("north", "south"):
            page = book.create_sheet(name)
            page.append(["Reports of 2003"])
            page.merge_cells("A1:D1")
            page.append(["Title", "Date", "Source", "Text", None])
            page.append(["One", date(2003, 2, 11), "Pacific Post", TEXTS[0]])
            page.append(["Two", datetime(1998, 10, 30), "Gulf Times", TEXTS[1]])

    found = reading("a.xlsx", sheet(fill))
    assert said(found) == WANTED * 2
    assert isinstance(found[2], Article)
    assert (found[2].source or "").endswith("a.xlsx#south:3")


def test_numbers_are_days_and_formulas_without_a_value_are_named(reading: Reading) -> None:
    def fill(book: Any) -> None:
        book.active.append(["id", "date", "text"])
        book.active.append([7, 37663, "Chad met Mali."])
        book.active.append([8, 37664, '="Chad"&" met Mali"'])

    first, second = reading("a.xlsx", sheet(fill))
    assert isinstance(first, Article)
    assert (first.id, first.published) == ("7", "2003-02-11")
    assert isinstance(second, Problem)
    assert second.code == "empty"


def test_a_sheet_without_texts_or_broken_is_named(reading: Reading) -> None:
    whole = sheet(lambda book: book.active.append(["colour", "size"]))
    assert "colour, size" in str(reading("a.xlsx", whole)[0])
    for content in (whole[:200], whole[:-40], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        (problem,) = reading("b.xls", content)
        assert isinstance(problem, Problem)
        assert problem.code in ("damaged", "bad-sheet")


def test_a_sheet_that_unfolds_out_of_all_proportion_is_not_unfolded(reading: Reading) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    (problem,) = reading("a.xlsx", stream.getvalue())
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"


# Arrow and Parquet


def arrow_table() -> pa.Table:
    return pa.table({
        "headline": ["One", "Two"], "pubdate": pa.array([date.fromisoformat(day) for day in DAYS]),
        "outlet": pa.array(["Pacific Post", "Gulf Times"]).dictionary_encode(), "content": list(TEXTS),
        "seen": pa.array([1, 2], pa.timestamp("ns")), "tags": [["a"], None],
    })  # fmt: skip


def written(kind: str) -> bytes:
    table, stream = arrow_table(), io.BytesIO()
    if kind == "parquet":
        pq.write_table(table, stream)
    elif kind == "feather":
        feather.write_feather(table, stream)
    else:
        with (ipc.new_file if kind == "file" else ipc.new_stream)(stream, table.schema) as writer:
            writer.write_table(table)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["parquet", "feather", "file", "stream"])
def test_arrow_tables_are_read(reading: Reading, kind: str) -> None:
    found = reading("a.arrow", written(kind))
    assert said(found) == WANTED
    assert articles(found)[0].extra["tags"] == ["a"]
    assert json.dumps(articles(found)[0].extra)


@pytest.mark.parametrize("kind", ["parquet", "feather", "file", "stream"])
def test_a_broken_arrow_table_is_named(reading: Reading, kind: str) -> None:
    content = written(kind)
    assert [item.code for item in reading("a.arrow", content[: len(content) // 2]) if isinstance(item, Problem)] == [
        "bad-table"
    ]
