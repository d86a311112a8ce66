"""The head of a server's answer (RFC 9112), read as browsers do it: what is untidy in it loses nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 65_536
"""Bytes in which a head must end."""
_STATUS = re.compile(rb"\s*(?:HTTP/|ICY )[\d.]*\s*(\d{3})\b[^\r\n]*(?:\r?\n|\Z)")
_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z -]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and fields of a head, by their names in small letters, and where in the bytes the body begins."""

    status: int
    fields: Mapping[str, str]
    body: int

    def get(self, name: str) -> str | None:
        """A field, None where it is not there."""
        return self.fields.get(name.lower())


def parse_answer(data: bytes) -> Answer | None:
    """The head that some bytes begin with, None where they begin with none.

    Line ends of either kind, fields that go on in the next line, blanks around names and lines without a colon are
    taken as they come; of a field that is given twice the first counts.
    """
    status = _STATUS.match(data)
    if not status:
        return None
    end = _END.search(data, max(0, status.end() - 2))
    stop = end.start() if end else len(data)
    return Answer(int(status[1]), _fields(data[status.end() : stop]), end.end() if end else len(data))


def _fields(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in data.decode("latin-1").replace("\r\n", "\n").split("\n"):
        if line[:1] in (" ", "\t") and name:
            found[name] += f" {line.strip()}"
            continue
        before, colon, value = line.partition(":")
        name = before.strip().lower() if colon and _NAME.fullmatch(before) else ""
        if name in found:
            name = ""
        elif name:
            found[name] = value.strip()
    return found


def media_of(value: str | None) -> tuple[str, str | None]:
    """The media type and the charset that a `Content-Type` names, in small letters."""
    words = (value or "").replace('"', "").replace("'", "")
    media = words.split(";")[0].split(",")[0].strip().lower()
    charset = re.search(r"charset\s*=\s*([A-Za-z0-9_.:-]+)", words, re.I)
    return media, charset[1].lower() if charset else None
