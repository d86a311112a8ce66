"""The commands that make an archive, and say what is in it and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options as o


def ingest(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="As for read.")],
    archive: Annotated[Path, typer.Option("--archive", metavar="DIR", help="The folder; made if need be.")],
    input_format: o.InputFormat = "auto",
    published: o.Published = None,
    columns: o.InputColumns = None,
    keep_text: Annotated[str, typer.Option(metavar="all|none", help="none: offsets and hashes only.")] = "all",
    workers: o.Workers = 1,
    wait: o.Wait = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    lexicon: o.Lexicon = None,
    model: o.Model = o.MODEL,
    parser: o.Parser = o.PARSER,
) -> None:
    """Code news reports into an archive; what is there already is passed over."""
    from dragoman.cli import ingesting
    from dragoman.cli.reading import Choices, columns_of
    from dragoman.scale import CoderChoice

    choice = CoderChoice(model, lexicon, parser)
    choices = Choices(input_format, published, columns_of(columns), quiet=quiet, verbose=verbose)
    code = ingesting.run(sources, archive, choices, _keeps(keep_text), workers, wait, choice)
    raise typer.Exit(code)


def follow(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS", help="An OPML file, a list of addresses, or one address.")],
    archive: Annotated[Path, typer.Option("--archive", metavar="DIR", help="The folder; made if need be.")],
    every: Annotated[str | None, typer.Option(metavar="TIME", help="How often, as 15m or 2h; once without it.")] = None,
    keep_text: Annotated[str, typer.Option(metavar="all|none", help="none: offsets and hashes only.")] = "all",
    lexicon: o.Lexicon = None,
    model: o.Model = o.MODEL,
    parser: o.Parser = o.PARSER,
) -> None:
    """Code what is new in RSS and Atom feeds into an archive, politely, until Ctrl-C."""
    from dragoman.cli import ingesting
    from dragoman.scale import CoderChoice

    choice = CoderChoice(model, lexicon, parser)
    raise typer.Exit(ingesting.follow(feeds, archive, every, _keeps(keep_text), choice))


def _keeps(value: str) -> bool:
    from dragoman.errors import ChoiceError

    if value not in ("all", "none"):
        raise ChoiceError(f"--keep-text is all or none, not {value!r}")
    return value == "all"


def recode(
    archive: o.Dir,
    workers: o.Workers = 1,
    wait: o.Wait = False,
    lexicon: o.Lexicon = None,
    model: o.Model = o.MODEL,
    parser: o.Parser = o.PARSER,
) -> None:
    """Code an archive's articles again from their stored texts; the old codings stay beside the new."""
    from dragoman.cli import ingesting
    from dragoman.scale import CoderChoice

    raise typer.Exit(ingesting.again(archive, workers, wait, CoderChoice(model, lexicon, parser)))


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
    output: o.Format = None,
    out: o.Out = None,
) -> None:
    """Show events gained, lost and changed between two coders, with their sentences."""
    from dragoman.cli import differing

    differing.run(archive, old, new, output, out)


def problems(archive: o.Dir, output: o.Format = None, out: o.Out = None) -> None:
    """Show what could not be read or coded, and why."""
    from dragoman.cli import asking

    asking.problems(archive, output, out)


def info(archive: o.Dir) -> None:
    """Show what an archive holds: reports, outlets, days, records, coders, and how its derived tables stand."""
    from dragoman.cli import informing

    informing.run(archive)


def explore(
    archive: o.Dir,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 takes any free one.")] = 8470,
    host: Annotated[str, typer.Option("--host", help="Where to listen, if others may read.")] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open nothing.")] = False,
    judge: Annotated[str | None, typer.Option("--judge", metavar="NAME", help="Judge under this name.")] = None,
) -> None:  # fmt: skip
    """Show an archive in the browser, until Ctrl-C."""
    from dragoman.cli import exploring

    exploring.run(archive, host, port, not no_browser, judge)


COMMANDS = (info, explore, ingest, follow, recode, check, problems, diff)
