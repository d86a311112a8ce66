"""The names that a user of the package meets first."""

from __future__ import annotations

import inspect
import subprocess
import sys

import dragoman


def printed(program: str) -> str:
    """What a program of its own prints, so that nothing is imported before it."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.strip()


def test_read_is_the_function_whatever_was_imported_before() -> None:
    first = "from dragoman import read; print(type(read).__name__)"
    assert printed(first) == "function"
    later = "import dragoman.read.dates; from dragoman.read import read_text; import dragoman; "
    assert printed(f"{later} print(type(dragoman.read).__name__)") == "function"
    assert printed(f"{later} {first}") == "function"


def test_public_names_are_listed_and_are_there() -> None:
    assert dir(dragoman) == sorted(dragoman.__all__)
    assert {"Archive", "Coder", "Filters", "Problem", "code", "ledger", "read"} <= set(dir(dragoman))
    for name in dragoman.__all__:
        assert not inspect.ismodule(getattr(dragoman, name)), name


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    assert not hasattr(dragoman, "reed")


def test_importing_loads_no_library() -> None:
    heavy = "{'spacy', 'pyarrow', 'pandas', 'duckdb', 'lxml', 'numpy', 'rich'}"
    assert printed(f"import dragoman, dragoman.model.record, sys; print({heavy} & set(sys.modules))") == "set()"
