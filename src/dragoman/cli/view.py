"""The view for people: each event with its parties, and the sentence with trigger and parties marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman import lexicon
from dragoman.cli.tables import code, printable
from dragoman.model.record import Coding, DateRange, Deadline, Event, Party
from dragoman.model.text import Problem, Span

_QUAD = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}
_ACT = {"pledge": "green", "offer": "green", "endorse": "green", "threaten": "red", "refuse": "red", "deny": "red"}
_SAYS = {
    "accuse": "accuses", "assert": "says", "concern": "is concerned", "demand": "demands", "deny": "denies",
    "endorse": "endorses", "offer": "offers", "pledge": "pledges", "predict": "predicts", "refuse": "refuses",
    "threaten": "threatens",
}  # fmt: skip
_LINE = 180
_MODALITY = {
    "actual": "",
    "historical": "background",
    "future": "planned",
    "hypothetical": "not a fact",
    "negated": "did not happen",
}


def write(results: Iterator[Coding | Problem]) -> None:
    """Print codings one after the other."""
    console = Console(highlight=False)
    for number, result in enumerate(results):
        if isinstance(result, Problem):
            continue
        if number:
            console.rule(style="dim")
        _coding(console, result)


def _coding(console: Console, coding: Coding) -> None:
    article = coding.article
    console.print(Text(printable(article.title or article.id), style="bold"))
    dateline = article.dateline.place if article.dateline else None
    facts = [
        article.outlet,
        dateline,
        f"published {article.published}" if article.published else "no publication date",
    ]
    console.print(Text(printable(" · ".join(filter(None, facts))), style="dim"))
    console.print()
    for event in coding.events:
        _event(console, coding, event)
    if not coding.events:
        console.print("No event.")
        console.print()
    _positions(console, coding)
    _statements(console, coding)
    for note in coding.notes:
        console.print(Text(f"note: {note.message}", style="dim"))


def _event(console: Console, coding: Coding, event: Event) -> None:
    article = coding.article
    head = Text("● " if event.central else "○ ", style=_QUAD[event.quad_class])
    head.append(event.type, style=f"bold {_QUAD[event.quad_class]}")
    head.append(f" {' '.join(event.modes)}" if event.modes else "", style=_QUAD[event.quad_class])
    if event.modality != "actual":
        head.append(f"  {event.modality}", style="magenta")
        head.append(f" ({_MODALITY[event.modality]})", style="dim")
    if event.base_type != event.type:
        head.append(f"  {event.base_type} to come", style="magenta")
    if event.date:
        head.append(f"  {when(event.date)}", style="bold" if event.date.basis == "text" else "dim")
    if event.place and event.place.span:
        head.append(f"  {printable(article.words(event.place.span))}")
    console.print(head)
    parties = Text()
    parties.append_text(_names(coding, event.actors))
    if event.recipients:
        parties.append(" → ", style="dim")
        parties.append_text(_names(coding, event.recipients))
    if event.attribution.source:
        parties.append(f"   says {printable(article.words(event.attribution.source.span))}", style="italic dim")
    console.print(Padding(parties, (0, 2, 0, 2)))
    console.print(Padding(_sentence(coding, event), (0, 2, 0, 2)))
    more = len(event.evidence) - 1
    if more:
        console.print(Text(f"  told again in {more} more {'sentence' if more == 1 else 'sentences'}", style="dim"))
    console.print()


def _pronouns() -> frozenset[str]:
    words = lexicon.load().grammar
    return words.person_pronouns | words.thing_pronouns | words.plural_pronouns | words.first_person


def _positions(console: Console, coding: Coding) -> None:
    """Who wants what of whom, on what terms, by when."""
    if not coding.positions:
        return
    console.print(Text("Positions", style="bold"))
    for position in coding.positions:
        head = Text(f"{position.act} ", style=_ACT.get(position.act, "yellow"))
        head.append_text(_names(coding, (position.holder,)))
        if position.counterparts:
            head.append(" → ", style="dim")
            head.append_text(_names(coding, position.counterparts))
        console.print(Padding(head, (0, 2, 0, 2)))
        terms = Text(f"“{_flat(coding, position.content)}”")
        for label, span in (("if", position.condition), ("in return", position.exchange)):
            if span:
                terms.append(f"\n{label}: ", style="dim").append(_flat(coding, span))
        if position.deadline:
            terms.append("\nby: ", style="dim").append(_by_when(coding, position.deadline), style="bold")
        console.print(Padding(terms, (0, 2, 0, 4)))
    console.print()


def _statements(console: Console, coding: Coding) -> None:
    """Who said what, the words cut to a line or two."""
    if not coding.statements:
        return
    console.print(Text("Statements", style="bold"))
    names = {actor.id: actor.name for actor in coding.actors}
    for statement in coding.statements:
        speaker = statement.speaker
        words = _flat(coding, speaker.span) if speaker and speaker.span else "nobody named"
        shown = names.get(speaker.actor or "", words) if speaker else words
        said = " … ".join(_flat(coding, span) for span in statement.content)
        quoted = f"“{_short(said)}”" if statement.kind != "indirect" else _short(said)
        line = Text(printable(shown), style="bold")
        line.append(f" {_SAYS.get(statement.act, statement.act)}: ", style="dim").append(quoted)
        console.print(Padding(line, (0, 2, 0, 2)))
    console.print()


def _flat(coding: Coding, span: Span) -> str:
    return " ".join(printable(coding.article.words(span)).split())


def _short(words: str) -> str:
    return words if len(words) <= _LINE else words[: words.rfind(" ", 0, _LINE)] + " …"


def _names(coding: Coding, parties: tuple[Party, ...]) -> Text:
    names = {actor.id: actor.name for actor in coding.actors}
    text = Text()
    for number, party in enumerate(parties):
        text.append(", " if number else "")
        words = coding.article.words(party.span) if party.span else "nobody named"
        known = party.actor is not None and (not party.actor.startswith("name:") or words.lower() in _pronouns())
        text.append(printable(names.get(party.actor or "", words) if known else words))
        text.append(f" {code(party)}", style="dim")
    return text


def _sentence(coding: Coding, event: Event) -> Text:
    start, end = event.sentence
    text = Text(printable(coding.article.text[start:end]), style="default")
    for party in (*event.actors, *event.recipients):
        _mark(text, party.span, event.sentence, "underline")
    _mark(text, event.trigger, event.sentence, f"bold {_QUAD[event.quad_class]}")
    if event.modality_cue:
        _mark(text, event.modality_cue, event.sentence, "magenta")
    if event.date and event.date.span:
        _mark(text, event.date.span, event.sentence, "italic")
    return text


def _mark(text: Text, span: Span | None, sentence: Span, style: str) -> None:
    if span is not None and sentence[0] <= span[0] and span[1] <= sentence[1]:
        text.stylize(style, span[0] - sentence[0], span[1] - sentence[0])


def _by_when(coding: Coding, found: Deadline) -> str:
    """A deadline as a date, or the words where it hangs on something without one."""
    if found.start is None or found.end is None:
        return _flat(coding, found.span)
    return when(DateRange(found.start, found.end, found.precision or "day", "text"))


def when(found: DateRange) -> str:
    """A date range as people write it, no finer than it is known."""
    try:
        start, end = date.fromisoformat(found.start), date.fromisoformat(found.end)
    except ValueError:
        return found.start
    if start == end:
        return f"{start.day} {start:%b %Y}"
    if found.precision == "year":
        return f"{start.year}"
    if found.precision == "month":
        return f"{start:%b %Y}"
    return f"{start.day} {start:%b %Y} to {end.day} {end:%b %Y}"
