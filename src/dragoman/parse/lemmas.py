"""Dictionary forms, from the parser's own tables but without its slow rule matcher.

spaCy's lemmatizer needs coarse tags, which its attribute ruler sets at 15 % of the cost of a run. The fine tag
says as much, so the same exception, rule and index tables are used here directly and answers are remembered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_PREFIXES = ("counter", "over", "re", "un", "dis", "mis", "out", "pre", "co", "de")
_CLASSES = {"V": "verb", "N": "noun", "J": "adj", "R": "adv", "M": "verb"}


class Lemmas:
    """Looks dictionary forms up by word and Penn tag."""

    def __init__(self, lookups: Any) -> None:
        rules, index, exceptions = (lookups.get_table(f"lemma_{name}") for name in ("rules", "index", "exc"))
        kinds = set(_CLASSES.values())
        self._rules: dict[str, Sequence[tuple[str, str]]] = {kind: rules.get(kind, ()) for kind in kinds}
        self._index: dict[str, frozenset[str]] = {kind: frozenset(index.get(kind, ())) for kind in kinds}
        self._exceptions: dict[str, Mapping[str, Sequence[str]]] = {k: exceptions.get(k, {}) for k in kinds}
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, word: str, tag: str) -> str:
        """The lower-case dictionary form of a word with this tag."""
        key = (word, tag)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(word.lower(), tag)
        return found

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is, or is a form of, a verb, noun or adjective of the dictionary."""
        return any(
            word in self._index[kind]
            or word in self._exceptions[kind]
            or self._stem(word, kind, self._index[kind]) in self._index[kind]
            for kind in ("verb", "noun", "adj")
        )

    def _find(self, word: str, tag: str) -> str:
        if tag == "VB" and word not in self._index["verb"] and word in self._exceptions["verb"]:
            return self._exceptions["verb"][word][0]  # `after the army overthrew`: the tag is a guess
        if tag in ("NNP", "NN", "VB", "JJ"):
            return word
        kind = _CLASSES.get(tag[:1])
        if tag == "PRP$" or kind is None:
            return word
        exceptions = self._exceptions[kind].get(word)
        if exceptions:
            return exceptions[0]
        if tag == "VBP" and word in self._index[kind]:
            return word
        return self._prefixed(word, kind) or self._stem(word, kind, self._index[kind]) or word

    def _prefixed(self, word: str, kind: str) -> str | None:
        """The form of a word that only without its prefix is in the dictionary: `reconnected`."""
        index = self._index[kind]
        if self._stem(word, kind, index) in index:
            return None
        for prefix in _PREFIXES:
            rest = word.removeprefix(prefix)
            stem = self._stem(rest, kind, index) if rest != word else None
            if stem is not None and stem in index:
                return prefix + stem
        return None

    def _stem(self, word: str, kind: str, index: frozenset[str]) -> str | None:
        """The first form that a suffix rule makes and the index knows, else the first form made."""
        first = None
        for old, new in self._rules[kind]:
            if word.endswith(old):
                form = word[: len(word) - len(old)] + new
                if form in index:
                    return form
                first = first or form
        return first
