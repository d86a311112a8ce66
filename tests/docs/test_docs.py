"""Every example of the README and of docs/ is run.

In a `console` block `$ cat NAME` shows a file, which is written here for the examples after it; any other
command is `dragoman …`, with `< FILE` where it reads standard input. What stands below must be printed; `...`
stands for anything. `python` blocks are doctests. Blocks of other kinds are not run.
"""

from __future__ import annotations

import doctest
import importlib
import io
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import typer

from dragoman import cli, lexicon
from dragoman.pipeline import Coder

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples(page: Path, coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda *_: coder.parser)
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        kind, content = match.groups()
        if kind == "python":
            _doctest(content, names, page.name)
        else:
            _console(content, monkeypatch)


def _doctest(content: str, names: dict[str, Any], page: str) -> None:
    test = doctest.DocTestParser().get_doctest(content, names, page, page, 0)
    assert test.examples, f"a python block of {page} has no >>> line"
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    failures = io.StringIO()
    assert runner.run(test, out=failures.write, clear_globs=False).failed == 0, failures.getvalue()
    names.update(test.globs)


def _console(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in re.split(r"^\$ ", content, flags=re.M)[1:]:
        line, _, below = part.partition("\n")
        if line.startswith("cat "):
            path = Path(line.removeprefix("cat "))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(below.rstrip("\n") + "\n", encoding="utf-8")
        else:
            _compare(line, _run(line, monkeypatch), below)


def _run(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command prints, errors included."""
    command, _, source = line.partition(" < ")
    program, *arguments = shlex.split(command)
    assert program == "dragoman", line
    given = Path(source.strip()).read_bytes() if source else b""
    monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
    raw = io.BytesIO()
    printed = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with redirect_stdout(printed), redirect_stderr(printed), pytest.raises(SystemExit):
        cli.main()
    return raw.getvalue().decode()


def _compare(line: str, printed: str, below: str) -> None:
    def tidy(text: str) -> list[str]:
        return [row.rstrip() for row in text.rstrip().split("\n")]

    shown = "\n".join(tidy(below))
    pattern = re.escape(shown).replace(re.escape("..."), ".*")
    found = "\n".join(tidy(printed))
    assert re.fullmatch(pattern, found, re.S), f"$ {line}\n--- printed\n{found}\n--- but the page shows\n{shown}"


def test_every_command_and_option_is_described() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    commands: dict[str, Any] = getattr(typer.main.get_command(cli.app), "commands", {})
    assert commands
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in commands.items():
        assert f"`dragoman {name}" in readme, name
        for option in (o for p in command.params for o in p.opts if o.startswith("--")):
            assert option in pages, f"{name} {option}"


@pytest.mark.parametrize(
    "home",
    [
        "dragoman",
        "dragoman.export",
        "dragoman.plot",
        "dragoman.query",
        "dragoman.reconcile",
        "dragoman.scale",
        "dragoman.view",
    ],
)
def test_every_public_name_is_used(home: str) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    examples = "\n".join(content for kind, content in _BLOCK.findall(page) if kind == "python")
    for name in importlib.import_module(home).__all__:
        assert re.search(rf"\b{name}\b", examples), f"{home}.{name}"


def test_every_kind_of_operator_is_described() -> None:
    page = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    for kind in lexicon.load().events.compose:
        assert f"`{kind}`" in page, kind


def test_links_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "benchmarks" / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"
