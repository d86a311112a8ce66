"""`dragoman explain`: what was found in a sentence and why."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console
from rich.markup import escape

from dragoman.model.mention import Mention, Mentions
from dragoman.parse.nlp import Parse
from dragoman.parse.tree import Tree
from dragoman.pipeline import Coder
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
    coding = coder.extract(parse, mentions)
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
        for tree in parse.trees:
            _refusals(console, coder, tree, mentions)


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


def _refusals(console: Console, coder: Coder, tree: Tree, mentions: Mentions) -> None:
    sentence = coder.events.sentence(tree, mentions)
    events = sentence.events()
    for event in events:
        who = "no actor" if not event.actors else "no recipient" if not event.recipients else "no political actor"
        console.print(f"    {event.type} by rule {event.rule} was dropped: {who} in its slots")
    for refusal in sentence.refused[:8]:
        console.print(f"    {refusal.type or 'operator'} by rule {refusal.rule} did not fire: {escape(refusal.why)}")
    if not events and not sentence.refused:
        console.print("    no word of the sentence sets off a rule")
