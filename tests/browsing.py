"""Pages as a browser shows them: what they ask for, what they complain about, who can use them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = (360, 1440)


@dataclass
class Visit:
    """A page that is open, with every request that it made and every complaint."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def faults(self) -> list[str]:
        """The serious accessibility faults that axe-core finds, as `rule: element`."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {node['html'][:120]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]


@contextmanager
def visit(
    browser: Browser, url: str, width: int = 1440, height: int = 900, dark: bool = False, script: bool = True
) -> Iterator[Visit]:
    """Open a page in a context of its own, and see that nothing is wrong with it when it is left."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
        java_script_enabled=script, reduced_motion="reduce",
    )  # fmt: skip
    there = Visit(context.new_page())
    there.page.set_default_timeout(10_000)
    there.page.on("request", lambda request: there.requests.append(request.url))
    there.page.on("console", lambda message: there.complaints.append(message.text))
    there.page.on("pageerror", lambda error: there.complaints.append(str(error)))
    there.page.on("dialog", lambda dialog: there.complaints.append(f"dialog: {dialog.message}"))
    there.page.goto(url)
    yield there
    assert there.complaints == []
    context.close()
