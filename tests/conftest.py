"""What all tests share: one coder, and one browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dragoman.pipeline import RULES, Coder

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder by rules alone, loaded once: what a rule does can be said beforehand, what weights do cannot."""
    return Coder(RULES)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen, started once; it keeps to itself."""
    from playwright.sync_api import sync_playwright

    from tests.browsing import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()
