"""Archive commands given to the program, with names for what DuckDB and disks may say of any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import typer

Command = Callable[..., None]
_ELSEWHERE = Path("output or temporary files")
"""Where a disk can refuse without the archive having named the place."""


def register(app: typer.Typer, commands: Iterable[Command]) -> None:
    """Give these commands, each of which has a parameter `archive`, to the program."""
    for command in commands:
        app.command()(_named(command))


def _named(command: Command) -> Command:
    @wraps(command)
    def run(archive: Path, **options: Any) -> None:
        from dragoman.archive.files import disk, query_errors

        with disk(_ELSEWHERE), query_errors(archive):
            command(archive=archive, **options)

    return run
