"""A report as HTML: the text as published, every record beside it, and text from outside never more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest
from lxml import html

from dragoman.model.record import Coding, Event, Position, Statement
from dragoman.view import SCRIPT, STYLE, fragment, page
from dragoman.view.marks import marks
from tests.archive.records import article, coding

HOSTILE = (
    '<script>alert("1")</script> “</p><style>*{display:none}</style>” said <img src=x onerror=alert(2)>.\n\n'
    "\u202eevil\u202c \x00\x1b[31m \ud800 <svg onload=alert(3)> <a href='javascript:alert(4)'>x</a> {{ 7 * 7 }}\n\n"
    f"{'x' * 3000} &amp; &lt;b&gt; ]]> <!-- "
)


def parsed(found: str) -> html.HtmlElement:
    return html.document_fromstring(found.encode(), parser=html.HTMLParser(encoding="utf-8"))


def shown(tree: html.HtmlElement) -> list[str]:
    """The paragraphs as a reader of the page has them, without the numbers of records."""
    for number in tree.xpath("//a[contains(@class, 'dm-n ')]"):
        number.drop_tree()
    return [node.text_content() for node in tree.xpath("//*[contains(@class, 'dm-text')]")]


def words_of(tree: html.HtmlElement, token: str) -> str:
    pieces = tree.xpath("//span[contains(concat(' ', @data-m, ' '), $token)]", token=f" {token} ")
    return "".join(piece.text_content() for piece in pieces)


def test_the_text_is_as_published() -> None:
    one = coding()
    assert shown(parsed(fragment(one))) == [one.article.text]


def test_every_part_of_every_record_is_marked_at_its_words() -> None:
    one = coding()
    tree = parsed(fragment(one))
    records: list[Event | Statement | Position] = [*one.events, *one.statements, *one.positions]
    for record in records:
        wanted: dict[str, set[int]] = {}
        for mark in marks(record):
            wanted.setdefault(mark.token, set()).update(range(*mark.span))
        for token, places in wanted.items():
            text = "".join(one.article.text[place] for place in sorted(places))
            assert words_of(tree, token) == text, token
    assert {"e1.trigger", "e2.cue", "e1.place", "e2.source", "s1.speaker", "p1.deadline"} <= {
        token for tokens in tree.xpath("//span/@data-m") for token in tokens.split()
    }


def test_each_record_has_one_card_and_one_number_that_lead_to_each_other() -> None:
    tree = parsed(fragment(coding(), prefix="a-"))
    assert tree.xpath("//li[contains(@class, 'dm-card')]/@id") == ["a-e1", "a-e2", "a-p1", "a-s1"]
    assert tree.xpath("//a[contains(@class, 'dm-n')]/@href") == ["#a-e1", "#a-e2", "#a-p1", "#a-s1"]
    ids = tree.xpath("//@id")
    assert max(Counter(ids).values()) == 1
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_cards_say_what_codes_mean_and_what_is_assumed() -> None:
    said = {
        card.get("id"): " ".join(card.text_content().split()) for card in parsed(fragment(coding())).xpath("//li[@id]")
    }
    assert "○ CONSULT visit" in said["e1"] and "Ghana, Togo" in said["e1"] and "→" not in said["e1"]
    assert "Ghana, government, former leaders and elites" in said["e1"]
    assert "3 May 2011 “on Tuesday”" in said["e1"] and "Lomé, Maritime, Togo" in said["e1"]
    assert "planned" in said["e2"] and "RETREAT to come" in said["e2"] and "said by" in said["e2"]
    assert "pledges" in said["p1"] and "by June" in said["p1"]
    assert "endorses" in said["s1"] and "“We accept”" in said["s1"]


def test_words_under_several_records_are_marked_once_each() -> None:
    one = coding()
    inside = replace(one.statements[0], id="s2", content=((26, 60), (40, 80)))
    tree = parsed(fragment(replace(one, statements=(*one.statements, inside))))
    assert shown(tree) == [one.article.text]
    assert words_of(tree, "s2.content") == one.article.text[26:80]


@pytest.mark.parametrize("field", ["text", "title", "outlet", "standfirst", "url", "id"])
def test_text_from_outside_is_never_markup(field: str) -> None:
    hostile = "javascript:alert(5)//<b>" if field == "url" else HOSTILE
    one = coding()
    bare = Coding(one.coder, article(name="a b\"'<i>" if field == "id" else "a1"))
    given = bare if field == "id" else replace(bare, article=replace(bare.article, **{field: hostile}))  # type: ignore[arg-type]
    found = page(given)
    assert found.encode()
    tree = parsed(found)
    assert {node.tag for node in tree.iter() if isinstance(node.tag, str)} <= {
        "html", "head", "meta", "title", "style", "script", "body", "main", "article", "header", "h1", "h2", "p", "bdi",
        "div", "span", "button", "dialog", "dl", "dt", "dd", "kbd", "ul", "li", "form", "footer", "details", "summary",
        "a",
    }  # fmt: skip
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not [
        name for node in tree.iter() if isinstance(node.tag, str) for name in node.attrib if name.startswith("on")
    ]
    assert all(re.match("#|https?:", link) for link in tree.xpath("//@href | //@src"))
    assert not set("\x00\x1b\ud800") & set(found)


def test_records_over_hostile_text_keep_their_words() -> None:
    one = coding()
    text = HOSTILE.replace("\ud800", "?")
    statement = replace(one.statements[0], content=((0, 27),), cue=((30, 40),), speaker=None)
    tree = parsed(fragment(Coding(one.coder, article(text=text), statements=(statement,))))
    assert words_of(tree, "s1.content") == text[:27] == '<script>alert("1")</script>'


def test_a_page_stands_alone_and_lets_nothing_else_run() -> None:
    found = page(coding())
    (policy,) = parsed(found).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for name, content in (("style", STYLE), ("script", SCRIPT)):
        (inside,) = re.findall(f"<{name}>(.*?)</{name}>", found, re.S)
        assert inside == content
        assert f"sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}" in policy
    assert not re.findall(r"""(?:src=|href="|url\(|@import)(?!["']?(?:#|https://bay\.example/a1))""", found)
    assert " style=" not in found


def test_a_notebook_gets_the_report_without_a_script() -> None:
    found = coding()._repr_html_()
    tree = parsed(found)
    assert not tree.xpath("//script | //button | //input | //@*[starts-with(name(), 'on')]")
    assert len(tree.xpath("//li[contains(@class, 'dm-card')]")) == 4
    assert tree.xpath("//h3//text()") == ["Border to open"]
    assert all(name.startswith("dm-a1-") for name in tree.xpath("//@id"))


def test_reports_without_records_or_text_say_so() -> None:
    one = coding()
    assert "No record was made" in fragment(Coding(one.coder, one.article))
    assert "The report has no text" in fragment(Coding(one.coder, article(text="")))
    assert "no publication date" in fragment(Coding(one.coder, article(published=None)))


def test_a_headline_that_stands_in_the_text_is_shown_once() -> None:
    one = coding()
    text = "Border to open\n\nGhana met Togo."
    found = parsed(fragment(Coding(one.coder, article(text=text))))
    assert found.text_content().count("Border to open") == 1
    assert shown(found) == ["Border to open", "Ghana met Togo."]
