"""The table of formats, the files of an export, and the command."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman import cli
from dragoman.archive import Archive
from dragoman.errors import ExportError, QueryError
from dragoman.export import FORMATS, export
from dragoman.export.files import companion, writing
from dragoman.query import Filters

DOCS = Path(__file__).parents[2] / "docs" / "export.md"


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_page_says_what_each_format_drops(name: str) -> None:
    page, one = DOCS.read_text(encoding="utf-8"), FORMATS[name]
    section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert one.description.lower() in " ".join(section.lower().split())
    for drop in one.drops:
        assert f"- {drop}" in " ".join(section.split()), drop


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_of_every_kind_with_and_without_texts(
    archive: Archive, bare: Archive, tmp_path: Path, name: str
) -> None:
    one = FORMATS[name]
    for number, source in enumerate((archive, bare)):
        for kind in one.kinds if one.one_kind else (None,):
            out = tmp_path / f"{kind}{number}.{one.suffix}"
            report = export(source, name, out, kind=kind)
            assert report.records > 0 and set(report.files) == {out, *(companion(out, more) for more in one.companions)}
            assert all(path.stat().st_size for path in report.files)
    assert not list(tmp_path.glob(".tmp-*"))


def test_the_same_export_twice_is_the_same(archive: Archive, tmp_path: Path) -> None:
    for name in ("gdelt", "icews", "ftm", "csv"):
        first, second = tmp_path / "1", tmp_path / "2"
        files = [export(archive, name, out).files for out in (first, second)]
        assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]], name


def test_where_companion_files_lie() -> None:
    assert companion(Path("d/fiji.csv"), "mentions.csv") == Path("d/fiji.mentions.csv")
    assert companion(Path("d/2019.04"), "mentions.csv") == Path("d/2019.04.mentions.csv")


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "f.csv"
    out.write_text("old")

    def fail() -> None:
        with writing(out, ["more.csv"]) as files:
            files[""].write(b"new")
            raise QueryError("stop")

    with pytest.raises(QueryError):
        fail()
    assert out.read_text() == "old" and list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "out", "options", "says"),
    [
        ("nonesuch", "x", {}, "there are plover"),
        ("csv", "x", {"kind": "actors"}, "events, statements"),
        ("gdelt", "x", {"kind": "statements"}, "gdelt writes events"),
        ("csv", "x", {"with_speaker": True}, "nothing for --with-speaker"),
        ("csv", "", {}, "no file"),
        ("csv", "missing/x", {}, "no folder"),
    ],
)
def test_what_cannot_be_is_named(
    archive: Archive, tmp_path: Path, name: str, out: str, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(ExportError, match=says):
        export(archive, name, tmp_path / out, **options)
    assert list(tmp_path.iterdir()) == []


def test_several_files_cannot_go_to_a_stream(archive: Archive) -> None:
    for name in ("gdelt", "parquet"):
        with pytest.raises(ExportError, match="--out"):
            export(archive, name, io.BytesIO())
    stream = io.BytesIO()
    assert export(archive, "plover", stream).records == len(stream.getvalue().splitlines()) == 4


def test_a_filter_that_the_records_have_nothing_for_is_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="modality"):
        export(archive, "csv", tmp_path / "x", Filters(modality=("actual",)), kind="statements")


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["dragoman", "export", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return caught.value.code


def test_the_command(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "g.csv"
    assert not _run(
        monkeypatch,
        str(archive.folder),
        "--format",
        "gdelt",
        "--out",
        str(out),
        "--until",
        "2011-05",
        "--article",
        "a1",
    )
    said = capsys.readouterr().err
    assert "1 record in" in said and "left out (--modality names those to write): 1\n" in said
    assert out.exists() and out.with_suffix(".mentions.csv").exists()


def test_the_command_to_standard_output(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert not _run(monkeypatch, str(archive.folder), "--format", "plover", "--out", "-", "--actor", "name:band")
    shown = capfdbinary.readouterr()
    assert shown.out.count(b"\n") == 1 and b"dragoman: 1 record\n" in shown.err
    assert _run(monkeypatch, str(archive.folder), "--format", "gdelt", "--out", "-") == 2
