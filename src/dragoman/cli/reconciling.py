"""`dragoman reconcile`: copies and stories of an archive, and what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.archive import Archive
from dragoman.reconcile import reconcile


def run(folder: Path) -> None:
    """Reconcile an archive and print what was found."""
    found = reconcile(Archive(folder))
    for name, value in (
        ("articles", found.articles),
        ("copied or nearly so", found.near_duplicates),
        ("groups of copies", found.groups),
        ("told with others", found.matter_articles),
        ("matters", found.matters),
        ("events", found.events),
        ("told in stories", found.story_events),
        ("stories", found.stories),
    ):
        print(f"{name:20}{value:>12,}")
    print(f"{'seconds':20}{found.seconds:>12.1f}")
    if found.without_text:
        print(
            f"dragoman: {found.without_text:,} articles without their text: only exact copies of them are known, and "
            "their events were compared without words",
            file=sys.stderr,
        )
