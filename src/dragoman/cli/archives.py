"""The commands that make, check and ask an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options as o


def register(app: typer.Typer) -> None:
    """Give these commands to the program."""
    for command in (
        ingest,
        follow,
        recode,
        check,
        diff,
        problems,
        events,
        statements,
        positions,
        articles,
        panel,
        audit,
        export,
        ledger,
    ):
        app.command()(command)


def ingest(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="As for read.")],
    archive: Annotated[Path, typer.Option("--archive", metavar="DIR", help="The folder; made if need be.")],
    input_format: Annotated[str, typer.Option(help="auto, text, html, jsonl, warc or feed.")] = "auto",
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date of plain text.")] = None,
    keep_text: Annotated[str, typer.Option(metavar="all|none", help="none: offsets and hashes only.")] = "all",
    workers: o.Workers = 1,
    wait: o.Wait = False,
    lexicon: o.Lexicon = None,
    model: o.Model = o.MODEL,
) -> None:
    """Code news reports into an archive; what is there already is passed over."""
    from dragoman.cli import ingesting
    from dragoman.scale import CoderChoice

    choice = CoderChoice(model, lexicon)
    code = ingesting.run(sources, archive, input_format, published, _keeps(keep_text), workers, wait, choice)
    raise typer.Exit(code)


def follow(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS", help="An OPML file, a list of addresses, or one address.")],
    archive: Annotated[Path, typer.Option("--archive", metavar="DIR", help="The folder; made if need be.")],
    every: Annotated[str | None, typer.Option(metavar="TIME", help="How often, as 15m or 2h; once without it.")] = None,
    keep_text: Annotated[str, typer.Option(metavar="all|none", help="none: offsets and hashes only.")] = "all",
    lexicon: o.Lexicon = None,
    model: o.Model = o.MODEL,
) -> None:
    """Code what is new in RSS and Atom feeds into an archive, politely, until Ctrl-C."""
    from dragoman.cli import ingesting
    from dragoman.scale import CoderChoice

    choice = CoderChoice(model, lexicon)
    raise typer.Exit(ingesting.follow(feeds, archive, every, _keeps(keep_text), choice))


def _keeps(value: str) -> bool:
    from dragoman.errors import ChoiceError

    if value not in ("all", "none"):
        raise ChoiceError(f"--keep-text is all or none, not {value!r}")
    return value == "all"


def recode(
    archive: o.Dir, workers: o.Workers = 1, wait: o.Wait = False, lexicon: o.Lexicon = None, model: o.Model = o.MODEL
) -> None:
    """Code an archive's articles again from their stored texts; the old codings stay beside the new."""
    from dragoman.cli import ingesting
    from dragoman.scale import CoderChoice

    raise typer.Exit(ingesting.again(archive, workers, wait, CoderChoice(model, lexicon)))


def check(
    archive: o.Dir,
    mend: Annotated[bool, typer.Option("--mend", help="Put damaged shards aside and make the views anew.")] = False,
) -> None:
    """Verify hashes, counts and spans, and say what is wrong and how to mend it."""
    from dragoman.cli import checking

    raise typer.Exit(checking.run(archive, mend))


def diff(
    archive: o.Dir,
    old: Annotated[str | None, typer.Option("--from", metavar="CODER", help="The older coder.")] = None,
    new: Annotated[str | None, typer.Option("--to", metavar="CODER", help="The newer coder.")] = None,
    output: o.Format = "table",
    out: o.Out = None,
) -> None:
    """Show events gained, lost and changed between two coders, with their sentences."""
    from dragoman.cli import differing

    differing.run(archive, old, new, output, out)


def problems(archive: o.Dir, output: o.Format = "table", out: o.Out = None) -> None:
    """Show what could not be read or coded, and why."""
    from dragoman.cli import asking

    asking.problems(archive, output, out)


def events(
    archive: o.Dir, actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None, story: o.Story = None,
    article: o.ArticleId = None, outlet: o.Outlet = None, one_a_day: o.OneADay = False, coder: o.Coder = None,
    columns: o.Columns = None, limit: o.Limit = None, output: o.Format = "table", out: o.Out = None,
) -> None:  # fmt: skip
    """Show the events of an archive: who did what to whom."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        story=story, article=article, outlet=outlet, one_a_day=one_a_day,
    )  # fmt: skip
    asking.run("events", archive, asked, columns, limit, coder, output, out)


def statements(
    archive: o.Dir, actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, since: o.Since = None,
    until: o.Until = None, text: o.Text = None, article: o.ArticleId = None, outlet: o.Outlet = None,
    coder: o.Coder = None, columns: o.Columns = None, limit: o.Limit = None, output: o.Format = "table",
    out: o.Out = None,
) -> None:  # fmt: skip
    """Show the statements of an archive: who said what."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, since=since, until=until, text=text, article=article, outlet=outlet
    )
    asking.run("statements", archive, asked, columns, limit, coder, output, out)


def positions(
    archive: o.Dir, actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, since: o.Since = None,
    until: o.Until = None, text: o.Text = None, article: o.ArticleId = None, outlet: o.Outlet = None,
    coder: o.Coder = None, columns: o.Columns = None, limit: o.Limit = None, output: o.Format = "table",
    out: o.Out = None,
) -> None:  # fmt: skip
    """Show the positions of an archive: who demands, offers, pledges, refuses, denies or threatens what."""
    from dragoman.cli import asking

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, since=since, until=until, text=text, article=article, outlet=outlet
    )
    asking.run("positions", archive, asked, columns, limit, coder, output, out)


def articles(
    archive: o.Dir, actor: o.Actor = None, since: o.Since = None, until: o.Until = None, text: o.Text = None,
    article: o.ArticleId = None, outlet: o.Outlet = None, coder: o.Coder = None, columns: o.Columns = None,
    limit: o.Limit = None, output: o.Format = "table", out: o.Out = None,
) -> None:  # fmt: skip
    """Show the articles of an archive."""
    from dragoman.cli import asking

    asked = asking.filters(actor=actor, since=since, until=until, text=text, article=article, outlet=outlet)
    asking.run("articles", archive, asked, columns, limit, coder, output, out)


def panel(
    archive: o.Dir,
    unit: Annotated[str, typer.Option(help="dyad- or country-, then day, week, month or year.")] = "dyad-month",
    directed: Annotated[bool, typer.Option("--directed/--undirected", help="Whether it matters who acts.")] = True,
    codes: Annotated[str, typer.Option(help="The states that there are: iso3, cow or gw.")] = "iso3",
    role: Annotated[str, typer.Option(help="A country's events: as actor, recipient or any.")] = "actor",
    actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None,
    outlet: o.Outlet = None, one_a_day: o.OneADay = False, coder: o.Coder = None,
    output: Annotated[str, typer.Option("--format", help="table, csv, jsonl, parquet, arrow or dta.")] = "table",
    out: o.Out = None,
) -> None:  # fmt: skip
    """Count events by state or pair of states and by period, with zeros."""
    from dragoman.cli import asking, paneling

    filters = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality or ["actual"], since=since, until=until, place=place,
        text=text, outlet=outlet, one_a_day=one_a_day,
    )  # fmt: skip
    paneling.run(archive, paneling.options(unit, codes, directed, role, filters), coder, output, out)


def audit(
    archive: o.Dir,
    size: Annotated[int, typer.Option("--sample", min=1, metavar="N", help="How many events.")] = 100,
    seed: Annotated[int, typer.Option(metavar="N", help="Another number draws another sample.")] = 0,
    by_type: Annotated[bool, typer.Option("--by-type", help="As many events of each type.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Ask nothing, print what is known.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; your login name without it.")] = None,
    actor: o.Actor = None, with_: o.With = None, type_: o.Type = None, modality: o.Modality = None,
    since: o.Since = None, until: o.Until = None, place: o.Place = None, text: o.Text = None,
    outlet: o.Outlet = None, coder: o.Coder = None,
) -> None:  # fmt: skip
    """Judge a random sample of events one by one, and print their precision."""
    from getpass import getuser

    from dragoman.cli import asking, auditing

    filters = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        outlet=outlet,
    )  # fmt: skip
    auditing.run(archive, size, seed, by_type, filters, coder, by or getuser(), report)


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
    article: o.ArticleId = None, outlet: o.Outlet = None, one_a_day: o.OneADay = False, coder: o.Coder = None,
) -> None:  # fmt: skip
    """Write an archive's records in a format that other programs read."""
    from dragoman.cli import asking, exporting

    asked = asking.filters(
        actor=actor, with_=with_, type=type_, modality=modality, since=since, until=until, place=place, text=text,
        story=story, article=article, outlet=outlet, one_a_day=one_a_day,
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
    output: o.Format = "table",
    out: o.Out = None,
) -> None:
    """Show who demanded, offered, pledged, threatened or refused what, by when, and what was reported of it later."""
    from dragoman.cli import ledgers

    ledgers.run(archive, as_of, actor or (), with_ or (), act, status, due_days, limit, output, out)
