"""`dragoman view`: one report as a page, in a file or the browser."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from dragoman.archive import Archive
from dragoman.archive.manifest import NAME
from dragoman.errors import ChoiceError, SourceError
from dragoman.export.files import writing
from dragoman.model.record import Coding
from dragoman.model.text import Article, Problem
from dragoman.view import page

_NAMED = 8
"""How many reports an error names."""


def run(
    source: str, out: Path | None, article: str | None, browser: bool, input_format: str, published: str | None,
    lexicon: Path | None, model: str,
) -> None:  # fmt: skip
    """Write the page to a file, or without one to where the reader is: the browser, else standard output."""
    if (Path(source) / NAME).is_file():
        coding = _stored(Path(source), article)
    else:
        coding = _coded(source, article, input_format, published, lexicon, model)
    content = page(coding).encode()
    if out == Path("-") or (out is None and not sys.stdout.isatty()):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = out or Path(tempfile.mkdtemp(prefix="dragoman-")) / "report.html"  # it stays there for the browser
    with writing(path) as files:
        files[""].write(content)
    print(path)
    if browser and _somebody_looks():
        webbrowser.open(path.resolve().as_uri())


def _stored(folder: Path, article: str | None) -> Coding:
    archive = Archive(folder)
    if article is not None:
        return archive.coding(article)
    with archive.connect() as base:
        rows = base.execute("SELECT article_id FROM articles ORDER BY article_id LIMIT ?", [_NAMED + 1]).fetchall()
    return archive.coding(_only([name for (name,) in rows], str(folder)))


def _coded(
    source: str, article: str | None, input_format: str, published: str | None, lexicon: Path | None, model: str
) -> Coding:
    from dragoman.pipeline import Coder
    from dragoman.read import read

    found = _chosen(read(source, input_format=input_format, published=published), article, source)
    return Coder(model, lexicon).code(found)


def _chosen(found: Iterable[Article | Problem], article: str | None, source: str) -> Article:
    """The report that is asked for, or the only one. Raises SourceError where it cannot be read."""
    some: list[Article] = []
    for one in found:
        if isinstance(one, Problem) and article in (None, one.id):
            raise SourceError(one.code, one.message)
        if isinstance(one, Article) and article in (None, one.id):
            some.append(one)
        if some and (article is not None or len(some) > _NAMED):
            break
    if article is not None and not some:
        raise ChoiceError(f"{source} has no report {article!r}")
    _only([one.id for one in some], source)
    return some[0]


def _only(names: list[str], source: str) -> str:
    if not names:
        raise SourceError("empty", f"{source}: there is no report in it")
    if len(names) > 1:
        more = ", …" if len(names) > _NAMED else ""
        raise ChoiceError(f"{source} has several reports: choose one with --article: {', '.join(names[:_NAMED])}{more}")
    return names[0]


def _somebody_looks() -> bool:
    """Whether a person sits at a screen; a browser in the terminal would take that over."""
    screen = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return sys.stdout.isatty() and screen
