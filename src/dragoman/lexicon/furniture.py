"""What stands around reports and tells no news: `read/furniture.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that open a line (`labels` before a mark, `starts` before anything), that are all of one (`whole`),
    or that stand over a list of links (`headings`), and names of pages' `parts`; all in small letters."""

    labels: frozenset[str]
    starts: tuple[str, ...]
    whole: frozenset[str]
    headings: frozenset[str]
    parts: frozenset[str]


def read_furniture(folder: Folder) -> Furniture:
    """The words."""
    table = next(content for _, content in folder.tables("read/furniture.toml"))
    lines = table["lines"]
    return Furniture(
        frozenset(lines["labels"]),
        tuple(lines["starts"]),
        frozenset(lines["whole"]),
        frozenset(table["lists"]["headings"]),
        frozenset(table["parts"]["names"]),
    )
