from pathlib import Path

import pytest

from dragoman.errors import IntervalError, SourceError
from dragoman.read.follow import feeds_in, parse_interval


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400), ("1.5H", 5400), (" 15 m ", 900)]
)
def test_stretches_of_time(text: str, seconds: float) -> None:
    assert parse_interval(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "-5m", "m", "15 minutes", "1h30m", "nan s"])
def test_what_is_no_stretch_of_time_is_told(text: str) -> None:
    with pytest.raises(IntervalError, match="15m"):
        parse_interval(text)


OPML = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Pacific"><outline type="rss" xmlUrl="https://reef.example/feed?a=1&amp;b=2" text="Reef"/>
<outline xmlurl=" https://delta.example/atom "/></outline>
<outline type="rss" xmlUrl="https://reef.example/feed?a=1&b=2"/><outline text="empty" xmlUrl=""/></body></opml>"""


def test_opml_is_read_at_any_depth_and_each_feed_once(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML)
    assert feeds_in(str(path)) == ("https://reef.example/feed?a=1&b=2", "https://delta.example/atom")


def test_a_list_of_lines_and_a_single_address(tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("# mine\n\nhttps://reef.example/feed  # daily\r\nhttps://delta.example/#atom\n")
    assert feeds_in(str(path)) == ("https://reef.example/feed", "https://delta.example/#atom")
    assert feeds_in("https://reef.example/feed") == ("https://reef.example/feed",)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "# nothing\n",
        "reef.example/feed\n",
        "file:///etc/hostname\n",
        "<opml><body/></opml>",
        "<opml><body><outline xmlUrl='file:///etc/hostname'/></body></opml>",
        "<opml><body><outline xmlUrl='https://reef.example/feed'>",
        "<rss version='2.0'><channel/></rss>",
        "<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><opml><body><outline xmlUrl='&a;'/></body></opml>",
        "\0\1\2",
    ],
)
def test_a_list_without_feeds_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "feeds"
    path.write_text(content)
    with pytest.raises(SourceError) as error:
        feeds_in(str(path))
    assert error.value.code == "bad-feed-list"


def test_a_missing_list_and_a_strange_address_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        feeds_in(str(tmp_path / "none.opml"))
    with pytest.raises(SourceError, match="no address of the web"):
        feeds_in("ftp://reef.example/feed")
