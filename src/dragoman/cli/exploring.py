"""`dragoman explore`: a server for the pages of one archive."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from dragoman.archive import Archive
from dragoman.errors import ChoiceError, ExtraError


def run(folder: Path, host: str, port: int, browser: bool, judge: str | None) -> None:
    """Serve until Ctrl-C. Raises ExtraError without the libraries, ChoiceError where it cannot listen."""
    archive = Archive(folder)
    try:
        import uvicorn

        from dragoman.explore.app import make_app
    except ModuleNotFoundError as error:
        raise ExtraError(
            f"{error.name} is not installed: pip install 'dragoman[explore]' brings what pages need"
        ) from error
    app = make_app(archive, judge, host)
    with _listening(host, port) as place:
        address = _address(host, place.getsockname()[1])
        print(f"dragoman: {folder} is at {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        if browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        config = uvicorn.Config(app, log_level="warning", server_header=False, limit_concurrency=100)
        uvicorn.Server(config).run(sockets=[place])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = "something listens there already" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
        raise ChoiceError(
            f"cannot listen at {host} port {port}: {why}; --port N takes another, 0 any free one"
        ) from error


def _address(host: str, port: int) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}/"
