"""A user's own rules on their own examples: which set them off, which do not, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.events.extractor import Findings
from dragoman.lexicon.rules import Operator, Rule
from dragoman.model.text import Article
from dragoman.parse.nlp import Parse
from dragoman.pipeline import Coder


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence that a rule or operator was tried on.

    `wanted` says that it should set the rule off, `fired` that it did; `why` says what kept it from it, or what was
    found instead, and is empty where all is well.
    """

    id: str
    sentence: str
    wanted: bool
    fired: bool
    why: str

    @property
    def holds(self) -> bool:
        """Whether the rule does what its author says."""
        return self.wanted == self.fired


def try_own(coder: Coder) -> Iterator[Trial]:
    """The rules and operators of the user's folder on each of their examples, then on their counter-examples."""
    for entry in coder.lexicon.events.own_entries():
        for wanted, sentences in ((True, entry.examples), (False, entry.not_examples)):
            for sentence in sentences:
                yield _trial(coder, entry, sentence, wanted)


def _trial(coder: Coder, entry: Rule | Operator, sentence: str, wanted: bool) -> Trial:
    parse, mentions = coder.read_actors(Article(id="example", text=sentence))
    _, findings = coder.examine(parse, mentions)
    if isinstance(entry, Operator):
        told = (event for some in findings.mentions.values() for event in some)
        fired = any(entry.id in (event.rule, *event.operators) for event in told)
    else:
        fired = any(event.rule == entry.id for event in findings.events)
    why = _why_not(entry, findings, parse) if wanted and not fired else ""
    return Trial(entry.id, sentence, wanted, fired, why)


def _why_not(entry: Rule | Operator, findings: Findings, parse: Parse) -> str:
    """What kept a rule from firing: its constraints, its parties, another rule, or that its words are not there."""
    for mismatch in (one for some in findings.mismatches for one in some):
        if mismatch.rule == entry.id:
            return mismatch.why
    for decision in findings.decisions:
        if decision.candidate.event.rule == entry.id and decision.verdict.refusal is not None:
            return decision.verdict.refusal.words
    others = sorted({event.rule or "" for event in findings.events})
    if others:
        return f"the sentence goes to {', '.join(others)}"
    lemmas = " ".join(lemma for tree in parse.trees for lemma in tree.lemmas)
    return f"its words are not among: {lemmas}"
