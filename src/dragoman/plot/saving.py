"""Charts as files: pictures by vl-convert, pages with all JavaScript in them; nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.errors import ChoiceError

_PIXELS = 2.0
"""How many pixels of a PNG stand for one of the chart."""


def _png(spec: str) -> bytes:
    import vl_convert

    return packed(vl_convert.vegalite_to_png(spec, scale=_PIXELS, allowed_base_urls=[]))


def packed(png: bytes) -> bytes:
    """The same picture, its pixels packed as tightly as they go; vl-convert leaves files several times as large."""
    chunks = list(_chunks(png))
    pixels = zlib.compress(zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT")), 9)
    first = next(number for number, (kind, _) in enumerate(chunks) if kind == b"IDAT")
    rest = [chunk for chunk in chunks[first:] if chunk[0] != b"IDAT"]
    return png[:8] + b"".join(_chunk(*one) for one in (*chunks[:first], (b"IDAT", pixels), *rest))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _svg(spec: str) -> bytes:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])).encode()


def _pdf(spec: str) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_pdf(spec, allowed_base_urls=[]))


def _html(spec: str) -> bytes:
    """A page with vl-convert's JavaScript in it. Nothing else may run in it, and nothing is fetched."""
    import vl_convert

    libraries = str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    # A name from a report must not end the script that it stands in.
    safe = spec.replace("<", "\\u003c")
    draw = f"vegaEmbed('#chart', {safe}, {{renderer: 'svg', actions: false}});"
    policy = (
        f"default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"script-src 'unsafe-eval' {_hash(libraries)} {_hash(draw)}"
    )
    return _PAGE.format(policy=policy, libraries=libraries, draw=draw).encode()


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A picture by dragoman</title>
</head>
<body>
<main id="chart"></main>
<script>{libraries}</script>
<script>{draw}</script>
</body>
</html>
"""

FORMATS: Mapping[str, Callable[[str], bytes]] = {"png": _png, "svg": _svg, "pdf": _pdf, "html": _html}
"""The formats by the ending of a file's name."""


def rendered(chart: Any, ending: str) -> bytes:
    """The chart in a format. Raises ChoiceError for one that there is not."""
    name = ending.removeprefix(".").lower()
    if name not in FORMATS:
        raise ChoiceError(f"no picture format {ending!r}: name the file .{', .'.join(FORMATS)}")
    return FORMATS[name](chart.to_json())


def save(chart: Any, path: Path | str) -> None:
    """Write a chart to a file, in the format that its ending says. Raises ChoiceError for another ending."""
    out = Path(path)
    out.write_bytes(rendered(chart, out.suffix))
