"""An archive made by hand: a meeting, a pledge, a reply in marks, and a second report with hostile words."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.archive import Archive
from dragoman.export import Report, export
from dragoman.model.mention import Actor
from dragoman.model.record import Party
from dragoman.query import Filters
from tests.archive.records import TEXT, article, coding

HOSTILE = '=SUM(A1)\t"x"\n#one|two\x0b'
"""What breaks rows and cells where it is not taken care of."""


def make(folder: Path, keep_text: bool = True) -> Archive:
    """Three articles: `a1`; `a2`, whose outlet, title and names are hostile; `a3`, which has no date and place."""
    archive = Archive.create(folder, keep_text=keep_text)
    bare = coding(article("a3", TEXT + " Bare.", None, url=None, outlet=None, title=None))
    undated = replace(bare.events[0], date=None, place=None, actors=bare.events[0].actors[:1], reciprocal=False)
    archive.add([coding(), hostile(), replace(bare, events=(undated,), statements=(), positions=())])
    return archive


def hostile() -> Any:
    """The second article, where a band of three parties meets."""
    one = article(
        "a2", TEXT + " Later.", "2011-06-01T23:30:00-02:00", outlet=f'"{HOSTILE}', title=HOSTILE,
        url="https://bay.example/a\tb",
    )  # fmt: skip
    found = coding(one)
    band = Party("name:band", (25, 40), None, "REB")
    meeting = replace(found.events[0], actors=(*found.events[0].actors, band), id="e1")
    statement = replace(found.statements[0], kind="mixed", content=((25, 40), found.statements[0].content[0]))
    return replace(
        found, events=(meeting,), statements=(statement,),
        actors=(*found.actors, Actor("name:band", f"River{HOSTILE}band", "group", None, "REB")),
    )  # fmt: skip


def written(archive: Archive, name: str, folder: Path, **options: Any) -> tuple[Report, Path]:
    """Export to a file of a new name in a folder."""
    out = folder / f"out-{len(list(folder.iterdir()))}.txt"
    filters = options.pop("filters", Filters())
    return export(archive, name, out, filters, **options), out


def tab_rows(path: Path) -> list[list[str]]:
    """The cells of a file without quoting."""
    data = path.read_bytes().decode()
    assert data.endswith("\n")
    return [line.split("\t") for line in data[:-1].split("\n")]


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV under its header."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(None not in row and None not in row.values() for row in rows), "a row has too many or few cells"
    return rows


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
