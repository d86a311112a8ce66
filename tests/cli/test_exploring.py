"""`dragoman info` and what `dragoman explore` says where it cannot begin."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.archive import Archive
from dragoman.cli import exploring
from tests.archive.records import article, coding

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    archive = Archive.create(tmp_path / "isles")
    archive.add([coding(), coding(article("a2", article().text + " Again.", None))])
    return archive.folder


def test_info_says_what_there_is(command: Command, folder: Path) -> None:
    code, out, _ = command("info", folder)
    assert code == 0
    assert out.splitlines()[:5] == [
        "articles    2 from 1 outlet", "published   2011-05-04 to 2011-05-04 (1 without a date)", "events      4",
        "statements  2", "positions   2",
    ]  # fmt: skip
    assert f"not looked for yet: dragoman reconcile {folder}" in out
    command("reconcile", folder)
    assert "dragoman reconcile" not in command("info", folder)[1]
    Archive(folder).add([coding(article("a3", article().text + " Once more."))])
    assert "made before the last articles came" in command("info", folder)[1]


def test_info_of_nothing(command: Command, tmp_path: Path) -> None:
    code, _, err = command("info", tmp_path)
    assert code == 2 and "no-archive" in err


def test_without_its_libraries_it_says_what_to_install(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    code, _, err = command("explore", folder, "--no-browser")
    assert code == 2 and "pip install 'dragoman[explore]'" in err and len(err.splitlines()) == 1


def test_a_port_that_is_taken_is_named(command: Command, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = command("explore", folder, "--no-browser", "--port", port)
    assert code == 2 and f"port {port}" in err and "--port" in err


def test_it_serves_where_it_says(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Any] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: served.append(sockets[0].getsockname()))
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    code, _, err = command("explore", folder, "--no-browser", "--port", 0)
    [(host, port)] = served
    assert code == 0 and host == "127.0.0.1" and f"http://127.0.0.1:{port}/" in err and not opened


@pytest.mark.parametrize(
    ("host", "name"),
    [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("desk", "desk"), ("::1", "[::1]")],  # noqa: S104
)
def test_the_address_can_be_opened(host: str, name: str) -> None:
    assert exploring._address(host, 80) == f"http://{name}:80/"
