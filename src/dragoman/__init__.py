"""Reads news reports on international politics and writes down who did what to whom.

Nothing is loaded before it is asked for: importing this package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.archive import Archive
    from dragoman.errors import DragomanError
    from dragoman.model.record import Coding, Event, Position, Statement
    from dragoman.model.text import Article
    from dragoman.pipeline import Coder, code

__version__ = "0.1.0"

_HOMES = {
    "Archive": "archive", "Article": "model.text", "Coder": "pipeline", "Coding": "model.record",
    "DragomanError": "errors", "Event": "model.record", "Position": "model.record", "Statement": "model.record",
    "code": "pipeline",
}  # fmt: skip

__all__ = [
    "Archive",
    "Article",
    "Coder",
    "Coding",
    "DragomanError",
    "Event",
    "Position",
    "Statement",
    "__version__",
    "code",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(f"dragoman.{_HOMES[name]}"), name)
