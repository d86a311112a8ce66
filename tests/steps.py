"""How much work a call is, in lines of Python that it runs: the same on a busy machine as on an idle one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """How many lines run during a call."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def growth(make: Callable[[int], Callable[[], object]], size: int, times: int = 8) -> float:
    """By how much the work grows where the input grows so many times, as a share of that: 1 is in proportion.

    `make` prepares the call for a size; what it does itself is not counted.
    """
    small, large = make(size), make(size * times)
    return steps(large) / steps(small) / times
