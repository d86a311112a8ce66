"""Reading: from files, folders, pages and tables to articles.

This is the only place where text is cleaned; plain text and JSON are not. A source that cannot be read gives a
`Problem` in its place and stops nothing.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dragoman import lexicon
from dragoman.errors import DateError, SourceError
from dragoman.model.text import Article, Problem, Skipped
from dragoman.read.article import Known, build
from dragoman.read.dates import parse_date
from dragoman.read.formats import NAMES, is_known, read_given
from dragoman.read.formats.given import Given, Item, Reading
from dragoman.read.meter import Meter, metered
from dragoman.read.sources import STANDARD_INPUT, fetch, files_under, is_url, opened
from dragoman.settings import Settings

__all__ = ["FORMATS", "Meter", "read", "read_text"]

FORMATS = ("auto", *NAMES)


def read(
    sources: Iterable[str] | str,
    *,
    input_format: str = "auto",
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    meter: Meter | None = None,
    skipped: bool = False,
) -> Iterator[Article | Problem]:
    """The articles of some sources, one after the other, each read when it is asked for.

    A source is a file, a folder, an http address or `-` for standard input. `published` is the publication
    date of articles that have none of their own. `columns` says which column of a table, or key of JSON, gives
    which field (`{"text": "body", "published": "date"}`). `meter` is told how many bytes were read. With `skipped`
    files that are passed over come too, as `Skipped`.
    Raises DateError where `published` is no date and SourceError where there is no such format or field; a bad
    source gives a Problem.
    """
    if input_format not in FORMATS:
        raise SourceError("unsupported-format", f"no input format {input_format!r}: use one of {', '.join(FORMATS)}")
    given = parse_date(published) if published is not None else None
    if published is not None and given is None:
        raise DateError(f"not a date: {published!r}; write it as 2019-04-25")
    reading = Reading(
        settings or Settings(), lexicon.load().inputs, read_given, is_known, given, _fields(columns or {}), input_format
    )
    names = [sources] if isinstance(sources, (str, os.PathLike)) else sources
    found = _Reader(reading, meter or Meter()).read(names)
    return found if skipped else (item for item in found if not isinstance(item, Skipped))


def read_text(text: str, *, published: str | None = None, title: str | None = None) -> Article:
    """The article of a text that is at hand. Raises DateError where `published` is no date."""
    given = parse_date(published) if published is not None else None
    if published is not None and given is None:
        raise DateError(f"not a date: {published!r}; write it as 2019-04-25")
    return build(text, "text", Known(title=title, published=given, basis="given" if given else None))


def _fields(columns: Mapping[str, str]) -> Mapping[str, str]:
    known = lexicon.load().inputs.fields()
    for field in columns:
        if field not in known:
            raise SourceError("no-column", f"no field {field!r}: columns give {', '.join(known)}")
    return columns


class _Reader:
    def __init__(self, reading: Reading, meter: Meter) -> None:
        self._reading = reading
        self._meter = meter

    def read(self, sources: Iterable[str]) -> Iterator[Item]:
        for source in sources:
            name = os.fspath(source)
            self._meter.enter(name)
            yield from _guarded(name, self._source(name))

    def _source(self, source: str) -> Iterator[Item]:
        if is_url(source):
            page = fetch(source, self._reading.settings)
            stream = io.BytesIO(page.data)
            yield from read_given(Given(stream, source, self._reading, charset=page.charset, url=page.url))
        elif source != STANDARD_INPUT and _is_folder(source):
            yield from self._folder(Path(source))
        else:
            yield from self._file(source)

    def _folder(self, folder: Path) -> Iterator[Item]:
        found = False
        for path in files_under(folder, is_known):
            if isinstance(path, Problem):
                yield path
                continue
            found = True
            self._meter.enter(str(path))
            yield from _guarded(str(path), self._file(str(path)))
        if not found:
            raise SourceError("empty", f"{folder}: the folder holds no file that is read")

    def _file(self, source: str) -> Iterator[Item]:
        with opened(source) as stream:
            yield from read_given(Given(metered(stream, self._meter), source, self._reading))


def _guarded(source: str, items: Iterator[Item]) -> Iterator[Item]:
    """The same, with a problem in the place of an error."""
    try:
        yield from items
    except SourceError as error:
        yield Problem(source, source, error.code, str(error))
    except OSError as error:
        yield Problem(source, source, "unreadable", f"{source}: {error.strerror or error}")


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False
