"""How archives of news write what they know of a report in their exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one archive: `fields` maps a label in small letters to its field, the empty one for others."""

    fields: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]

    def field(self, label: str) -> str | None:
        """What a label gives, `""` where that is not used, None where it is no label."""
        return self.fields.get(" ".join(label.lower().split()))


@dataclass(frozen=True, slots=True)
class Exports:
    """The labels of all archives by name, and the codes of languages by their names."""

    labels: Mapping[str, Labels]
    languages: Mapping[str, str]


def read_exports(folder: Folder) -> Exports:
    """The words in `read/archives.toml`."""
    merged = {name: dict(part) for _, content in folder.tables("read/archives.toml") for name, part in content.items()}
    languages = {name.lower(): str(code) for name, code in merged.pop("languages", {}).items()}
    return Exports({name: _labels(parts) for name, parts in merged.items()}, languages)


def _labels(parts: Mapping[str, list[str]]) -> Labels:
    fields = {word.lower(): "" if part == "others" else part for part, words in parts.items() for word in words}
    return Labels(fields, {part: tuple(map(str.lower, words)) for part, words in parts.items()})
