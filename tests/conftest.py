"""One coder for all tests that need the language model."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The default coder, loaded once."""
    return Coder()
