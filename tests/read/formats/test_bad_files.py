import bz2
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.model.text import Article, Problem, Skipped
from dragoman.read import read
from dragoman.settings import Settings
from tests.read.formats.reports import REPORTS, as_csv, docx, files, lines_of, odt, pdf, rtf, zipped

Reading = Callable[..., list[Article | Problem]]
FILES = dict(files())


def codes(items: list[Article | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else "read" for item in items]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_breaks_off_is_read_in_part_or_named(tmp_path: Path, name: str) -> None:
    content = FILES[name]
    for share in (0.03, 0.4, 0.97):
        (tmp_path / name).write_bytes(content[: int(len(content) * share)])
        found = list(read([str(tmp_path / name)]))
        assert found
        assert all(item.text if isinstance(item, Article) else item.message for item in found)


@pytest.mark.parametrize(
    "name", ["uni.docx", "sheet.xlsx", "uni.pdf", "uni.rtf", "table.parquet", "docx.zip", "odt.zip"]
)
def test_flipped_bytes_are_no_exception(tmp_path: Path, name: str) -> None:
    content = FILES[name]
    for at in range(0, len(content), max(1, len(content) // 9)):
        (tmp_path / name).write_bytes(content[:at] + b"\xff\x00\xff\x00" + content[at + 4 :])
        assert list(read([str(tmp_path / name)]))


def test_a_wrong_suffix_misleads_nobody(reading: Reading) -> None:
    assert len(reading("a.txt", FILES["sheet.xlsx"])) == 40
    assert len(reading("a.csv", FILES["uni.docx"])) == 40
    assert len(reading("a.docx", FILES["uni.pdf"])) == 40
    assert len(reading("a.pdf", FILES["nexis.txt"])) == 40
    assert codes(reading("b.docx", "Gabon thanked Angola.")) == ["read"]


def test_a_scan_is_named(reading: Reading) -> None:
    assert codes(reading("a.pdf", pdf([]))) == ["no-text-layer"]


def test_an_encrypted_pdf_is_named(reading: Reading) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf(["Gabon thanked Angola."]))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert codes(reading("a.pdf", stream.getvalue())) == ["encrypted"]


def test_columns_and_cut_words_of_a_pdf_are_joined(reading: Reading) -> None:
    words = "The consul of Nepal handed over a list of forty-two fisher-\nmen who are held in Laos since the spring."
    lines = words.split("\n")
    (article,) = reading("a.pdf", pdf([*lines, *REPORTS[0].paragraphs], columns=2, width=44, per_page=9))
    assert isinstance(article, Article)
    flat = " ".join(article.text.split())
    assert "forty-two fishermen who are held" in flat
    assert " ".join(REPORTS[0].paragraphs[0].split()) in flat


def test_tracked_changes_are_read_as_accepted(reading: Reading) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        '<w:p><w:r><w:t>Gabon </w:t></w:r><w:del w:author="a"><w:r><w:delText>attacked</w:delText></w:r></w:del>'
        '<w:ins w:author="a"><w:r><w:t>thanked</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> Angola.</w:t></w:r></w:p>'
    )
    content = zipped(
        {"word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()}
    )
    (article,) = reading("a.docx", content)
    assert isinstance(article, Article)
    assert article.text == "Gabon thanked Angola."
    assert "tracked-changes" in [note.code for note in article.notes]


def test_a_document_that_unfolds_out_of_all_proportion_is_not_unfolded(reading: Reading) -> None:
    bomb = zipped({"word/document.xml": b" " * 60_000_000})
    assert codes(reading("a.docx", bomb)) == ["too-large"]
    assert codes(reading("a.zip", zipped({"a.txt": b" " * 60_000_000, "b.txt": b"Gabon thanked Angola."}))) == [
        "too-large",
        "read",
    ]


def test_what_unpacks_beyond_the_limit_ends_there(reading: Reading) -> None:
    limit = Settings(max_unpacked=50_000)
    assert codes(reading("a.csv.gz", gzip.compress(as_csv() * 9), settings=limit))[-1] == "too-large"
    assert codes(reading("a.csv.bz2", bz2.compress(as_csv()))) == ["read"] * 40


def test_containers_in_containers_have_an_end(reading: Reading) -> None:
    content = zipped({"a.txt": b"Gabon thanked Angola."})
    for _ in range(2):
        content = zipped({"a.zip": content})
    assert codes(reading("a.zip", content)) == ["read"]
    assert codes(reading("a.zip", zipped({"a.zip": content}))) == ["too-deep"]


def test_hidden_and_unknown_files_in_a_zip_are_named_where_asked_for(reading: Reading) -> None:
    content = zipped({".DS_Store": b"x", "__MACOSX/a.txt": b"x", "a.png": b"x", "a.txt": b"Gabon thanked Angola."})
    assert codes(reading("a.zip", content)) == ["read"]
    found = reading("a.zip", content, skipped=True)
    assert [item.code for item in found if isinstance(item, Skipped)] == ["hidden", "hidden", "unknown-kind"]


def test_a_protected_zip_is_named(reading: Reading) -> None:
    content = bytearray(zipped({"a.txt": b"Gabon thanked Angola."}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[at] |= 1
    assert codes(reading("a.zip", bytes(content))) == ["encrypted"]


@pytest.mark.parametrize(
    ("content", "word"), [(b"\xd0\xcf\x11\xe0" + bytes(60), "save it as .docx"), (b"Rar!\x1a\x07", "unpack it"),
                          (b"SQLite format 3\0", "export its table")]
)  # fmt: skip
def test_what_is_not_read_is_called_by_its_name(reading: Reading, content: bytes, word: str) -> None:
    (problem,) = reading("a.bin", content)
    assert isinstance(problem, Problem)
    assert problem.code == "unsupported-format"
    assert word in problem.message


@pytest.mark.parametrize("write", [docx, odt, rtf, pdf])
def test_a_file_s_own_date_counts_only_where_nothing_else_does(
    reading: Reading, write: Callable[[list[str]], bytes]
) -> None:
    name = f"a.{write.__name__}"
    (dated,) = reading(name, write(lines_of(REPORTS[3])), published="1990-01-01")
    (undated,) = reading(name, write(["Gabon thanked Angola on Friday for the pumps."]), published="1990-01-01")
    assert isinstance(dated, Article)
    assert isinstance(undated, Article)
    assert (dated.published or "").startswith(REPORTS[3].day.isoformat())
    assert (undated.published, undated.published_basis) == ("1990-01-01", "given")


def test_the_day_on_which_a_program_made_a_file_is_used_with_a_note(reading: Reading) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr(
            "word/document.xml", "<w:document xmlns:w='w'><w:p><w:t>Gabon thanked Angola.</w:t></w:p></w:document>"
        )
        packed.writestr("docProps/core.xml", "<c xmlns:d='d'><d:created>2009-05-04T10:00:00Z</d:created></c>")
    (article,) = reading("a.docx", content.getvalue())
    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == ("2009-05-04", "file")
    assert "odd-date" in [note.code for note in article.notes]
