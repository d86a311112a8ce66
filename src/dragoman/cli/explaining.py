"""`dragoman explain`: what was found in a sentence and why."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console
from rich.markup import escape

from dragoman.extract.events import Findings
from dragoman.extract.events.candidate import Candidate, Reason
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.nlp import Parse
from dragoman.read import read_text
from dragoman.scale import CoderChoice


def run(sentence: str, published: str | None, choice: CoderChoice) -> None:
    """Print actors, events with rule and cue, and refusals."""
    day = read_text("", published=published)  # first, as a bad date should not wait for the model
    article = replace(day, id="sentence", text=sentence)
    coder = choice.make()
    console = Console(highlight=False)
    parse, mentions = coder.read_actors(article)
    _actors(console, parse, mentions)
    coding, findings = coder.examine(parse, mentions)
    for event in coding.events:
        names = [parse.article.words(p.span) if p.span else "nobody named" for p in event.actors]
        others = [parse.article.words(p.span) for p in event.recipients if p.span]
        mode = f":{event.modes[0]}" if event.modes else ""
        console.print(
            f"[bold]{event.type}{mode}[/] {escape('; '.join(names))}"
            + (f" → {escape('; '.join(others))}" if others else "")
            + f"  [dim]{event.modality}[/]"
        )
        console.print(f"    rule {event.rule}, trigger “{escape(parse.article.words(event.trigger))}”")
        if event.modality_cue:
            console.print(f"    {event.modality} by the cue “{escape(parse.article.words(event.modality_cue))}”")
        if event.base_type != event.type:
            console.print(f"    {event.base_type} before PLOVER's tense rules")
    if not coding.events:
        console.print("[bold]no event[/]")
    _refusals(console, findings)


def _actors(console: Console, parse: Parse, mentions: Mentions) -> None:
    found: list[Mention] = [m for group in mentions.at.values() for m in group]
    for mention in sorted(found, key=lambda m: m.span):
        code = " ".join(filter(None, (mention.country, mention.sector, *mention.secondary))) or "unknown"
        console.print(
            f"[dim]actor[/] {escape(parse.article.words(mention.span))}  [cyan]{code}[/]  [dim]{_label(mention)}[/]"
        )


def _label(mention: Mention) -> str:
    """What decided how a mention is read, in a word or two."""
    unlisted = mention.form == "name" and mention.origin == "text"
    return mention.step or ("unlisted name" if unlisted else mention.form)


def _refusals(console: Console, findings: Findings) -> None:
    """What kept candidates from being events, and rules from making candidates."""
    for decision in findings.decisions:
        candidate, reason = decision.candidate, decision.verdict.refusal
        if reason is not None:
            what = f"{candidate.event.type} by rule {candidate.event.rule}"
            console.print(f"    no {what}, by its {reason.stage}: {escape(_words(candidate, reason))}")
    mismatches = [] if findings.events else [mismatch for some in findings.mismatches for mismatch in some]
    for mismatch in mismatches[:8]:
        console.print(f"    {mismatch.type or 'operator'} by rule {mismatch.rule} did not fire: {escape(mismatch.why)}")
    if not findings.decisions and not mismatches:
        console.print("    no word of the sentence sets off a rule")


def _words(candidate: Candidate, reason: Reason) -> str:
    """A reason in words, with the clause that has taken a candidate in."""
    if candidate.absorbed_by is None:
        return reason.words
    return f"“{candidate.tree.words[candidate.absorbed_by]}” has taken it in"
