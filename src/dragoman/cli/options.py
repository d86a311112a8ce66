"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

MODEL = "default"
PARSER = "en_core_web_md"

Lexicon = Annotated[Path | None, typer.Option("--lexicon", metavar="DIR", help="A folder of tables laid over ours.")]
Model = Annotated[
    str,
    typer.Option("--model", metavar="WHICH", help="default, rules (no learned stage), or a model's folder."),
]
Parser = Annotated[str, typer.Option("--parser", metavar="NAME", help="The spaCy pipeline that parses.")]
Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The archive's folder.")]
Workers = Annotated[int, typer.Option("--workers", min=1, metavar="N", help="How many processes code.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait where another process is writing to the archive.")]

Actor = Annotated[
    list[str] | None,
    typer.Option(
        "--actor", metavar="WHO", help="Who acts or speaks: a country (RUS), with a sector (RUSMIL), an id or a name."
    ),
]
With = Annotated[list[str] | None, typer.Option("--with", metavar="WHO", help="The other side, in the same forms.")]
Type = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="A PLOVER type (RETREAT, RETREAT:withdraw), or an act (pledge)."),
]
Modality = Annotated[
    list[str] | None,
    typer.Option("--modality", metavar="M", help="actual, historical, future, hypothetical or negated."),
]
Since = Annotated[str | None, typer.Option("--since", "--from", metavar="DATE", help="The first day, month or year.")]
Until = Annotated[str | None, typer.Option("--until", "--to", metavar="DATE", help="The last day, month or year.")]
Place = Annotated[list[str] | None, typer.Option("--place", metavar="PLACE", help="A country, an id or a name.")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words that its words begin with.")]
Matter = Annotated[list[str] | None, typer.Option("--matter", metavar="ID", help="A matter's id.")]
Story = Annotated[list[str] | None, typer.Option("--story", metavar="ID", help="A story's id.")]
Outlet = Annotated[list[str] | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]
ArticleId = Annotated[list[str] | None, typer.Option("--article", metavar="ID", help="An article's id.")]
Central = Annotated[bool, typer.Option("--central", help="Only events that their articles are about.")]
MinConfidence = Annotated[
    float | None, typer.Option("--min-confidence", min=0, max=1, metavar="P", help="Only events at least so sure.")
]
Sort = Annotated[
    str | None, typer.Option("--sort", metavar="ORDER", help="oldest, newest or, for events, surest first.")
]
OneADay = Annotated[
    bool, typer.Option("--one-a-day", help="Keep one event for a day, source, target and code, as daily panels do.")
]
Coder = Annotated[
    str | None, typer.Option("--coder", metavar="ID", help="A coder's id or version; the newest without it.")
]
Columns = Annotated[str | None, typer.Option("--columns", metavar="A,B,…", help="Columns to show.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many rows.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help="table, csv, jsonl, parquet, arrow or xlsx; by --out's name without it."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")]

InputFormat = Annotated[
    str,
    typer.Option("--input-format", metavar="FORMAT", help="What the sources are; told by what is in them."),
]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Publication date of reports that give none.")
]
InputColumns = Annotated[
    str | None,
    typer.Option("--columns", metavar="FIELD=NAME,…", help="Columns of a table: text=body,published=date."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Name what went wrong and nothing else.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Name every file that was skipped.")]
