"""Makes the pictures of the explorer from the project's invented reports. Run it from the project's folder.

It wants Chromium, and writes `explore-overview.png`, `explore-list.png` and so on.
"""

from __future__ import annotations

import json
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

import dragoman
from dragoman.archive import Archive
from dragoman.explore.app import make_app
from dragoman.reconcile import reconcile

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PICTURES = {
    "overview": "/", "list": "/events?actor=RUS", "event": "/event/doha-demands-1/e1", "map": "/map",
    "network": "/network?nodes=40", "ledger": "/ledger?as-of=1991-06-20",
}  # fmt: skip


def main() -> None:
    """Code the reports, reconcile them, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder) / "reports")
        archive.add(dragoman.Coder().code(one) for one in reports())
        reconcile(archive)
        with serving(archive) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            shown = browser.new_page(viewport={"width": 1200, "height": 900})
            for name, page in PICTURES.items():
                shown.goto(address + page)
                shown.screenshot(path=HERE / f"explore-{name}.png")
            browser.close()


def reports() -> Iterator[dragoman.Article]:
    """The gold reports and those of the stories that tests tell apart."""
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "gold").glob("0*.json"))]
    for path in sorted((ROOT / "tests/data/stories").glob("*.jsonl")):
        rows += map(json.loads, path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        yield dragoman.Article(
            id=row["id"], text=row["text"], title=row.get("title"), outlet=row.get("outlet"), language="en",
            published=row["published"], published_precision="day",
        )  # fmt: skip


@contextmanager
def serving(archive: Archive) -> Iterator[str]:
    """The explorer of an archive at an address of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        server = uvicorn.Server(uvicorn.Config(make_app(archive), log_level="error"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [place]})
        running.start()
        try:
            yield f"http://127.0.0.1:{place.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join()


if __name__ == "__main__":
    main()
