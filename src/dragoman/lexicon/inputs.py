"""What things are called in files from outside: columns of tables, parts of programs' answers, fields of archives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Inputs:
    """Names, all in the form that `plain` gives.

    `columns` maps the name of a column to its field and rank, `wrappers` are names under which answers hold their
    articles, `listings` sets of names that together tell a list of articles without texts.
    """

    columns: Mapping[str, tuple[str, int]]
    wrappers: tuple[str, ...]
    listings: tuple[frozenset[str], ...]

    def fields(self) -> tuple[str, ...]:
        """The fields that columns can give, in a fixed order."""
        return tuple(dict.fromkeys(field for field, _ in self.columns.values()))


def plain(name: str) -> str:
    """A name without case, blanks and punctuation: `Publication date` and `publication_date` are one."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def read_inputs(folder: Folder) -> Inputs:
    """The names in `read/columns.toml`."""
    columns = next(content for _, content in folder.tables("read/columns.toml"))
    ranked: dict[str, tuple[str, int]] = {}
    for field, names in columns["fields"].items():
        for rank, name in enumerate(names):
            ranked.setdefault(plain(name), (field, rank))
    return Inputs(
        columns=ranked,
        wrappers=tuple(map(plain, columns["wrappers"]["names"])),
        listings=tuple(frozenset(map(plain, names)) for names in columns["listings"]["names"]),
    )
