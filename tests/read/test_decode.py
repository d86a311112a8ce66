import codecs

import pytest

from dragoman.read.decode import decode
from dragoman.read.formats.sniff import guess

WORDS = "The café’s owner said “no” – twice.\r\nThen she left.\r\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-8"),
        codecs.BOM_UTF8 + WORDS.encode("utf-8"),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_without_a_guess_and_line_ends_stay(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.notes) == (WORDS, ())


def test_windows_text_is_guessed_and_noted() -> None:
    decoded = decode(WORDS.encode("cp1252"))
    assert decoded is not None
    assert decoded.text == WORDS
    assert [note.code for note in decoded.notes] == ["encoding-guessed"]


def test_a_page_may_name_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Москва</body></html>'
    decoded = decode(page.encode("cp1251"))
    assert decoded is not None
    assert decoded.text == page


def test_a_server_may_name_it_but_not_a_codec_that_is_none() -> None:
    named = decode("Łódź".encode("iso-8859-2"), "iso-8859-2")
    assert named is not None
    assert named.text == "Łódź"
    odd = decode("é".encode("cp1252"), "unicode_escape")
    assert odd is not None
    assert odd.text == "é"


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    decoded = decode("“Žižek” – café, naïve".encode() + b"\xff")
    assert decoded is not None
    assert decoded.text.startswith("“Žižek” – café, naïve")


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"%PDF-1.7 text", b"\x89PNG\r\n", bytes(range(1, 32)) * 10])
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("<!DOCTYPE html><html><p>Hello", "page.txt", "html"),
        ("  <p>One</p><p>Two</p>", "page.html", "html"),
        ("Plain words, a < b.", "page.html", "text"),
        ('{"text": "One"}\n{"text": "Two"}', "lines.txt", "jsonl"),
        ('{"text": "One\n{"text": "Two"}', "lines.txt", "jsonl"),
        ('{"text": "one long line that is cut', "lines.txt", "jsonl"),
        ('{\n  "text": "One"\n}', "one.json", "json"),
        ('[{"text": "One"}]', "many.json", "json"),
        ("[Photo: the bridge] The bridge reopened.", "a.txt", "text"),
        ("{sic} he said.", "a.txt", "text"),
        ('<?xml version="1.0"?><rss version="2.0"></rss>', "news.xml", "feed"),
        ('<?xml version="1.0"?><!DOCTYPE html><html></html>', "news.xhtml", "html"),
        ("<!-- of the house --><feed xmlns='x'><entry><html><body>", "news.xml", "feed"),
        ("<!-- <rss> --><html><body>", "news.xml", "html"),
    ],
)
def test_the_content_tells_the_format(head: str, name: str, kind: str) -> None:
    assert guess(head, name) == kind
