"""Tables are read in one place, and handed out by it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import dragoman
from dragoman import lexicon
from dragoman.lexicon import DATA

SOURCE = Path(dragoman.__file__).parent
FILES = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}


def outside() -> Iterator[tuple[str, ast.Module]]:
    """Our modules but for the lexicon's, by their path."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("lexicon/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_no_other_module_opens_the_lexicons_files() -> None:
    openers = []
    for name, module in outside():
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom) and node.module == "dragoman.lexicon.files":
                openers.append(f"{name}:{node.lineno}: reads files of the lexicon")
            elif isinstance(node, ast.ImportFrom) and node.module == "dragoman.lexicon":
                openers += [f"{name}:{node.lineno}: DATA" for one in node.names if one.name in ("DATA", "Folder")]
            elif isinstance(node, ast.Constant) and (
                node.value in FILES or (isinstance(node.value, str) and "lexicon/data" in node.value)
            ):
                openers.append(f"{name}:{node.lineno}: {node.value}")
    assert openers == []


def test_no_reader_of_tables_is_called_from_elsewhere() -> None:
    readers = {
        node.name
        for path in (SOURCE / "lexicon").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and any(arg.arg == "folder" for arg in node.args.args)
    }
    assert {"read_actors", "read_codes", "read_times"} <= readers
    for name, module in outside():
        imported = {
            one.name
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman.lexicon")
            for one in node.names
        }
        assert not imported & readers, name


def test_no_set_of_types_or_sectors_stands_elsewhere() -> None:
    codes = lexicon.load().codes
    known = {*codes.kinds, *codes.sectors}
    found = []
    for name, module in outside():
        for node in ast.walk(module):
            parts: list[ast.expr | None] = []
            if isinstance(node, ast.Set | ast.Tuple | ast.List):
                parts = list(node.elts)
            elif isinstance(node, ast.Dict):
                parts = [*node.keys, *node.values]
            named = [part.value for part in parts if isinstance(part, ast.Constant) and part.value in known]
            if len(named) > 1:
                found.append(f"{name}: {named}")
    assert found == []
