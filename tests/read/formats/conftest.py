"""How tests of formats read a file that they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.model.text import Article, Problem
from dragoman.read import read

Found = list[Article | Problem]


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Found]:
    """A function that writes some bytes or text to a file and gives what is read from it."""

    def run(name: str, content: str | bytes, **options: Any) -> Found:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([str(path)], **options))

    return run
