"""The manifest: which shards an archive consists of. Replacing it is what makes a change count."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.archive.files import replace_file
from dragoman.archive.rows import coder_id
from dragoman.archive.tables import FORMAT
from dragoman.errors import ArchiveError
from dragoman.model.record import CoderInfo

_READ = range(1, FORMAT + 1)
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Shard:
    """A folder of Parquet files, one a table: rows and SHA-256 by table.

    `level` says how often it was merged, `format` in which form it was written.
    """

    name: str
    coder: str
    level: int
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    format: int = 1


@dataclass(frozen=True, slots=True)
class Retired:
    """A shard whose rows were merged into another, kept for readers that still use it; `since` in seconds."""

    name: str
    since: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of an archive. `coders` stand in the order in which they came, the newest last."""

    keep_text: bool = True
    number: int = 0
    coders: tuple[CoderInfo, ...] = ()
    shards: tuple[Shard, ...] = ()
    retired: tuple[Retired, ...] = ()

    def coder(self, name: str) -> CoderInfo:
        """The coder with this short name, or the only one whose name or version begins so.

        Raises ArchiveError (`no-such-coder`).
        """
        found = [info for info in self.coders if coder_id(info).startswith(name) or info.version == name]
        if len(found) == 1:
            return found[0]
        known = ", ".join(f"{coder_id(info)} ({info.version})" for info in self.coders) or "none"
        kind = "no such coder" if not found else "more than one such coder"
        raise ArchiveError(f"{kind} in the archive: {name!r}; there are {known}", "no-such-coder")

    def with_coder(self, info: CoderInfo) -> Manifest:
        """The same with this coder in the list."""
        return self if info in self.coders else replace(self, coders=(*self.coders, info))

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table, over all shards."""
        total: dict[str, int] = {}
        for shard in self.shards:
            for table, count in shard.rows.items():
                total[table] = total.get(table, 0) + count
        return total


def load(folder: Path) -> Manifest:
    """The manifest of an archive.

    Raises ArchiveError: `no-archive` where there is none, `later-version` where a later Dragoman wrote it,
    `bad-manifest` where it cannot be read.
    """
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ArchiveError(f"{folder}: no archive; `dragoman ingest SOURCE --archive {folder}` makes one", "no-archive") from None  # fmt: skip  # noqa: E501
    except NotADirectoryError:
        raise ArchiveError(f"{folder}: an archive is a folder, this is a file", "no-archive") from None
    except (ValueError, OSError) as error:
        raise ArchiveError(f"{path}: cannot be read: {error}", "bad-manifest") from error
    return _from_json(content, path)


def save(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the old one, whole."""
    content = {"format": FORMAT, **asdict(manifest)}
    replace_file(folder / NAME, json.dumps(content, indent=1).encode())


def _from_json(content: Any, path: Path) -> Manifest:
    try:
        version = content["format"]
        if version not in _READ:
            raise ArchiveError(
                f"{path}: written by a later version (format {version}, this one reads up to {FORMAT}); "
                "update with `pip install -U dragoman`", "later-version",
            )  # fmt: skip
        return Manifest(
            keep_text=bool(content["keep_text"]), number=int(content["number"]),
            coders=tuple(CoderInfo(**info) for info in content["coders"]),
            shards=tuple(Shard(**shard) for shard in content["shards"]),
            retired=tuple(Retired(**shard) for shard in content["retired"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{path}: not the manifest of an archive: {error!r}", "bad-manifest") from error
