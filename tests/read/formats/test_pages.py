import json
from collections.abc import Callable

import pytest

from dragoman.model.text import Article, Problem
from dragoman.read.formats.answer import media_of, parse_answer

Reading = Callable[..., list[Article | Problem]]
SENTENCE = (
    "The delegations of Malta and Cyprus talked for a {} day about the ferry line between their ports, officials said."
)
BODY = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth"))
LINK = "<p><a href='/7'><strong>Nepal shells Laos</strong></a></p>"


def only(items: list[Article | Problem]) -> Article:
    (article,) = items
    assert isinstance(article, Article)
    return article


def test_links_to_other_stories_are_no_part_of_a_report(reading: Reading) -> None:
    listed = "<div class='related-stories'><h3>Related</h3><ul><li><a href='/8'>Gabon attacks Angola today</a></li></ul></div>"
    caption = "<figure><img src='a.png'><figcaption>Soldiers of Panama storm a port</figcaption></figure>"
    page = f"<html><body><article><h1>Ferry talks</h1>{BODY}{LINK}{caption}{listed}</article></body></html>"
    text = only(reading("a.html", page)).text
    assert "fourth day" in text
    assert not any(word in text for word in ("Nepal", "Gabon", "Panama"))


def test_a_page_that_is_all_links_keeps_its_words(reading: Reading) -> None:
    linked = "".join(f"<p><a href='/{n}'>{SENTENCE.format(n)[:-1]}</a></p>" for n in range(6))
    assert (
        "delegations of Malta" in only(reading("a.html", f"<html><body><article>{linked}</article></body></html>")).text
    )


def linked(content: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(content)}</script>"


def test_a_body_that_only_the_page_s_data_hold_is_read(reading: Reading) -> None:
    text = "\n".join(SENTENCE.format(word) for word in ("first", "second", "third"))
    data = {"@type": "NewsArticle", "headline": "Ferry talks", "articleBody": text, "datePublished": "2003-02-14"}
    page = f"<html><head><title>Ferry talks</title>{linked(data)}</head><body><div id='app'></div></body></html>"
    article = only(reading("a.html", page))
    assert (article.text, article.published) == (text, "2003-02-14")


def test_a_live_blog_gives_its_entries_with_their_times(reading: Reading) -> None:
    entries = [
        {"@type": "BlogPosting", "headline": f"Entry {n}", "articleBody": f"<p>{SENTENCE.format(n)}</p>",
         "datePublished": f"2003-02-14T1{n}:30:00+01:00"} for n in (3, 1)
    ]  # fmt: skip
    data = {"@type": "LiveBlogPosting", "headline": "Ferry talks live", "liveBlogUpdate": entries}
    found = reading(
        "a.html", f"<html><head><title>Ferry talks live</title>{linked(data)}</head><body>{BODY}</body></html>"
    )
    assert [(a.title, a.published, a.text) for a in found if isinstance(a, Article)] == [
        ("Entry 3", "2003-02-14T13:30:00+01:00", SENTENCE.format(3)),
        ("Entry 1", "2003-02-14T11:30:00+01:00", SENTENCE.format(1)),
    ]


def test_an_amp_page_is_read(reading: Reading) -> None:
    head = "<title>Ferry talks</title><meta property='article:published_time' content='2003-02-14T10:00:00Z'>"
    page = f"<!doctype html><html ⚡><head>{head}<style amp-boilerplate>body{{}}</style></head><body><article><amp-img src='a'></amp-img>{BODY}</article></body></html>"
    article = only(reading("a.html", page))
    assert (article.title, article.published) == ("Ferry talks", "2003-02-14T10:00:00+00:00")
    assert article.text.count("day about the ferry") == 4


def test_a_frame_around_a_kept_copy_is_not_the_report(reading: Reading) -> None:
    frame = (
        "<div id='bN-google-cache-hdr'>This is Google's cache of https://news.example/ferry. It is a snapshot of the "
        "page as it appeared on 12 Mar 2003 10:11:12 GMT.</div>"
    )
    article = only(
        reading(
            "a.html",
            f"<html><head><title>Ferry talks</title></head><body>{frame}<article>{BODY}</article></body></html>",
        )
    )
    assert (article.url, article.retrieved) == ("https://news.example/ferry", "2003-03-12")
    assert "snapshot" not in article.text


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.0 200\nX-By: a\nContent-Type : text/html\n\n",
        b"HTTP/2 200 \r\nX: a\r\n  b\r\ncontent-type:text/html\r\nno colon here\r\n\r\n",
        b"\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Type: text/plain\r\n\r\n",
    ],
)
def test_an_untidy_head_loses_nothing(head: bytes) -> None:
    answer = parse_answer(head + b"<p>body\r\n\r\n")
    assert answer is not None
    assert (answer.status, answer.get("Content-Type")) == (200, "text/html")
    assert (head + b"<p>body\r\n\r\n")[answer.body :] == b"<p>body\r\n\r\n"


@pytest.mark.parametrize(
    "value", ['"text/html; charset=utf-8"', 'TEXT/HTML;charset="UTF-8"', "text/html ; Charset = utf-8"]
)
def test_media_types_are_told_however_they_are_quoted(value: str) -> None:
    assert media_of(value) == ("text/html", "utf-8")


def test_what_is_no_head_is_none() -> None:
    assert parse_answer(b"<html>200</html>") is None
    assert media_of(None) == ("", None)
