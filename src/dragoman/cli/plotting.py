"""`dragoman plot`: a picture of an archive in a file, and its rows beside it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from dragoman.archive import Archive
from dragoman.cli import output
from dragoman.errors import ChoiceError
from dragoman.export.files import writing
from dragoman.plot import FORMATS, picture
from dragoman.plot.saving import rendered
from dragoman.query.filters import Filters


def run(
    folder: Path, kind: str, out: Path, data: bool, filters: Filters, by: str | None, as_of: date | None,
    top: int | None, coder: str | None,
) -> None:  # fmt: skip
    """Write the picture, which is there whole or not at all."""
    if out.suffix.removeprefix(".").lower() not in FORMATS:
        raise ChoiceError(f"no picture format {out.suffix or out.name!r}: name the file .{', .'.join(FORMATS)}")
    made = picture(Archive(folder), kind, filters, by=by, as_of=as_of, top=top, coder=coder)
    content = rendered(made.chart, out.suffix)
    with writing(out) as files:
        files[""].write(content)
    if data:
        output.write(made.table.to_reader(), "csv", out.with_suffix(".csv"))
    print(f"dragoman: {kind} of {made.table.num_rows} rows in {out}", file=sys.stderr)
