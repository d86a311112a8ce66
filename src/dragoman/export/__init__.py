"""Records of an archive in the formats that other programs read; one module a format, and their table here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dragoman.archive import Archive
from dragoman.errors import ExportError
from dragoman.export import columnar, ftm, gdelt, gkg, icews, plover, polecat, schema_org, stata, table, w3c
from dragoman.export.files import Files, companion, writing
from dragoman.export.request import Request
from dragoman.query.filters import Filters
from dragoman.query.records import KINDS, ask

__all__ = ["FORMATS", "Format", "Report", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, what it takes, and what it has no place for.

    `kinds` are the tables it can write; `one_kind` says that it writes one of them at a time, which `--kind` chooses.
    `companions` are files that it writes beside the one asked for. `actual` says that it has no place for modality, so
    that only actual events are written unless others are asked for. `text` files can go to standard output. `options`
    are those of `Request` that it heeds.
    """

    name: str
    suffix: str
    description: str
    kinds: tuple[str, ...]
    drops: tuple[str, ...]
    write: Callable[[Request, Files], int]
    one_kind: bool = False
    companions: tuple[str, ...] = ()
    actual: bool = False
    text: bool = True
    options: tuple[str, ...] = ()


_ALL = ("events", "statements", "positions", "articles")
FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(
            "plover", "jsonl", "PLOVER 2.0 JSON, one event a line", ("events",), plover.DROPS, plover.write
        ),
        Format(
            "polecat", "txt", "POLECAT, 40 columns between tabs under a header",
            ("events",), polecat.DROPS, polecat.write, actual=True,
        ),
        Format(
            "icews", "tab", "ICEWS, 20 columns between tabs under a header, one row a pair of parties",
            ("events",), icews.DROPS, icews.write, companions=("pairs.csv",), actual=True, options=("spreadsheet",),
        ),
        Format(
            "gdelt", "csv", "GDELT 2.0 events (61 columns) and mentions (16), between tabs, without a header",
            ("events",), gdelt.DROPS, gdelt.write, companions=("mentions.csv",), actual=True,
        ),
        Format(
            "gkg-quotations", "csv", "GDELT GKG 2.1, 27 columns between tabs, with quotations only",
            ("statements",), gkg.DROPS, gkg.write, options=("with_speaker",),
        ),
        Format(
            "ftm", "jsonl", "FollowTheMoney entities, one a line",
            tuple(ftm.COLUMNS), ftm.DROPS, ftm.write, actual=True,
        ),
        Format(
            "schema-org", "jsonld", "schema.org Quotation and Claim, one JSON-LD document",
            tuple(schema_org.COLUMNS), schema_org.DROPS, schema_org.write,
        ),
        Format(
            "w3c", "jsonld", "W3C Web Annotations, one JSON-LD document",
            tuple(w3c.COLUMNS), w3c.DROPS, w3c.write,
        ),
        Format(
            "csv", "csv", "flat rows of one kind of record, and a long table of their parties",
            _ALL, table.DROPS, table.write, one_kind=True, companions=("parties.csv",), options=("spreadsheet",),
        ),
        Format(
            "parquet", "parquet", "nested rows of one kind of record",
            _ALL, columnar.DROPS, columnar.write_parquet, one_kind=True, text=False,
        ),
        Format(
            "arrow", "arrow", "nested rows of one kind of record, an Arrow IPC file",
            _ALL, columnar.DROPS, columnar.write_arrow, one_kind=True, text=False,
        ),
        Format(
            "dta", "dta", "flat rows of one kind of record, for Stata",
            _ALL, stata.DROPS, stata.write, one_kind=True, text=False,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What was written: how many records, into which files, and how many events were left out for their modality."""

    records: int
    files: tuple[Path, ...]
    left_out: int = 0


def export(
    archive: Archive,
    name: str,
    out: Path | BinaryIO,
    filters: Filters | None = None,
    *,
    kind: str | None = None,
    coder: str | None = None,
    with_speaker: bool = False,
    spreadsheet: bool = False,
) -> Report:
    """Write records in a format to a file, with others beside it, or to a stream of bytes.

    Options as in `Request`. Raises ExportError for a format, kind, option or place that cannot be, QueryError for a
    filter that the kind of record has nothing for.
    """
    chosen = FORMATS.get(name)
    if chosen is None:
        raise ExportError(f"no format {name!r}: there are {', '.join(FORMATS)}")
    for option, given in (("with_speaker", with_speaker), ("spreadsheet", spreadsheet)):
        if given and option not in chosen.options:
            raise ExportError(f"{name} has nothing for --{option.replace('_', '-')}")
    request = Request(archive, filters or Filters(), _kind(chosen, kind), coder, with_speaker, spreadsheet)
    left_out = 0
    if chosen.actual and not request.filters.modality:
        left_out = _not_actual(request)
        request = replace(request, filters=replace(request.filters, modality=("actual",)))
    with _open(chosen, out) as files:
        records = chosen.write(request, files)
    paths = (out, *(companion(out, one) for one in chosen.companions)) if isinstance(out, Path) else ()
    return Report(records, paths, left_out)


def _kind(chosen: Format, kind: str | None) -> str:
    if kind is not None and (not chosen.one_kind or kind not in chosen.kinds):
        what = f"has no kind {kind!r}: there are" if chosen.one_kind else "writes"
        raise ExportError(f"{chosen.name} {what} {', '.join(chosen.kinds)}")
    return kind or chosen.kinds[0]


def _open(chosen: Format, out: Path | BinaryIO) -> AbstractContextManager[Files]:
    if isinstance(out, Path):
        return writing(out, chosen.companions)
    if chosen.companions or not chosen.text:
        files = f"{1 + len(chosen.companions)} files" if chosen.companions else "a file that is no text"
        raise ExportError(f"{chosen.name} writes {files}, which cannot go to standard output: name one with --out")
    return nullcontext({"": out})


def _not_actual(request: Request) -> int:
    """How many of the events asked for are not actual."""
    asked = replace(request.filters, one_a_day=False)
    others = ("historical", "future", "hypothetical", "negated")
    with ask(request.archive, KINDS["events"], replace(asked, modality=others), ["id"], coder=request.coder) as reader:
        return sum(batch.num_rows for batch in reader)
