"""Reads news reports on international politics and writes down who did what to whom.

Nothing is loaded before it is asked for: importing this package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.archive import Archive
    from dragoman.errors import DragomanError
    from dragoman.model.record import Coding, Event, Position, Statement
    from dragoman.model.text import Article, Problem
    from dragoman.pipeline import Coder, code
    from dragoman.plot import plot
    from dragoman.query.filters import Filters
    from dragoman.read import read
    from dragoman.reconcile.ledger import ledger

__version__ = "0.1.0"

_HOMES = {
    "Archive": "archive", "Article": "model.text", "Coder": "pipeline", "Coding": "model.record",
    "DragomanError": "errors", "Event": "model.record", "Filters": "query.filters", "Position": "model.record",
    "Problem": "model.text", "Statement": "model.record", "code": "pipeline", "ledger": "reconcile.ledger",
    "plot": "plot", "read": "read",
}  # fmt: skip

__all__ = [
    "Archive",
    "Article",
    "Coder",
    "Coding",
    "DragomanError",
    "Event",
    "Filters",
    "Position",
    "Problem",
    "Statement",
    "__version__",
    "code",
    "ledger",
    "plot",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(f"dragoman.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__


class _Face(ModuleType):
    """A package whose public names stay: a folder of the same name does not take their place when it is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
