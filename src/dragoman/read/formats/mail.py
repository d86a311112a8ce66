"""Mail (EML): newsletters and reports that were sent; the plain part, else the words of the HTML part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from dragoman.errors import SourceError
from dragoman.model.text import Skipped
from dragoman.read.article import Known, build
from dragoman.read.dates import Dated, parse_date
from dragoman.read.formats.given import Given, Item
from dragoman.read.markup import text_of_html

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]+):[ \t]")
_WANTED = ("from", "subject", "date")
_SIGNS = ("mime-version", "message-id", "received", "return-path", "content-type", "delivered-to")


def is_mail(given: Given) -> bool:
    """Whether a text begins with the head of a mail."""
    if given.text is None:
        return False
    head = given.text.lstrip("\ufeff\r\n")[:20_000].replace("\r\n", "\n").split("\n\n", 1)[0]
    names = {match[1].lower() for line in head.split("\n") if (match := _FIELD.match(line))}
    enough = sum(name in names for name in _WANTED) >= 2 and _FIELD.match(head) is not None
    return enough and (given.suffixed(".eml") or any(name in names for name in _SIGNS))


def read_mail(given: Given) -> Iterator[Item]:
    """The one article of a mail; what is attached is named and not read."""
    try:
        message = message_from_bytes(given.data().lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
        text = _text(message)
        known = _known(message)
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except (MessageError, LookupError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise SourceError("damaged", f"{given.source}: the mail is damaged: {error}") from error
    if not text.strip():
        raise SourceError("empty", f"{given.source}: there is no text in the mail")
    yield build(text, given.source, known, given.reading.fallback)
    for name in attached:
        place = f"{given.source}#{name}"
        yield Skipped(place, given.source, "attachment", f"{place}: what is attached to mails is not read")


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content()).replace("\r\n", "\n")
    return text_of_html(content) if part.get_content_type() == "text/html" else content.strip("\n")


def _known(message: EmailMessage) -> Known:
    name = parseaddr(str(message.get("From") or ""))[0]
    published = _date(str(message.get("Date") or ""))
    return Known(
        title=" ".join(str(message.get("Subject") or "").split()) or None,
        outlet=name or None,
        published=published,
        basis="given" if published else None,
    )


def _date(words: str) -> Dated | None:
    return parse_date(re.sub(r"\s*\([^()]*\)\s*$", "", words))
