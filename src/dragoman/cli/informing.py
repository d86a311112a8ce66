"""`dragoman info`: what an archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.archive import Archive
from dragoman.query.looking import Holdings, holdings


def run(folder: Path) -> None:
    """Print what there is, how old the derived tables are, and the command that renews them."""
    archive = Archive(folder)
    with archive.connect() as base:
        held = holdings(archive, base)
    for name, value in _lines(held, folder):
        print(f"{name:<12}{value}")


def _lines(held: Holdings, folder: Path) -> Iterator[tuple[str, str]]:
    counts = held.counts
    yield "articles", f"{counts['articles']:,} from {held.outlets:,} outlet{'s' * (held.outlets != 1)}"
    if held.first:
        undated = f" ({held.undated:,} without a date)" if held.undated else ""
        yield "published", f"{held.first} to {held.last}{undated}"
    for name in ("events", "statements", "positions"):
        yield name, f"{counts[name]:,}"
    yield "stories", _derived(held, folder)
    yield "judgements", f"{held.judgements:,}"
    yield "copies", f"{counts['copies']:,} passed over"
    yield "problems", f"{counts['problems']:,}" + (f", see dragoman problems {folder}" if counts["problems"] else "")
    for number, (short, name, model) in enumerate(held.coders):
        yield "" if number else "coders", f"{short} {name}, {model}"
    if not held.kept_text:
        yield "texts", "not kept"


def _derived(held: Holdings, folder: Path) -> str:
    if held.stale is None:
        return f"not looked for yet: dragoman reconcile {folder}"
    renew = f", made before the last articles came: dragoman reconcile {folder}" if held.stale else ""
    return f"{held.stories:,}{renew}"
