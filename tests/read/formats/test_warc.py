"""Web archives, as crawlers write them and as disks break them."""

import gzip
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.model.text import Article, Problem
from dragoman.read import read
from dragoman.settings import Settings

HTML = b"text/html; charset=utf-8"


def page(words: str) -> bytes:
    body = "".join(
        f"<p>The ministers of both states met a {word} time in {words} and agreed on how to share the river.</p>"
        for word in ("first", "second", "third", "fourth")
    )
    return f"<html><head><title>Talks in {words}</title></head><body><article>{body}</article></body></html>".encode()


def record(
    url: str,
    body: bytes,
    media: bytes | None = HTML,
    *,
    status: bytes = b"200 OK",
    headers: bytes = b"",
    kind: bytes = b"response",
    more: bytes = b"",
    length: int | None = None,
) -> bytes:
    line = b"" if media is None else b"Content-Type: " + media + b"\r\n"
    if kind == b"response":
        block = b"HTTP/1.1 " + status + b"\r\n" + line + headers + b"\r\n" + body
        line = b"Content-Type: application/http; msgtype=response\r\n"
    else:
        block = body
    size = len(block) if length is None else length
    head = b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: 2020-05-06T23:08:09Z\r\nWARC-Target-URI: %s\r\n" % (
        kind,
        url.encode(),
    )
    return head + more + line + b"Content-Length: %d\r\n\r\n" % size + block + b"\r\n\r\n"


ONE = record("https://example.org/one", page("Suva"))
TWO = record("https://example.org/two", page("Apia"))
THREE = record("https://example.org/three", page("Honiara"))


def found(path: Path, content: bytes, **options: Any) -> list[Article | Problem]:
    path.write_bytes(content)
    return list(read(str(path), **options))


def titles(items: list[Article | Problem]) -> list[str | None]:
    return [item.code if isinstance(item, Problem) else item.title for item in items]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", ONE + TWO),
        ("a.warc.gz", gzip.compress(ONE) + gzip.compress(TWO)),
        ("a.warc.gz", gzip.compress(ONE + TWO)),
        ("sweep", gzip.compress(ONE) + gzip.compress(TWO)),
    ],
)
def test_every_page_is_an_article_with_its_address_and_day_of_capture(
    tmp_path: Path, name: str, content: bytes
) -> None:
    first, second = found(tmp_path / name, content)
    assert isinstance(first, Article)
    assert (first.title, first.url, first.retrieved) == ("Talks in Suva", "https://example.org/one", "2020-05-06")
    assert first.source == f"{tmp_path / name}#https://example.org/one"
    # The day of capture is not the day of publication.
    assert (first.published, [note.code for note in first.notes]) == (None, ["no-publication-date"])
    assert first.text.count("in Suva") == 4
    assert isinstance(second, Article)
    assert second.url == "https://example.org/two"


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record("https://example.org/a.png", b"\x89PNG\r\n", b"image/png"),
        record("https://example.org/robots.txt", b"User-agent: *", b"text/plain"),
        record("https://example.org/a.css", b"p { color: red }", b"text/css"),
        record("https://example.org/gone", page("Nadi"), status=b"404 Not Found"),
        record("https://example.org/moved", page("Nadi"), status=b"301 Moved", headers=b"Location: /one\r\n"),
        record("https://example.org/empty", b""),
        record("https://example.org/blank", b" \r\n"),
        record("https://example.org/data", b'{"text": "Fiji met Tonga."}', None),
        record("https://example.org/unknown", b"\x00\x01\x02\x03", None),
        record("https://example.org/one", page("Nadi"), kind=b"metadata"),
        record("urn:text:https://example.org/one", b"Fiji met Tonga.", b"text/plain", kind=b"resource"),
        record("dns:example.org", b"example.org 192.0.2.1", b"text/plain", kind=b"resource"),
    ]
    assert titles(found(tmp_path / "a.warc", b"".join(others) + ONE)) == ["Talks in Suva"]


def test_an_archive_without_a_page_says_so(tmp_path: Path) -> None:
    image = record("https://example.org/a.png", b"\x89PNG\r\n", b"image/png")
    assert titles(found(tmp_path / "a.warc", image)) == ["empty"]


def test_plain_text_resources_and_pages_of_no_said_type_are_read(tmp_path: Path) -> None:
    content = (
        record("https://example.org/a.txt", b"Bridge reopens\n\nFiji met Tonga.", b"text/plain")
        + record("https://example.org/b", page("Suva"), kind=b"resource")
        + record("https://example.org/c", page("Apia"), None)
    )
    items = found(tmp_path / "a.warc", content)
    assert titles(items) == ["Bridge reopens", "Talks in Suva", "Talks in Apia"]
    assert isinstance(items[0], Article)
    assert items[0].text == "Bridge reopens\n\nFiji met Tonga."
    assert {item.retrieved for item in items if isinstance(item, Article)} == {"2020-05-06"}


def test_a_page_without_an_article_is_a_problem_that_names_it(tmp_path: Path) -> None:
    empty = record("https://example.org/menu", b"<html><body><script>x()</script></body></html>")
    (problem, article) = found(tmp_path / "a.warc", empty + ONE)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source) == ("no-article", f"{tmp_path / 'a.warc'}#https://example.org/menu")
    assert isinstance(article, Article)


def test_the_header_of_the_answer_says_the_encoding(tmp_path: Path) -> None:
    body = page("Łódź").decode().encode("iso-8859-2")
    assert titles(
        found(tmp_path / "a.warc", record("https://example.org/", body, b"text/html; charset=iso-8859-2"))
    ) == ["Talks in Łódź"]


def chunked(body: bytes) -> bytes:
    middle = len(body) // 2
    parts = (body[:middle], body[middle:], b"")
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts)


BARE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = {
    "chunks of gzip": (
        b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        chunked(gzip.compress(page("Suva"))),
    ),
    "chunks": (b"transfer-encoding: Chunked\r\n", chunked(page("Suva"))),
    "deflate": (b"Content-Encoding: deflate\r\n", zlib.compress(page("Suva"))),
    "bare deflate": (b"Content-Encoding: deflate\r\n", BARE.compress(page("Suva")) + BARE.flush()),
    "undone before": (b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", page("Suva")),
    "brotli undone before": (b"Content-Encoding: br\r\n", page("Suva")),
    "unknown but undone": (b"Content-Encoding: x-own\r\n", page("Suva")),
}


@pytest.mark.parametrize("how", PACKED)
def test_an_answer_may_be_packed(tmp_path: Path, how: str) -> None:
    headers, body = PACKED[how]
    packed = record("https://example.org/", body, headers=headers)
    assert titles(found(tmp_path / "a.warc", packed + TWO)) == ["Talks in Suva", "Talks in Apia"]


@pytest.mark.parametrize("coding", [b"gzip", b"deflate", b"br", b"zstd", b"x-own"])
def test_badly_packed_pages_are_problems_and_the_next_is_read(tmp_path: Path, coding: bytes) -> None:
    packed = record("https://example.org/bad", b"\x07nothing of the kind", headers=b"Content-Encoding: %s\r\n" % coding)
    assert titles(found(tmp_path / "a.warc", packed + TWO)) == ["unreadable", "Talks in Apia"]


def test_a_page_that_was_cut_when_it_was_saved_is_noted(tmp_path: Path) -> None:
    marked = record("https://example.org/a", page("Suva"), more=b"WARC-Truncated: length\r\n")
    half = record("https://example.org/b", gzip.compress(page("Apia"))[:-9], headers=b"Content-Encoding: gzip\r\n")
    for item in found(tmp_path / "a.warc", marked + half):
        assert isinstance(item, Article)
        assert "page-cut" in [note.code for note in item.notes]


def test_what_unfolds_beyond_the_limit_is_too_long(tmp_path: Path) -> None:
    bomb = record(
        "https://example.org/bomb", gzip.compress(b"<p>" + b"a" * 3_000_000), headers=b"Content-Encoding: gzip\r\n"
    )
    plain = record("https://example.org/long", b"<p>" + b"a" * 3_000_000)
    content = gzip.compress(bomb) + gzip.compress(plain) + gzip.compress(ONE)
    items = found(tmp_path / "a.warc.gz", content, settings=Settings(max_bytes=1_000_000))
    assert titles(items) == ["too-long", "too-long", "Talks in Suva"]


# Damage


def _broken_member() -> bytes:
    middle = bytearray(gzip.compress(TWO))
    middle[80:140] = bytes(60)
    return gzip.compress(ONE) + bytes(middle) + gzip.compress(THREE)


DAMAGED = {
    "ends in a body": ONE + TWO[:-200],
    "ends in a header": ONE + TWO[:40],
    "ends in a packed body": gzip.compress(ONE) + gzip.compress(TWO)[:-60],
    "ends in an image": ONE + record("https://example.org/a.png", b"\x89PNG" + b"a" * 1000, b"image/png")[:-300],
    "a broken member": _broken_member(),
    "other words between": ONE + b"nothing of the kind\r\n" * 9 + TWO,
    "other packed words": gzip.compress(ONE) + gzip.compress(b"nothing of the kind\r\n" * 9),
    "a length too small": ONE + record("https://example.org/a.png", b"\x89PNG" + b"a" * 1000, b"image/png", length=90),
    "a length beyond all": ONE + record("https://example.org/a", page("Apia"), length=2**62),
    "a length below zero": ONE + record("https://example.org/a", page("Apia"), length=-5),
    "a header without end": gzip.compress(ONE) + gzip.compress(b"WARC/1.0\r\nA: " + b"b" * 5_000_000),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_what_stands_before_the_damage_is_read_and_the_damage_told_once(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.warc"
    items = found(path, DAMAGED[how])
    assert titles(items) == ["Talks in Suva", "bad-warc"]
    assert isinstance(items[1], Problem)
    assert items[1].source == str(path)


def test_no_cut_and_no_flipped_byte_is_an_exception(tmp_path: Path) -> None:
    whole = ONE[:400] + gzip.compress(TWO)
    small = record("https://example.org/s", b"<p>Fiji met Tonga.</p>", headers=b"Transfer-Encoding: chunked\r\n")
    for content in (small, gzip.compress(small), whole):
        for at in range(0, len(content), 7):
            for bad in (content[:at], content[:at] + b"\xff" + content[at + 1 :]):
                items = found(tmp_path / "a.warc", bad)
                assert len(items) <= 2


def test_pages_come_while_the_archive_is_still_being_read(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            data = (ONE * 40)[: len(buffer)] if self.given == 0 else ONE
            self.given += len(data)
            buffer[: len(data)] = data
            return len(data)

    stream = Endless()
    original, sys.stdin = sys.stdin, io.TextIOWrapper(io.BufferedReader(stream))
    try:
        pages: Iterator[Article | Problem] = read("-", input_format="warc")
        assert titles([next(pages), next(pages)]) == ["Talks in Suva"] * 2
        assert stream.given < 2_000_000
    finally:
        sys.stdin = original


def test_the_format_can_be_told(tmp_path: Path) -> None:
    assert titles(found(tmp_path / "a.txt", ONE, input_format="warc")) == ["Talks in Suva"]
    assert titles(found(tmp_path / "a.txt", b"Fiji met Tonga.", input_format="warc")) == ["bad-warc"]


# WACZ


def wacz(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return target.getvalue()


def test_a_wacz_is_read_from_the_archives_in_it(tmp_path: Path) -> None:
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"text": "not a page"}',
        "archive/one.warc.gz": gzip.compress(ONE),
        "archive/deep/../../../two.warc": TWO,
        "../three.warc": THREE,
        "archive/one.txt": THREE,
    }
    for name in ("a.wacz", "sweep"):
        items = found(tmp_path / name, wacz(members))
        assert titles(items) == ["Talks in Suva", "Talks in Apia"]
        assert isinstance(items[0], Article)
        assert items[0].source == f"{tmp_path / name}#https://example.org/one"
    # Names in an archive lead nowhere: nothing was written.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wacz", "sweep"]


def test_a_damaged_member_does_not_stop_the_next(tmp_path: Path) -> None:
    whole = wacz({"archive/one.warc": ONE + THREE, "archive/two.warc": TWO})
    at = whole.index(b"archive/one.warc") + 120
    items = found(tmp_path / "a.wacz", whole[:at] + bytes(20) + whole[at + 20 :])
    assert titles(items) == ["bad-warc", "Talks in Apia"]


def test_a_wacz_that_holds_no_archive_or_breaks_off_is_a_problem(tmp_path: Path) -> None:
    assert titles(found(tmp_path / "a.wacz", wacz({"datapackage.json": b"{}"}))) == ["bad-warc"]
    assert titles(found(tmp_path / "b.wacz", wacz({"archive/one.warc": ONE})[:-30])) == ["bad-warc"]
    assert titles(found(tmp_path / "c.zip", wacz({"letter.txt": b"Fiji met Tonga."}))) == [None]
