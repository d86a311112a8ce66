"""The archive that all exports are made of."""

from __future__ import annotations

import pytest

from dragoman.archive import Archive
from tests.export import samples


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """As in `samples.make`, with texts."""
    return samples.make(tmp_path_factory.mktemp("export") / "archive")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The same without texts."""
    return samples.make(tmp_path_factory.mktemp("export") / "bare", keep_text=False)
