import io
import json
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DateError, SourceError
from dragoman.model.text import Article, Problem
from dragoman.read import read
from dragoman.settings import Settings

TEXT = "Bridge reopens\r\n\r\nThe ministers of both states met at the bridge on Friday and shook hands. \r\n"
BODY = "".join(
    f"<p>The ministers of both states met a {word} time on Friday and agreed on how to share the river, "
    "officials of both governments said after the talks.</p>"
    for word in ("first", "second", "third", "fourth")
)
HEAD = (
    "<title>States share river - Delta Post</title>"
    "<meta property='og:site_name' content='Delta Post'>"
    "<meta name='author' content='Ana Roy'>"
    "<meta property='article:published_time' content='2021-03-04T10:20:00Z'>"
    "<meta property='article:modified_time' content='2021-03-05'>"
)
PAGE = f"<html><head>{HEAD}</head><body><script>steal()</script><article>{BODY}</article></body></html>"


def articles(*sources: str | Path, **options: Any) -> list[Article]:
    found = list(read([str(source) for source in sources], **options))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def codes(*sources: str | Path, **options: Any) -> list[str]:
    return [i.code if isinstance(i, Problem) else "read" for i in read([str(s) for s in sources], **options)]


def notes(article: Article) -> list[str]:
    return [note.code for note in article.notes]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_plain_text_is_kept_character_for_character(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.txt", TEXT))
    assert article.text == TEXT
    assert (article.title, article.language) == ("Bridge reopens", "en")
    assert notes(article) == ["no-publication-date"]


def test_the_same_text_has_the_same_id_everywhere(tmp_path: Path) -> None:
    first, second = articles(write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT))
    assert first.id == second.id
    assert first.source != second.source


def test_a_given_date_dates_plain_text(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.txt", TEXT), published="5 June 2020")
    assert (article.published, article.published_precision, article.published_basis) == (
        "2020-06-05",
        "day",
        "given",
    )
    assert notes(article) == []


def test_bad_arguments_are_told_before_anything_is_read() -> None:
    with pytest.raises(DateError):
        read(["missing.txt"], published="next week")
    with pytest.raises(SourceError):
        read(["missing.txt"], input_format="wordperfect")


def test_reading_is_lazy(tmp_path: Path) -> None:
    def sources() -> Iterator[str]:
        yield str(write(tmp_path / "a.txt", TEXT))
        raise AssertionError("the second source was asked for too early")

    assert isinstance(next(read(sources())), Article)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"\x00\x01\x02", "binary"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no-article"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'></rss>", "empty"),
        ("a.xml", b"<?xml version='1.0'?><report>Fiji met Tonga.</report>", "bad-feed"),
        ("a.warc.gz", b"\x1f\x8b\x08", "bad-warc"),
        ("a.warc", b"", "empty"),
        ("a.wacz", b"PK\x03\x04", "bad-warc"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.json", b'{"text": ', "bad-json"),
    ],
)
def test_what_cannot_be_read_is_a_named_problem_and_stops_nothing(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    bad, good = write(tmp_path / name, content), write(tmp_path / "good.txt", TEXT)
    found = list(read([str(bad), str(good)]))
    assert isinstance(found[0], Problem)
    assert (found[0].code, found[0].source) == (code, str(bad))
    assert isinstance(found[1], Article)


def test_missing_files_and_strange_addresses_are_problems() -> None:
    assert codes("missing.txt", "a\0b", "file:///etc/hostname", "ftp://127.0.0.1/a") == [
        "not-found",
        "unreadable",
        "unsupported-url",
        "unsupported-url",
    ]


def test_a_text_over_the_limit_is_too_long(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    assert codes(path, settings=Settings(max_bytes=len(TEXT) - 1)) == ["too-long"]
    assert codes(path, settings=Settings(max_bytes=len(TEXT))) == ["read"]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.c.txt", ".git/d.txt", "picture.png"):
        write(tmp_path / name, TEXT)
    assert [a.source for a in articles(tmp_path)] == [str(tmp_path / "b.txt"), str(tmp_path / "a" / "z.txt")]
    (tmp_path / "none").mkdir()
    assert codes(tmp_path / "none") == ["empty"]


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("A café.\r\n".encode("cp1252"))))
    (article,) = articles("-")
    assert (article.text, article.source) == ("A café.\r\n", "-")
    assert "encoding-guessed" in notes(article)


def test_the_content_goes_before_the_name_and_the_option_before_both(tmp_path: Path) -> None:
    page = write(tmp_path / "page.txt", PAGE)
    assert articles(page)[0].title == "States share river"
    assert articles(page, input_format="text")[0].text == PAGE
    plain = write(tmp_path / "plain.html", TEXT)
    assert articles(plain)[0].text == TEXT


# JSON


def test_json_lines_keep_what_they_say(tmp_path: Path) -> None:
    line = {
        "text": TEXT, "id": 7, "title": "A", "published": "2020-06", "url": "https://x.test/", "outlet": "B",
        "language": "en", "topic": ["war"],
    }  # fmt: skip
    (article,) = articles(write(tmp_path / "a.txt", json.dumps(line)))
    assert article.text == TEXT
    assert (article.id, article.title, article.url, article.outlet) == ("7", "A", "https://x.test/", "B")
    assert (article.published, article.published_precision, article.published_basis) == (
        "2020-06",
        "month",
        "given",
    )
    assert article.extra == {"topic": ["war"]}


def test_a_broken_line_is_a_problem_for_that_line_only(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    surrogate = '{"text": "half \\ud800"}'
    lines = [good, '{"text": ', "", "[1]", '{"title": "x"}', '{"text": ""}', '{"text": 3}', surrogate, good]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    found = list(read([str(path)]))
    problems = {item.id: item.code for item in found if isinstance(item, Problem)}
    assert problems == {
        f"{path}:2": "bad-json",
        f"{path}:4": "bad-record",
        f"{path}:5": "bad-record",
        f"{path}:6": "empty",
        f"{path}:7": "bad-record",
        f"{path}:8": "bad-json",
    }
    assert [item.source for item in found if isinstance(item, Article)] == [f"{path}:1", f"{path}:9"]


def test_a_bad_date_in_a_line_is_a_note(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", json.dumps({"text": TEXT, "published": "soon"})))
    assert article.published is None
    assert notes(article) == ["bad-date", "no-publication-date"]


def test_a_line_over_the_limit_does_not_stop_the_next(tmp_path: Path) -> None:
    long, short = json.dumps({"text": "a" * 200_000}), json.dumps({"text": TEXT})
    path = write(tmp_path / "a.jsonl", f"{short}\n{long}\n{short}\n")
    assert codes(path, settings=Settings(max_bytes=100_000)) == ["read", "too-long", "read"]
    assert codes(path) == ["read", "read", "read"]


def test_a_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    text = "One\u2028two\x85three"
    path = write(tmp_path / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False))
    assert articles(path)[0].text == text


def test_a_json_file_may_hold_one_object_or_a_list(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", json.dumps({"text": TEXT}, indent=1))
    many = write(tmp_path / "many.json", json.dumps([{"text": TEXT}, {"text": "Two."}], indent=1))
    assert [a.text for a in articles(one, many)] == [TEXT, TEXT, "Two."]


def test_utf16_lines_are_read(tmp_path: Path) -> None:
    content = (json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": "Two."})).encode("utf-16")
    assert [a.text for a in articles(write(tmp_path / "a.jsonl", content))] == [TEXT, "Two."]


def test_another_language_and_a_doubled_body_are_noted_and_the_text_stays(tmp_path: Path) -> None:
    french = "Le ministre a dit que la réunion avec les pays voisins était très utile pour la paix."
    double = "\n".join([TEXT.strip() + " Nobody spoke of the war that had closed it for so many years."] * 2)
    first, second = articles(write(tmp_path / "a.txt", french), write(tmp_path / "b.txt", double))
    assert "not-english" in notes(first)
    assert "duplicate-body" in notes(second)
    assert second.text == double


# Pages


def test_a_page_gives_its_article_and_what_its_head_says(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.html", PAGE))
    assert article.text.count("agreed on how to share the river") == 4
    assert "steal" not in article.text
    assert (article.title, article.outlet, article.byline) == (
        "States share river",
        "Delta Post",
        ("Ana Roy",),
    )
    assert article.published == "2021-03-04T10:20:00+00:00"
    assert (article.published_precision, article.published_basis) == ("second", "page")
    assert article.extra == {"updated": "2021-03-05"}


def test_a_page_may_say_its_date_in_linked_data(tmp_path: Path) -> None:
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2021-03-04T10:20:00+01:00"}]})
    script = f"<script type='application/ld+json'>{data}</script>"
    page = f"<html><head>{script}</head><body><article>{BODY}</article></body></html>"
    (article,) = articles(write(tmp_path / "a.html", page))
    assert article.published == "2021-03-04T10:20:00+01:00"


def test_a_body_that_a_page_gives_twice_is_cut_to_one(tmp_path: Path) -> None:
    page = f"<html><body><article>{BODY}{BODY}</article></body></html>"
    (article,) = articles(write(tmp_path / "a.html", page))
    assert article.text.count("a third time") == 1
    assert "duplicate-body" in notes(article)


@pytest.mark.parametrize("page", ["<html>" + "<div>" * 5000, "<html><body><p><!--" * 50, "<html>\x01</html>"])
def test_a_hostile_page_is_no_exception(tmp_path: Path, page: str) -> None:
    assert codes(write(tmp_path / "a.html", page)) == ["no-article"]


# The web


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/missing":
            self.send_error(404)
        elif self.path in ("/loop", "/to-file", "/moved"):
            target = {"/loop": "/loop", "/to-file": "file:///etc/hostname", "/moved": "/page"}[self.path]
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        else:
            content = {"/page": PAGE.encode(), "/latin": "A café.".encode("cp1252"), "/large": b"a" * 5000}[self.path]
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=iso-8859-1")
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "*")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_is_fetched_and_named_by_where_it_led(web: str) -> None:
    (article,) = articles(f"{web}/moved")
    assert (article.title, article.url, article.source) == (
        "States share river",
        f"{web}/page",
        f"{web}/moved",
    )


def test_what_the_server_says_of_the_encoding_counts(web: str) -> None:
    assert articles(f"{web}/latin")[0].text == "A café."


def test_an_address_that_gives_no_page_is_a_problem(web: str) -> None:
    assert codes(f"{web}/missing", f"{web}/loop", f"{web}/to-file", "http://127.0.0.1:9/", "http://[") == [
        "http-status",
        "no-answer",
        "no-answer",
        "no-answer",
        "no-answer",
    ]


def test_a_page_over_the_limit_is_too_large(web: str) -> None:
    assert codes(f"{web}/large", settings=Settings(max_download=4999)) == ["too-large"]
    assert codes(f"{web}/large", settings=Settings(max_download=5000)) == ["read"]
