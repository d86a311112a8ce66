"""`dragoman lexicon check`: a user's own tables, and their rules on their examples."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console
from rich.markup import escape

from dragoman.evaluate.examples import Trial, try_own
from dragoman.pipeline import RULES
from dragoman.scale import CoderChoice


def run(choice: CoderChoice) -> int:
    """Print each example with what its rule does on it; 1 where one does not what its author says."""
    coder = replace(choice, model=RULES).make()  # what is checked are the rules
    console = Console(highlight=False)
    trials = list(try_own(coder))
    for trial in trials:
        console.print(_line(trial), soft_wrap=True)
    entries = coder.lexicon.events.own_entries()
    for entry in entries:
        if not entry.examples:
            console.print(f"[yellow]note[/]   {escape(entry.id)} has no example", soft_wrap=True)
    right = sum(trial.holds for trial in trials)
    console.print(f"{right} of {len(trials)} examples hold, of {len(entries)} of your own rules and operators")
    return 0 if right == len(trials) else 1


def _line(trial: Trial) -> str:
    mark = "[green]ok[/]    " if trial.holds else "[red]wrong[/] "
    does = "fires on" if trial.fired else "does not fire on"
    why = f": {escape(trial.why)}" if trial.why else ""
    return f"{mark} {escape(trial.id)} {does} “{escape(trial.sentence)}”{why}"
