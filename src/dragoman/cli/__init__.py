"""The command line: one verb a module; the only place that prints or exits."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import archives, labels, questions
from dragoman.cli.options import (
    MODEL,
    PARSER,
    InputColumns,
    InputFormat,
    Lexicon,
    Model,
    Out,
    Parser,
    Published,
    Quiet,
    Verbose,
)
from dragoman.cli.registering import register
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    help="Reads news reports on international politics and writes down who did what to whom, with the words.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news reports on international politics and writes down who did what to whom, with the words."""


@app.command()
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, URLs, or - for standard input.")
    ],
    output: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text, jsonl, table or csv; by --out's name."),
    ] = None,
    out: Out = None,
    input_format: InputFormat = "auto",
    published: Published = None,
    columns: InputColumns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    parser: Parser = PARSER,
) -> None:
    """Code the events of news reports."""
    from dragoman.cli import reading
    from dragoman.scale import CoderChoice

    chosen = reading.columns_of(columns)
    choices = reading.Choices(input_format, published, chosen, output, out, quiet, verbose)
    raise typer.Exit(reading.run(sources, choices, CoderChoice(model, lexicon, parser)))


@app.command("view")
def view_report(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file, a URL, - for standard input, or an archive's folder.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The page; without it a temporary file is opened.")
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ID", help="Which report, where the source has several.")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page.")] = False,
    input_format: Annotated[str, typer.Option(help="auto, text, html, jsonl, warc or feed.")] = "auto",
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date of plain text.")] = None,
    lexicon: Lexicon = None,
    model: Model = MODEL,
) -> None:
    """Show one report as a page: its text with events, statements and positions marked."""
    from dragoman.cli import viewing

    viewing.run(source, out, article, not no_browser, input_format, published, lexicon, model)


@app.command()
def explain(
    sentence: Annotated[str, typer.Argument(help="One sentence of news.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day it was published.")] = None,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    parser: Parser = PARSER,
) -> None:
    """Show what was found in a sentence, by which rule and cue, or what kept the nearest rule from firing."""
    from dragoman.cli import explaining
    from dragoman.scale import CoderChoice

    explaining.run(sentence, published, CoderChoice(model, lexicon, parser))


@app.command()
def candidates(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, URLs, or - for standard input.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The Parquet file.")],
    input_format: InputFormat = "auto",
    published: Published = None,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    parser: Parser = PARSER,
) -> None:
    """Write every candidate of an event, with what its verdict saw and decided, for those who mend the coder."""
    from dragoman.cli import collecting
    from dragoman.scale import CoderChoice

    raise typer.Exit(collecting.run(sources, out, input_format, published, CoderChoice(model, lexicon, parser)))


@app.command()
def demo(lexicon: Lexicon = None, model: Model = MODEL, parser: Parser = PARSER) -> None:
    """Code a bundled report: a denial, a plan, history, quotations and a deadline."""
    from dragoman.cli import reading
    from dragoman.scale import CoderChoice

    report = Path(__file__).parent / "demo.txt"
    raise typer.Exit(reading.run([str(report)], reading.Choices("text"), CoderChoice(model, lexicon, parser)))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of gold reports, with floors.json.")],
    misses: Annotated[bool, typer.Option("--misses", help="Print what was missed and what was too much.")] = False,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    parser: Parser = PARSER,
) -> None:
    """Score the coder on reports with known records; exit with 1 where a pinned floor is not held."""
    from dragoman.cli import evaluating
    from dragoman.scale import CoderChoice

    raise typer.Exit(evaluating.run(gold, misses, CoderChoice(model, lexicon, parser)))


tables = typer.Typer(help="A user's own tables.", no_args_is_help=True)
app.add_typer(tables, name="lexicon")


@tables.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of tables to lay over ours.")],
    model: Model = MODEL,
    parser: Parser = PARSER,
) -> None:
    """Read a folder of tables and run the examples of its rules; exit with 1 where one does not hold."""
    from dragoman.cli import lexicons
    from dragoman.scale import CoderChoice

    raise typer.Exit(lexicons.run(CoderChoice(model, folder, parser)))


register(app, (*archives.COMMANDS, *labels.COMMANDS, *questions.COMMANDS))

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def main() -> None:
    """Run the command line; an error that has a name, and a bad argument, is one line on standard error."""
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False))
    except DragomanError as error:
        print(f"dragoman: {error.code}: {error}", file=sys.stderr)
    except _UsageError as error:
        message = error.format_message()  # type: ignore[attr-defined]
        print(f"dragoman: bad-argument: {message.rstrip('.')}. See dragoman --help.", file=sys.stderr)
    except BrokenPipeError:  # the reader of our output left: `dragoman read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    sys.exit(2)
