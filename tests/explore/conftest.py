"""An archive of reports made by hand, one of which is hostile, and a browser without a screen's worth of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.archive import Archive
from dragoman.explore.app import make_app
from dragoman.reconcile import reconcile
from tests.archive.records import TEXT, article, coding

HERE = "http://127.0.0.1:8470"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "title": f'{SCRIPT}"><img src=x onerror=alert(2)>',
    "outlet": f"\u202elleh\u202c {SCRIPT}", "url": "javascript:alert(3)",
    "byline": (f"<svg onload=alert(4)>{'W' * 400}",),
}  # fmt: skip
"""What must never be more than text: markup, an event of an image, a text that runs backwards, a long word."""
Make = Callable[..., TestClient]


def fill(folder: Path, keep_text: bool = True) -> Archive:
    """Sixty reports: the last is hostile, some have no day, two tell one story."""
    archive = Archive.create(folder, keep_text=keep_text)
    reports = [
        article(f"a{n}", f"{TEXT} {n}", None if n % 20 == 19 else f"20{10 + n // 12:02}-{n % 12 + 1:02}-07",
                outlet=("Bay Wire", "Hill Post", "Reef Radio")[n % 3])
        for n in range(59)
    ]  # fmt: skip
    bad = article("bad/<b>id", f"{TEXT} {SCRIPT} {'x' * 300}", "2016-01-01", **HOSTILE)
    codings = [coding(one) for one in (*reports, bad)]
    codings[1] = replace(codings[1], events=(replace(codings[1].events[0], quad_class=4, type="ASSAULT", modes=()),))
    archive.add(codings)
    return archive


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that tests only read."""
    archive = fill(tmp_path_factory.mktemp("explore") / "isles")
    reconcile(archive)
    return archive


@pytest.fixture(scope="session")
def client(archive: Archive) -> TestClient:
    """A client of an explorer that only shows."""
    return TestClient(make_app(archive), HERE, raise_server_exceptions=False)


@pytest.fixture
def own(tmp_path: Path) -> Archive:
    """An archive that a test may change."""
    archive = Archive.create(tmp_path / "own")
    archive.add([coding(), coding(article("a2", TEXT + " Again.", "2011-08-20", outlet="Hill Post"))])
    return archive


@pytest.fixture
def judging(own: Archive) -> TestClient:
    """A client of an explorer in which ann judges."""
    return TestClient(make_app(own, judge="ann"), HERE, raise_server_exceptions=False)
