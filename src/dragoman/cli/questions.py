"""The commands that ask an archive, and hand on what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options as o


def events(
    archive: o.Dir, actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None, story: o.Story = None,
    matter: o.Matter = None, article: o.ArticleId = None, outlet: o.Outlet = None, central: o.Central = False,
    min_confidence: o.MinConfidence = None, one_a_day: o.OneADay = False, coder: o.Coder = None,
    columns: o.Columns = None, sort: o.Sort = None, limit: o.Limit = None, output: o.Format = None,
    out: o.Out = None,
) -> None:  # fmt: skip
    """Show the events of an archive: who did what to whom."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        story=story, matter=matter, article=article, outlet=outlet, central=central,
        min_confidence=min_confidence, one_a_day=one_a_day,
    )  # fmt: skip
    asking.run("events", archive, asked, columns, limit, coder, output, out, sort)


def statements(
    archive: o.Dir, actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, since: o.Since = None,
    until: o.Until = None, place: o.Place = None, text: o.Text = None, article: o.ArticleId = None,
    outlet: o.Outlet = None, coder: o.Coder = None, columns: o.Columns = None, sort: o.Sort = None,
    limit: o.Limit = None, output: o.Format = None, out: o.Out = None,
) -> None:  # fmt: skip
    """Show the statements of an archive: who said what."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, since=since, until=until, place=place, text=text, article=article,
        outlet=outlet,
    )  # fmt: skip
    asking.run("statements", archive, asked, columns, limit, coder, output, out, sort)


def positions(
    archive: o.Dir, actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, since: o.Since = None,
    until: o.Until = None, text: o.Text = None, article: o.ArticleId = None, outlet: o.Outlet = None,
    coder: o.Coder = None, columns: o.Columns = None, sort: o.Sort = None, limit: o.Limit = None,
    output: o.Format = None,
    out: o.Out = None,
) -> None:  # fmt: skip
    """Show the positions of an archive: who demands, offers, pledges, refuses, denies or threatens what."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, since=since, until=until, text=text, article=article, outlet=outlet
    )
    asking.run("positions", archive, asked, columns, limit, coder, output, out, sort)


def articles(
    archive: o.Dir, actor: o.Actor = None, since: o.Since = None, until: o.Until = None, text: o.Text = None,
    story: o.Story = None, matter: o.Matter = None, article: o.ArticleId = None, outlet: o.Outlet = None,
    coder: o.Coder = None,
    columns: o.Columns = None, sort: o.Sort = None, limit: o.Limit = None, output: o.Format = None, out: o.Out = None,
) -> None:  # fmt: skip
    """Show the articles of an archive."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, since=since, until=until, text=text, story=story, matter=matter, article=article, outlet=outlet
    )
    asking.run("articles", archive, asked, columns, limit, coder, output, out, sort)


def panel(
    archive: o.Dir,
    unit: Annotated[str, typer.Option(help="dyad- or country-, then day, week, month or year.")] = "dyad-month",
    directed: Annotated[bool, typer.Option("--directed/--undirected", help="Whether it matters who acts.")] = True,
    codes: Annotated[str, typer.Option(help="The states that there are: iso3, cow or gw.")] = "iso3",
    role: Annotated[str, typer.Option(help="A country's events: as actor, recipient or any.")] = "actor",
    actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None,
    outlet: o.Outlet = None, one_a_day: o.OneADay = False, coder: o.Coder = None,
    output: Annotated[
        str | None, typer.Option("--format", help="table, csv, jsonl, parquet, arrow, xlsx or dta; by --out's name.")
    ] = None,
    out: o.Out = None,
    book: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="Write what its columns mean and it was made of.")
    ] = None,
) -> None:  # fmt: skip
    """Count events by state or pair of states and by period, with zeros."""
    from dragoman.cli import asking, paneling

    filters = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality or ["actual"], since=since, until=until, place=place,
        text=text, outlet=outlet, one_a_day=one_a_day,
    )  # fmt: skip
    paneling.run(archive, paneling.options(unit, codes, directed, role, filters), coder, output, out, book)


def plot(
    archive: o.Dir,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="timeline, dyad, map, network, types, ledger or panel.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="A file .png, .svg, .pdf or .html.")],
    data: Annotated[bool, typer.Option("--data", help="Write the rows of the picture beside it, as CSV.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="SIZE", help="Count by day, week, month or year.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day of a ledger; today without it.")
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="At most so many countries or entries.")
    ] = None,
    actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None, story: o.Story = None,
    article: o.ArticleId = None, outlet: o.Outlet = None, one_a_day: o.OneADay = False, coder: o.Coder = None,
) -> None:  # fmt: skip
    """Draw a picture of an archive for a paper or a page."""
    from dragoman.cli import asking, plotting

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        story=story, article=article, outlet=outlet, one_a_day=one_a_day,
    )  # fmt: skip
    plotting.run(archive, kind, out, data, asked, by, asking.day(as_of, last=True), top, coder)


def export(
    archive: o.Dir,
    name: Annotated[str, typer.Option("--format", metavar="NAME", help="plover, gdelt, csv, …: see docs/export.md.")],
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file; - for standard output.")],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="events, statements, positions or articles, in a flat format.")
    ] = None,
    with_speaker: Annotated[bool, typer.Option("--with-speaker", help="gkg-quotations: add the speaker.")] = False,
    spreadsheet: Annotated[bool, typer.Option("--spreadsheet", help="csv: no cell that is read as a formula.")] = False,
    actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None, story: o.Story = None,
    matter: o.Matter = None, article: o.ArticleId = None, outlet: o.Outlet = None, one_a_day: o.OneADay = False,
    coder: o.Coder = None,
) -> None:  # fmt: skip
    """Write an archive's records in a format that other programs read."""
    from dragoman.cli import asking, exporting

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        story=story, matter=matter, article=article, outlet=outlet, one_a_day=one_a_day,
    )  # fmt: skip
    exporting.run(archive, name, out, asked, kind, coder, with_speaker, spreadsheet)


def ledger(
    archive: o.Dir,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day as of which to tell; today without it.")
    ] = None,
    actor: o.Actor = None,
    with_: o.With = None,
    act: Annotated[
        str | None,
        typer.Option("--act", metavar="ACT", help="demand, offer, pledge, threaten, refuse, accuse or deny."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="S", help="open, due, overdue, evidence of fulfilment, denied or repeated."),
    ] = None,
    due_days: Annotated[
        int, typer.Option("--due-days", min=0, metavar="N", help="So many days before its deadline an entry is due.")
    ] = 30,
    limit: o.Limit = None,
    output: o.Format = None,
    out: o.Out = None,
) -> None:
    """Show who demanded, offered, pledged, threatened or refused what, by when, and what was reported of it later."""
    from dragoman.cli import ledgers

    ledgers.run(archive, as_of, actor or (), with_ or (), act, status, due_days, limit, output, out)


COMMANDS = (events, statements, positions, articles, ledger, panel, plot, export)
