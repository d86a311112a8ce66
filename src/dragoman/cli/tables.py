"""Events as rows: one line an event, for eyes (`table`) and for spreadsheets (`csv`)."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.model.record import Coding, Event, Party
from dragoman.model.text import Article, Problem

COLUMNS = (
    "article", "event", "type", "modes", "modality", "actors", "actor_words", "recipients", "recipient_words", "date",
    "date_end", "date_basis", "place", "contexts", "central", "confidence", "score", "quad_class", "cameo", "sentence",
)  # fmt: skip


def row(article: Article, event: Event) -> tuple[str, ...]:
    """The cells of an event, in the order of `COLUMNS`; several values in a cell are joined by `;`."""
    date, place = event.date, event.place
    return (
        article.id, event.id, event.type, ";".join(event.modes), event.modality,
        ";".join(map(code, event.actors)), ";".join(words(article, p) for p in event.actors),
        ";".join(map(code, event.recipients)), ";".join(words(article, p) for p in event.recipients),
        date.start if date else "", date.end if date else "", date.basis if date else "",
        article.words(place.span) if place and place.span else "", ";".join(event.contexts),
        "1" if event.central else "0", f"{event.confidence:.2f}", f"{event.score:g}", str(event.quad_class),
        event.cameo or "", " ".join(article.words(event.sentence).split()),
    )  # fmt: skip


def code(party: Party) -> str:
    """A party's compound code (codebook R22): country, sector, further sectors."""
    return "".join((party.country or "---", party.sector or "", *party.secondary))


def words(article: Article, party: Party) -> str:
    """The words that name a party; empty where nobody is named."""
    return " ".join(article.words(party.span).split()) if party.span else ""


def write_csv(results: Iterator[Coding | Problem]) -> None:
    """Rows as they come, under one header line."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        if isinstance(result, Coding):
            for event in result.events:
                writer.writerow([cell.replace("\r", " ") for cell in row(result.article, event)])


def table(results: Iterator[Coding | Problem]) -> None:
    """One table of all events."""
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("date", "type", "modality", "who", "to whom", "words"):
        grid.add_column(name, no_wrap=name in ("date", "type"))
    for result in results:
        if isinstance(result, Coding):
            for event in result.events:
                grid.add_row(*_cells(result.article, event))
    Console(highlight=False).print(grid)


def _cells(article: Article, event: Event) -> list[Text]:
    mode = f":{event.modes[0]}" if event.modes else ""
    cells = (
        event.date.start if event.date else "", event.type + mode, event.modality,
        ", ".join(map(code, event.actors)), ", ".join(map(code, event.recipients)),
        printable(article.words(event.trigger)),
    )  # fmt: skip
    return [Text(cell) for cell in cells]


def printable(text: str) -> str:
    """Text from outside without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
