"""The commands that put labels beside an archive's records."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import options as o


def register(app: typer.Typer) -> None:
    """Give these commands to the program."""
    for command in (reconcile, judge):
        app.command()(command)


def reconcile(archive: o.Dir) -> None:
    """Find copies among an archive's articles, and events of several articles that are one occurrence."""
    from dragoman.cli import reconciling

    reconciling.run(archive)


def judge(
    archive: o.Dir,
    subject: Annotated[str, typer.Argument(metavar="ID", help="A record (ARTICLE/e1) or an article.")],
    same_as: Annotated[str | None, typer.Option(metavar="ID", help="It is the same occurrence, or a copy.")] = None,
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
