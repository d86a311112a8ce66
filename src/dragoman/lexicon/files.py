"""Data files, ours with a user's laid over them entry by entry."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError

DATA = Path(__file__).parent / "data"
"""Where our own tables lie."""


class Folder:
    """A folder of tables, and optionally a user's folder of the same shape."""

    def __init__(self, base: Path, overlay: Path | None = None) -> None:
        if overlay is not None and not overlay.is_dir():
            raise LexiconError(f"{overlay}: no such folder")
        self._layers = [base] if overlay is None else [base, overlay]

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Rows of a CSV table, ours first; a user's row replaces those of ours with the same first cell."""
        paths = self._paths(name)
        columns = _columns(paths[0]) if paths else ()
        for path in paths[1:]:
            own = _columns(path)
            missing = [column for column in columns if column not in own]
            unknown = [column for column in own if column not in columns]
            if missing or unknown:
                what = f"no column {', '.join(missing)}" if missing else f"unknown column {', '.join(unknown)}"
                raise LexiconError(f"{path}: {what}; the columns are {', '.join(columns)}")
        layers = [_rows(path) for path in paths]
        for number, layer in enumerate(layers):
            replaced = {_key(row) for later in layers[number + 1 :] for row in later}
            yield from (row for row in layer if _key(row) not in replaced)

    def tables(self, pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """TOML files that match a pattern, as (name, content), ours first."""
        for layer in self._layers:
            yield from _tables(layer, pattern)

    def own_tables(self, pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The same of the user's folder alone."""
        for layer in self._layers[1:]:
            yield from _tables(layer, pattern)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Every data file with its bytes, in a fixed order."""
        for number, layer in enumerate(self._layers):
            for path in sorted(p for p in layer.rglob("*") if p.suffix in (".csv", ".toml")):
                yield f"{number}/{path.relative_to(layer).as_posix()}", path.read_bytes()

    def digest(self, wanted: Callable[[str], bool]) -> str:
        """A hash of the names and bytes of the files that are wanted, by their path within their folder."""
        digest = hashlib.sha256()
        for name, content in self.contents():
            if wanted(name.partition("/")[2]):
                digest.update(f"{name}\0{len(content)}\0".encode())
                digest.update(content)
        return digest.hexdigest()

    def _paths(self, name: str) -> list[Path]:
        return [layer / name for layer in self._layers if (layer / name).exists()]


def _tables(layer: Path, pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(layer.glob(pattern)):
        yield path.name, toml(path)


def toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file. Raises LexiconError where it is none."""
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}") from error


def _rows(path: Path) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(path)))
    rows = []
    for number, row in enumerate(reader, start=2):
        if None in row or any(value is None for value in row.values()):
            raise LexiconError(f"{path}:{number}: the row does not have {len(reader.fieldnames or ())} cells")
        rows.append(row)
    return rows


def _columns(path: Path) -> tuple[str, ...]:
    return tuple(next(csv.reader(io.StringIO(_text(path))), ()))


def _key(row: dict[str, str]) -> str:
    return next(iter(row.values()), "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8: {error}") from error


def cells(value: str | None) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by `|`."""
    return tuple(part.strip() for part in (value or "").split("|") if part.strip())
