"""What a stretch of text is about: stems of its content words, and the event that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dragoman.lexicon.bearing import Bearing

_WORD = re.compile(r"[^\W_]+")


class Stems(dict[str, str]):
    """Stem by word in lower case, worked out when a word is first asked for; empty for words that say nothing."""

    def __init__(self, bearing: Bearing) -> None:
        super().__init__()
        self._bearing = bearing

    def __missing__(self, word: str) -> str:
        stem = self[word] = self._stem(word)
        return stem

    def of(self, text: str | None) -> list[str]:
        """Stems of the content words of a text, each once, in their order."""
        found = dict.fromkeys(self[word] for word in _WORD.findall((text or "").lower()))
        found.pop("", None)
        return list(found)

    def _stem(self, word: str) -> str:
        tables = self._bearing
        if word in tables.stop or (len(word) == 1 and not word.isdigit()):
            return ""
        word = tables.forms.get(word, word)
        ending = next((e for e in tables.endings if word.endswith(e) and len(word) - len(e) >= 3), "")
        stem = word[: len(word) - len(ending)]
        if ending in tables.doubling and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in tables.doubled:
            stem = stem[:-1]
        return stem[: tables.length]


class Contents:
    """Reads what positions and events are about."""

    def __init__(self, bearing: Bearing) -> None:
        self._bearing = bearing
        self.stems = Stems(bearing)
        self._countries = {
            code: frozenset(stem for name in names for stem in self.stems.of(name))
            for code, names in bearing.countries.items()
        }
        self._country = {
            stems[0]: code
            for code, names in bearing.countries.items()
            for stems in map(self.stems.of, names)
            if len(stems) == 1
        }
        self._named = {self.stems[word]: event for event, words in bearing.named.items() for word in words}
        self._stands = {act: frozenset(map(self.stems.__getitem__, words)) for act, words in bearing.stands_for.items()}

    def position(
        self, content: str | None, deadline: str | None, names: str | None, countries: Iterable[str]
    ) -> list[str]:
        """Stems of a position without those of its deadline and of the names of its parties."""
        apart = {*self.stems.of(deadline), *self.stems.of(names)}
        for country in countries:
            apart |= self._countries.get(country, frozenset())
        return [stem for stem in self.stems.of(content) if stem not in apart]

    def countries(self, content: str | None) -> list[str]:
        """Countries that a content names by one word (`Kenyan`)."""
        return list(dict.fromkeys(self._country[s] for s in self.stems.of(content) if s in self._country))

    def common(self, content: str | None, other: str | None) -> list[str]:
        """Words of a content whose stems stand in another text too."""
        stems = set(self.stems.of(other))
        return list(dict.fromkeys(w for w in _WORD.findall(content or "") if self.stems[w.lower()] in stems))

    def events(self, content: str, told: str | None, rule: str | None) -> list[str]:
        """The events that a content asks or promises, as labels: by the event that tells it, and by its own words.

        `told` is the base type of that event, `rule` the rule that found the event in it.
        """
        tables, words = self._bearing, _WORD.findall(content.lower())
        inner = tables.rules.get(rule or "", "")
        if not tables.turns["call_off"].isdisjoint(words[: tables.first]):
            meant = [told or "", *self._deeds(words)]
            return list(
                dict.fromkeys(tables.called_off[type_] for type_ in map(_type, meant) if type_ in tables.called_off)
            )
        if told in tables.same:
            candidates = (inner, tables.ends.get(inner.partition(":")[0], ""))  # the event, or that it ends
            return [next((event for event in candidates if event.partition(":")[0] == told), str(told))]
        found = [inner] if _type(inner) in tables.same else self._deeds(words)
        if tables.turns["end"].isdisjoint(words[: tables.first]):
            return found
        return [tables.ends.get(event.partition(":")[0], event) for event in found]

    def _deeds(self, words: Iterable[str]) -> list[str]:
        """What words name by themselves (`strike`)."""
        return list(dict.fromkeys(self._named[s] for s in map(self.stems.__getitem__, words) if s in self._named))

    def never(self, act: str, content: str) -> bool:
        """Whether the content is that something is not done; a refusal is that already."""
        words = _WORD.findall(content.lower())[: self._bearing.first]
        return act != "refuse" and not self._bearing.turns["never"].isdisjoint(words)

    def opens(self, words: str | None) -> bool:
        """Whether these words begin like a deadline (`by Friday`)."""
        return (words or "").lower().startswith(self._bearing.by)

    def wanted(self, events: Iterable[str]) -> list[str]:
        """Labels of the events that may be told as one of these."""
        return _by(self._bearing.same, events)

    def against(self, events: Iterable[str]) -> list[str]:
        """Labels of the events that go against these."""
        return _by(self._bearing.against, events)

    def stands_for(self, stems: Iterable[str]) -> list[str]:
        """Acts for whose content these stems stand (`the demand`), where they say nothing else."""
        found = set(stems)
        return [act for act, words in self._stands.items() if found and found <= words]


def _type(event: str) -> str:
    return event.partition(":")[0]


def _by(table: Mapping[str, tuple[str, ...]], events: Iterable[str]) -> list[str]:
    """What a table has for events, for their types where it has nothing for their modes; for no event under ``""``."""
    found: dict[str, None] = {}
    for event in list(events) or [""]:
        found |= dict.fromkeys(table.get(event) or table.get(event.partition(":")[0], ()))
    return list(found)
