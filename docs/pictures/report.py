"""Makes `report.png`: the bundled report as a page. Run it from the project's folder; wants Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import dragoman
from dragoman.view import page

HERE = Path(__file__).parent
REPORT = Path(dragoman.__file__).parent / "cli" / "demo.txt"


def main() -> None:
    """Code the report, light a record of it, and take the picture."""
    coding = dragoman.code(REPORT.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_text(page(coding), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1280, "height": 860})
        shown.goto(path.as_uri())
        for key in ("j", "j", "Enter"):
            shown.keyboard.press(key)
        shown.screenshot(path=HERE / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
