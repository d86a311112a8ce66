"""`dragoman diff`: what another coder made of the same articles."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dragoman.archive import Archive
from dragoman.cli import output
from dragoman.query.diff import diff

SHOWN = ["change", "kind", "field", "before", "after", "words"]


def run(archive: Path, old: str | None, new: str | None, name: str | None, out: Path | None) -> None:
    """Print the differences, and how many there are of each kind on standard error."""
    name = output.format_of(name, out)
    found = diff(Archive(archive), old, new)
    shown = found.select(SHOWN) if name == "table" else found
    output.write(shown.to_reader(), name, out)
    ids = {(row["change"], row["kind"], row["id_from"], row["id_to"]) for row in found.to_pylist()}
    counts = Counter((change, kind) for change, kind, *_ in ids)
    parts = [f"{count:,} {kind} {change}" for (change, kind), count in sorted(counts.items())]
    print(f"dragoman: {', '.join(parts) or 'no difference'}", file=sys.stderr)
