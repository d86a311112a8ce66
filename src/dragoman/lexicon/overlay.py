"""A user's folder before it is laid over ours: every file must be one that is read, and shaped like ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError, UnknownTableError
from dragoman.lexicon.files import DATA, toml

_OPEN = ("events/*.toml", "positions/*.toml", "statements/*.toml", "topics/*.toml")
"""Folders in which files of any name are read."""
_OURS = ("archive/*", "read/*", "codes/stopwords.toml")
"""What is read before there is a coder, or after it, is always the package's own."""
_CLOSED = frozenset({"light", "lists", "slots"})
"""Tables whose keys the program asks for by name, so that any other key is never read."""


def check_folder(folder: Path) -> None:
    """Raises UnknownTableError for a file that is never read, LexiconError for a table that is not shaped like ours."""
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        model = _model(name)
        if model is None:
            raise UnknownTableError(f"{path}: {_why_unknown(name)}")
        if path.suffix == ".toml":
            _alike(toml(path), _merged(model), str(path), top=True)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "README")):
            continue  # for people, and what editors and version control keep
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _model(name: str) -> list[Path] | None:
    """Our files that one of a user's must be like, None where it would never be read."""
    if any(fnmatch(name, pattern) for pattern in _OURS):
        return None
    pattern = next((pattern for pattern in _OPEN if fnmatch(name, pattern)), None)
    if pattern is not None and name.count("/") == 1:
        return sorted(DATA.glob(pattern))
    return [DATA / name] if (DATA / name).is_file() else None


def _why_unknown(name: str) -> str:
    if any(fnmatch(name, pattern) for pattern in _OURS):
        return "this table is always the package's own"
    folder = name.rpartition("/")[0]
    known = (
        sorted(path.name for path in (DATA / folder).iterdir() if path.is_file()) if (DATA / folder).is_dir() else []
    )
    if folder and known:
        return f"no such table in {folder}; there are {', '.join(known)}"
    folders = sorted(path.name for path in DATA.iterdir() if path.is_dir())
    return f"no table is read here; tables stand in the folders {', '.join(folders)}"


def _merged(paths: list[Path]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in paths:
        for key, value in toml(path).items():
            known = merged.get(key)
            merged[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _alike(theirs: Mapping[str, Any], ours: Mapping[str, Any], where: str, *, top: bool) -> None:
    for key, value in theirs.items():
        if key not in ours and top:
            raise LexiconError(f"{where}: no table or key {key!r}; there are {', '.join(sorted(ours))}")
        models = [ours[key]] if key in ours else list(ours.values())
        if len({_kind(model) for model in models}) != 1:
            continue  # entries with keys of several kinds are checked where they are read
        model = models[0]
        if not _same_kind(value, model):
            raise LexiconError(f"{where}: {key} must be {_kind(model)}")
        if isinstance(value, dict) and isinstance(model, dict):
            _alike(value, model, f"{where}: {key}", top=key in _CLOSED)


def _same_kind(value: Any, model: Any) -> bool:
    if isinstance(value, list) and isinstance(model, list):
        return all(_same_kind(one, model[0]) for one in value) if model else True
    return _kind(value) == _kind(model)


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return f"a list, each entry {_kind(value[0])}" if value else "a list"
    if isinstance(value, bool):
        return "true or false"
    return {str: "text", int: "a number", float: "a number", dict: "a table"}.get(type(value), "something else")
