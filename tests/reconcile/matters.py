"""An archive of the invented reports of `matters_*.toml`, and what its ledger should say of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.archive import Archive
from dragoman.model.record import Coding
from dragoman.model.text import Article
from dragoman.pipeline import Coder
from dragoman.read import read_text

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Matter:
    """A position and the reports on it; `reports` are article ids."""

    name: str
    act: str
    holder: str
    reports: tuple[str, ...]
    links: frozenset[tuple[str, str, str, str, str]]
    """Article and act and holder of a position, article and kind of what bears on it."""
    status: dict[date, str]


def load(name: str) -> list[dict[str, Any]]:
    with (HERE / name).open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["matter"]
    return found


def fill(archive: Archive, coder: Coder, names: Sequence[str]) -> list[Matter]:
    """Code the reports into the archive, and tell what is expected of it."""
    matters, every = [], []
    for matter in (m for name in names for m in load(name)):
        codings = [coder.code(read_text(r["text"], published=str(r["on"]))) for r in matter["reports"]]
        every += codings
        ids = tuple(coding.id for coding in codings)
        statuses = {date.fromisoformat(str(on)): status for on, status in matter["status"].items()}
        links = frozenset(_links(matter, ids))
        matters.append(Matter(matter["name"], matter["act"], matter["holder"], ids, links, statuses))
    add(archive, every)
    return matters


def add(archive: Archive, codings: Sequence[Coding]) -> None:
    """Add codings as one shard."""
    with archive.writer(codings[0].coder) as writer:
        for coding in codings:
            if isinstance(writer.admit(coding.article), Article):
                writer.add(coding)


def _links(matter: dict[str, Any], ids: Sequence[str]) -> Iterator[tuple[str, str, str, str, str]]:
    for number, kind in matter["bears"].items():
        yield ids[0], matter["act"], matter["holder"], ids[int(number)], kind
    for act, holder, said, later, kind in matter.get("others", ()):
        yield ids[said], act, holder, ids[later], kind


def entry_of(matter: Matter, table: pa.Table) -> dict[str, Any] | None:
    """The entry of a ledger that is the matter's position."""
    for row in table.to_pylist():
        if (
            row["article_id"] == matter.reports[0]
            and row["act"] == matter.act
            and row["holder_country"] == matter.holder
        ):
            return dict(row)
    return None
