"""The commands that put labels and judgements beside an archive's records."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import options as o


def reconcile(archive: o.Dir) -> None:
    """Find copies among an archive's articles, and events of several articles that are one occurrence."""
    from dragoman.cli import reconciling

    reconciling.run(archive)


def judge(
    archive: o.Dir,
    subject: Annotated[str, typer.Argument(metavar="ID", help="A record (ARTICLE/e1) or an article.")],
    same_as: Annotated[
        str | None, typer.Option(metavar="ID", help="It is the same occurrence, copy or position.")
    ] = None,
    not_same_as: Annotated[str | None, typer.Option(metavar="ID", help="It is not.")] = None,
    wrong: Annotated[str | None, typer.Option(metavar="REASON", help="The record is wrong; no view shows it.")] = None,
    right: Annotated[bool, typer.Option("--right", help="The record is right.")] = False,
    met: Annotated[bool, typer.Option("--met", help="The pledge was kept, the demand met.")] = False,
    missed: Annotated[bool, typer.Option("--missed", help="It was not.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="What was decided no longer counts.")] = False,
    field: Annotated[str | None, typer.Option(metavar="NAME", help="With --wrong: only this field is.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.")] = None,
) -> None:
    """Write down a decision about a record; a later one supersedes it."""
    from dragoman.cli import judging

    judging.run(archive, subject, same_as, not_same_as, wrong, right, met, missed, withdraw, field, by)


def audit(
    archive: o.Dir,
    size: Annotated[int, typer.Option("--sample", min=1, metavar="N", help="How many events.")] = 100,
    seed: Annotated[int, typer.Option(metavar="N", help="Another number draws another sample.")] = 0,
    by_type: Annotated[bool, typer.Option("--by-type", help="As many events of each type.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Ask nothing, print what is known.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; your login name without it.")] = None,
    actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None,
    outlet: o.Outlet = None, coder: o.Coder = None, output: o.Format = None, out: o.Out = None,
) -> None:  # fmt: skip
    """Judge a random sample of events one by one, and print their precision."""
    from getpass import getuser

    from dragoman.cli import asking, auditing

    filters = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        outlet=outlet,
    )  # fmt: skip
    auditing.run(archive, size, seed, by_type, filters, coder, by or getuser(), report, output, out)


COMMANDS = (reconcile, judge, audit)
