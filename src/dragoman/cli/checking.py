"""`dragoman check`: is an archive what it says it is."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.archive import Archive
from dragoman.archive.check import PUT_ASIDE, check, mend
from dragoman.cli.tables import printable

_NOTICES = ("out-of-date", "foreign-file", "old-views")


def run(folder: Path, mending: bool) -> int:
    """Print what is wrong; 0 where nothing is but notices, else 1."""
    archive = Archive(folder)
    if mending:
        for name in mend(archive):
            print(f"put aside: {folder / PUT_ASIDE / name}")
    wrong = 0
    for finding in check(archive):
        notice = finding.code in _NOTICES
        wrong += not notice
        print(f"{'note' if notice else 'wrong'}: {printable(finding.where)}: {finding.code}: {finding.message}")
        print(f"      {finding.mend.replace('DIR', str(folder))}")
    rows = archive.manifest.rows
    counts = ", ".join(f"{rows.get(table, 0):,} {table}" for table in ("articles", "events", "statements", "positions"))
    verdict = "nothing is wrong" if not wrong else f"{wrong:,} things are wrong"
    print(f"dragoman: {counts}: {verdict}", file=sys.stderr)
    return 1 if wrong else 0
