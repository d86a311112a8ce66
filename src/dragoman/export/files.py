"""The files of one export: written under other names and renamed together, so that none is ever half there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from dragoman.archive.files import TEMPORARY, disk, sync
from dragoman.errors import ExportError

Files = Mapping[str, BinaryIO]
"""Open files by name; the one that was asked for is called `""`, one beside it `mentions.csv`."""

_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".jsonld"})


def companion(out: Path, name: str) -> Path:
    """The path of a file beside the one asked for: `fiji.mentions.csv` beside `fiji.csv`."""
    stem = out.stem if out.suffix.lower() in _ENDINGS else out.name
    return out.with_name(f"{stem}.{name}")


@contextmanager
def writing(out: Path, names: Iterable[str] = ()) -> Iterator[Files]:
    """Open the file asked for and those beside it; they take their names when all is written.

    Raises ExportError where `out` cannot be a file, ArchiveError (`disk-full`, `not-writable`) as disks do.
    """
    if out.is_dir() or (out.exists() and not out.is_file()):
        raise ExportError(f"{out} is no file; name a file with --out, or - for standard output")
    if not out.parent.is_dir():
        raise ExportError(f"{out}: there is no folder {out.parent}; make it first")
    paths = {name: companion(out, name) for name in names} | {"": out}
    new = {name: path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}") for name, path in paths.items()}
    with disk(out):
        try:
            with ExitStack() as stack:
                streams = {name: stack.enter_context(path.open("wb")) for name, path in new.items()}
                yield streams
                for stream in streams.values():
                    stream.flush()
                    os.fsync(stream.fileno())
            for name, path in paths.items():
                new[name].replace(path)
            sync(out.parent.resolve())
        finally:
            for path in new.values():
                path.unlink(missing_ok=True)
