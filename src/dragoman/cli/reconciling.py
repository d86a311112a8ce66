"""`dragoman reconcile`: copies and stories of an archive, and what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.archive import Archive
from dragoman.reconcile import reconcile


def run(folder: Path) -> None:
    """Reconcile an archive and print what was found."""
    found = reconcile(Archive(folder))
    print(f"{found.articles:,} articles: {found.near_duplicates:,} in {found.groups:,} groups of copies")
    print(f"{found.events:,} events: {found.story_events:,} in {found.stories:,} stories")
    print(f"{found.seconds:.1f} s")
    if found.without_text:
        print(
            f"dragoman: {found.without_text:,} articles without their text: only exact copies of them are known, and "
            "their events were compared without words",
            file=sys.stderr,
        )
