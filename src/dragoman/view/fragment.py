"""A coding as a piece of HTML that other pages can take in, with the style and the script that it wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.model.record import Coding
from dragoman.parse.segments import paragraphs
from dragoman.view import words
from dragoman.view.cards import Card, Cards
from dragoman.view.escape import clean, web_address
from dragoman.view.marks import KINDS, Mark, Record, in_order, is_main, kind, main, marks, segments

_HERE = Path(__file__).parent
STYLE = (_HERE / "static" / "report.css").read_text(encoding="utf-8")
"""The style sheet; everything in it stands under the class `dm-report`."""
SCRIPT = (_HERE / "static" / "report.js").read_text(encoding="utf-8")
"""The script; it wakes every `dm-report` of the page, and nothing is lost without it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text as the page has them: classes at rest, marks by token, and the records that end here."""

    text: str
    at: int
    classes: str
    tokens: str
    numbers: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and the cards that stand beside it."""

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


def fragment(coding: Coding, *, prefix: str = "", heading: int = 1, live: bool = True) -> str:
    """The report as an element of HTML, escaped whatever its text holds.

    Put `STYLE` into the page, and `SCRIPT` at its end where a report should be `live` (without it the switches are
    left out). `prefix` begins every id, for pages with several reports. `heading` is the level of the title, 0 leaves
    title and byline out.
    """
    headline, blocks = _headed(coding, tuple(_blocks(coding))) if heading else (None, tuple(_blocks(coding)))
    cards = [card for block in blocks for card in block.cards]
    article = coding.article
    facts = {
        "title": article.title or article.id, "outlet": article.outlet,
        "place": article.dateline.place if article.dateline else None,
        "day": words.published(article.published, article.published_precision),
        "byline": words.listed(article.byline), "standfirst": article.standfirst,
        "url": web_address(article.url), "language": article.language,
    }  # fmt: skip
    return render(
        "report.html", article=facts, headline=headline, blocks=blocks, cards=cards, coding=coding,
        prefix=prefix, heading=heading, live=live, counts=_counts(cards), switches=_switches(cards) if live else (),
    )  # fmt: skip


def static(coding: Coding) -> str:
    """The report as HTML for notebooks: its own style, and no script."""
    prefix = f"dm-{coding.id}-".translate({ord(c): "-" for c in " \t\n\r\f"})
    return f"<style>{STYLE}</style>\n{fragment(coding, prefix=prefix, heading=3, live=False)}"


def _headed(coding: Coding, blocks: tuple[Block, ...]) -> tuple[Block | None, tuple[Block, ...]]:
    """The first paragraph as the headline where it is the title; its cards go beside the next one."""
    if len(blocks) < 2 or "".join(piece.text for piece in blocks[0].pieces).strip() != coding.article.title:
        return None, blocks
    first, second, *others = blocks
    return first, (Block(second.pieces, first.cards + second.cards), *others)


def _blocks(coding: Coding) -> Iterator[Block]:
    records = in_order(coding)
    numbers = {record.id: number for number, record in enumerate(records, 1)}
    made = Cards(coding, numbers)
    cards = {record.id: made.of(record) for record in records}
    every = [mark for record in records for mark in marks(record)]
    known = {record.id: record for record in records}
    spans = [span for span in paragraphs(coding.article.text) if coding.article.text[slice(*span)].strip()]
    left = list(records)
    for number, span in enumerate(spans):
        # What begins between two paragraphs, or behind the last, stands beside the one before.
        until = spans[number + 1][0] if number + 1 < len(spans) else len(coding.article.text) + 1
        here = [record for record in left if main(record)[0] < until]
        left = left[len(here) :]
        beside = tuple(cards[record.id] for record in here)
        yield Block(tuple(_pieces(coding, span, every, known, cards)), beside)


def _pieces(
    coding: Coding, span: tuple[int, int], every: Sequence[Mark], known: Mapping[str, Record],
    cards: Mapping[str, Card],
) -> Iterator[Piece]:  # fmt: skip
    for one in segments(span, every):
        resting = [known[mark.record] for mark in one.marks if is_main(mark, known[mark.record])]
        ends = [known[m.record] for m in one.marks if main(known[m.record]) == m.span and m.span[1] == one.span[1]]
        numbers = tuple(cards[record.id] for record in dict.fromkeys(ends))
        tokens = " ".join(dict.fromkeys(mark.token for mark in one.marks))
        yield Piece(coding.article.words(one.span), one.span[0], _classes(resting, cards), tokens, numbers)


def _classes(resting: Sequence[Record], cards: Mapping[str, Card]) -> str:
    """How words look where nothing is pointed at; of several events the first one shows."""
    found = list(dict.fromkeys(f"dm-{kind(record)}" for record in resting))
    event = next((cards[record.id] for record in resting if kind(record) == "event"), None)
    if event:
        found += [f"dm-q{event.quad}", f"dm-{event.modality}"]
    return " ".join(found)


def _counts(cards: Sequence[Card]) -> tuple[str, ...]:
    kinds = [card.kind for card in cards]
    return tuple(words.many(kinds.count(name), name) for name in KINDS.values())


@dataclass(frozen=True, slots=True)
class Switch:
    """What can be shown or not: the attribute of a card that it looks at, and the values there are."""

    label: str
    name: str
    values: tuple[tuple[str, str, int], ...]


def _switches(cards: Sequence[Card]) -> tuple[Switch, ...]:
    """A switch for each attribute of which there are several values."""
    events = [card for card in cards if card.kind == "event"]
    acts = [card for card in cards if card.kind != "event"]
    made = (
        _switch(
            "Show", "kind", [card.kind for card in cards], {k: f"{k}s" for k in ("event", "statement", "position")}
        ),
        _switch("Status", "modality", [card.modality or "" for card in events], words.MODALITIES),
        _switch("Types", "type", [card.type for card in events], {}),
        _switch("Acts", "act", [card.type for card in acts], {}),
    )
    return tuple(switch for switch in made if len(switch.values) > 1)


def _switch(label: str, name: str, values: Sequence[str], names: Mapping[str, str]) -> Switch:
    order = [value for value in names if value in values] or sorted(set(values))
    return Switch(label, name, tuple((value, names.get(value, value), values.count(value)) for value in order))


def render(name: str, **values: Any) -> str:
    """A template of ours with these values; text among them is escaped, and rid of what no page can hold."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_fit,
    )  # fmt: skip
    found.globals.update(quads=words.QUADS, signs=words.SIGNS, modalities=words.MODALITIES)
    return found


def _fit(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
