"""Feeds, well and badly written."""

from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import SourceError
from dragoman.model.text import Article, Problem
from dragoman.read import read
from dragoman.read.formats.feed import parse_feed

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
FULL = """<item><title>Fiji expels envoy &amp; aide</title><link>/news/one</link>
<pubDate>Tue, 03 Mar 2020 10:00:00 +1200</pubDate><dc:creator>Ana Vula</dc:creator><dc:creator>Ben Roy</dc:creator>
<description>Short words.</description>
<content:encoded><![CDATA[<p>Fiji expelled the <a href="/x">ambassador</a> of&nbsp;Tonga.</p>
<script>steal()</script><p>Tonga <b>protested</b> & left.</p>]]></content:encoded></item>"""
SHORT = """<item><title>Tonga answers</title><guid>https://reef.example/two</guid>
<media:title>Picture</media:title><media:content url="p.jpg">no words</media:content>
<description>&lt;p&gt;Tonga recalled its envoy.&lt;/p&gt;</description></item>"""


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>Reef Wire</title>'
        f"<link>https://reef.example/</link><image><title>Logo</title></image>{''.join(items)}</channel></rss>"
    )


def item(title: str, words: str = "Fiji met Tonga.", more: str = "") -> str:
    return f"<item><title>{title}</title><description>{words}</description>{more}</item>"


def found(path: Path, content: str | bytes, **options: Any) -> list[Article | Problem]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(str(path), **options))


def articles(path: Path, content: str | bytes, **options: Any) -> list[Article]:
    items = found(path, content, **options)
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def titles(items: list[Article | Problem]) -> list[str | None]:
    return [item.code if isinstance(item, Problem) else item.title for item in items]


def test_an_entry_gives_its_whole_text_and_what_the_feed_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    (article,) = articles(path, rss(FULL))
    assert article.text == "Fiji expelled the ambassador of Tonga.\nTonga protested & left."
    assert (article.title, article.byline, article.outlet) == (
        "Fiji expels envoy & aide",
        ("Ana Vula", "Ben Roy"),
        "Reef Wire",
    )
    assert article.url == "https://reef.example/news/one"
    assert article.source == f"{path}#https://reef.example/news/one"
    assert (article.published, article.published_precision, article.published_basis) == (
        "2020-03-03T10:00:00+12:00",
        "second",
        "feed",
    )
    assert article.notes == ()


def test_where_only_a_summary_stands_a_note_says_so(tmp_path: Path) -> None:
    (article,) = articles(tmp_path / "a.xml", rss(SHORT))
    assert (article.title, article.text) == ("Tonga answers", "Tonga recalled its envoy.")
    assert article.url == "https://reef.example/two"
    assert [note.code for note in article.notes] == ["feed-summary", "no-publication-date"]


def test_an_entry_of_a_title_alone_is_read_and_one_of_nothing_is_a_problem(tmp_path: Path) -> None:
    items = found(tmp_path / "a.xml", rss("<item><title>Fiji met Tonga</title></item>", "<item><link>/x</link></item>"))
    assert isinstance(items[0], Article)
    assert items[0].text == "Fiji met Tonga"
    assert isinstance(items[1], Problem)
    assert (items[1].code, items[1].source) == ("empty", f"{tmp_path / 'a.xml'}#https://reef.example/x")


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://reef.example/b/">
<title type="html">Reef &amp;amp; Wire</title>
<entry xml:base="c/"><title>1 &lt; 2 &amp;amp;</title><link rel="enclosure" href="talk.mp3"/><link href="one.html"/>
<updated>2020-03-04T10:00:00Z</updated><published>2020-03-03T10:00:00</published>
<author><name>Ana Vula</name><email>ana@reef.example</email></author><author><name>Ben Roy</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Fiji <em>met</em>
Tonga.</p><p>Both left.</p></div></content></entry>
<entry><title type="html">Two &lt;i&gt;talks&lt;/i&gt;</title>
<link rel="alternate" type="text/html" href="two.html#top"/>
<updated>2020-03-05T11:00:00Z</updated><summary type="text">A &lt; B.
Fiji met Tonga.</summary>
<source><title>Other Post</title></source><content type="text/html" src="https://reef.example/two"/></entry></feed>"""


def test_atom_is_read(tmp_path: Path) -> None:
    one, two = articles(tmp_path / "a.atom", ATOM)
    assert (one.title, one.text) == ("1 < 2 &", "Fiji met Tonga.\nBoth left.")
    assert (one.url, one.byline, one.outlet) == (
        "https://reef.example/b/c/one.html",
        ("Ana Vula", "Ben Roy"),
        "Reef & Wire",
    )
    # A time without a zone stays a local time.
    assert (one.published, one.extra) == ("2020-03-03T10:00:00", {"updated": "2020-03-04T10:00:00+00:00"})
    assert (two.title, two.text, two.url) == (
        "Two talks",
        "A < B.\nFiji met Tonga.",
        "https://reef.example/b/two.html#top",
    )
    assert (two.outlet, two.published, two.extra) == ("Other Post", "2020-03-05T11:00:00+00:00", {})
    assert [note.code for note in two.notes] == ["feed-summary"]


def test_rss_1_is_read(tmp_path: Path) -> None:
    content = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://reef.example/"><title>Reef Wire</title>
    </channel><item rdf:about="x"><title>One</title><link>https://reef.example/1</link><dc:date>2020-03-03</dc:date>
    <description>Fiji met Tonga.</description></item></rdf:RDF>"""
    (article,) = articles(tmp_path / "a.rdf", content)
    assert (article.title, article.url, article.outlet) == ("One", "https://reef.example/1", "Reef Wire")
    assert (article.published, article.published_precision) == ("2020-03-03", "day")


@pytest.mark.parametrize("date", ["Tuesday", "03/04/2020", "soon", "10:00", ""])
def test_a_date_that_says_no_day_is_not_made_up(tmp_path: Path, date: str) -> None:
    (article,) = articles(tmp_path / "a.xml", rss(item("One", more=f"<pubDate>{date}</pubDate>")))
    assert article.published is None


def test_authors_are_names_and_no_addresses(tmp_path: Path) -> None:
    mails = item("One", more="<author>ana@reef.example (Ana Vula)</author><author>desk@reef.example</author>")
    (article,) = articles(tmp_path / "a.xml", rss(mails))
    assert article.byline == ("Ana Vula",)


def test_only_addresses_of_the_web_are_links(tmp_path: Path) -> None:
    links = ["javascript:x()", "file:///etc/hostname", "http://[", "mailto:ana@reef.example", ""]
    entries = [item("One", more=f"<link>{link}</link><guid>tag:one</guid>") for link in links]
    assert {article.url for article in articles(tmp_path / "a.xml", rss(*entries))} == {None}


def test_a_declared_encoding_counts(tmp_path: Path) -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-2"?>' + rss(item("Łódź")).removeprefix('<?xml version="1.0"?>')
    assert titles(found(tmp_path / "a.xml", content.encode("iso-8859-2"))) == ["Łódź"]
    assert titles(found(tmp_path / "a.xml", content.encode("utf-16"))) == ["Łódź"]


@pytest.mark.parametrize(
    "content",
    [
        rss(item("Trade &nbsp;&amp; aid"), item("Two")),
        rss(item("Trade & aid"), item("Two")),
        rss(item("Trade \x0b& aid&#0;&#11;"), item("Two")),
        rss(item("<![CDATA[Trade & aid]]>"), item("Two")),
        rss(item("Trade &amp; aid", more="<gallery:x>1</gallery:x>"), item("Two")),
        "\n\nWarning: nothing\n" + rss(item("Trade &amp; aid"), item("Two")),
        rss(
            item("Trade &amp; aid", "<![CDATA[<!DOCTYPE html><html><body><item>x</item></body></html>]]>"), item("Two")
        ),
    ],
)
def test_small_mistakes_lose_nothing(tmp_path: Path, content: str) -> None:
    assert titles(found(tmp_path / "a.xml", content, input_format="feed")) == ["Trade & aid", "Two"]


@pytest.mark.parametrize(
    "content",
    [
        rss(item("One"), item("Two"), item("Three"))[:-60],
        rss(item("One"), item("Two"), "<item><title>a</b></item>", item("Four")),
        rss(item("One"), item("Two")) + "<p>Warning</p>",
        rss(item("One"), item("Two"), "<a>" * 100_000),
        rss(item("One"), item("Two"), "<![CDATA[" * 100_000),
        rss(item("One"), item("Two"), "<!--" * 100_000),
    ],
)
def test_what_stands_before_the_damage_is_read_and_the_damage_told(tmp_path: Path, content: str) -> None:
    items = found(tmp_path / "a.xml", content)
    assert titles(items) == ["One", "Two", "bad-feed"]
    assert isinstance(items[-1], Problem)
    assert items[-1].source == str(tmp_path / "a.xml")


def test_entities_are_neither_opened_nor_unfolded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret words.")
    laughs = "".join(f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in zip("bcdefghij", "abcdefghi", strict=True))
    declared = f'<!DOCTYPE rss [<!ENTITY a "ha">{laughs}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    content = rss(item("&j;", 'x&file;<b a="&j;"/>')).replace("<rss", declared + "<rss")
    (article,) = articles(tmp_path / "a.xml", content)
    assert "secret" not in article.text
    assert len(article.text) < 20


def test_what_is_no_feed_is_a_problem(tmp_path: Path) -> None:
    page = "<html><head><title>404</title></head><body><p>Not found</p></body></html>"
    assert titles(found(tmp_path / "a.xml", page, input_format="feed")) == ["bad-feed"]
    assert titles(found(tmp_path / "a.xml", "Not found", input_format="feed")) == ["bad-feed"]
    assert titles(found(tmp_path / "a.xml", rss())) == ["empty"]
    with pytest.raises(SourceError, match="<html>"):
        parse_feed(page, "https://reef.example/feed")


def test_links_are_resolved_against_the_feeds_address() -> None:
    (entry,) = parse_feed(rss(FULL), "feed", "https://mirror.example/feeds/all").entries
    assert entry.url == "https://mirror.example/news/one"
