"""`dragoman export`: an archive's records in the formats that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from dragoman.archive import Archive
from dragoman.export import export
from dragoman.query.filters import Filters


def run(
    archive: Path, name: str, out: str, filters: Filters, kind: str | None, coder: str | None, with_speaker: bool,
    spreadsheet: bool,
) -> None:  # fmt: skip
    """Write the records and say on standard error how many, where, and what was left out."""
    target: Path | BinaryIO = sys.stdout.buffer if out == "-" else Path(out)
    report = export(
        Archive(archive), name, target, filters, kind=kind, coder=coder, with_speaker=with_speaker,
        spreadsheet=spreadsheet,
    )  # fmt: skip
    where = f" in {', '.join(map(str, report.files))}" if report.files else ""
    _say(f"{report.records} record{'s' * (report.records != 1)}{where}")
    if report.left_out:
        left = "events that are not actual were left out (--modality names those to write)"
        _say(f"{name} has no place for modality: {left}: {report.left_out}")


def _say(message: str) -> None:
    print(f"dragoman: {message}", file=sys.stderr)
