"""Candidates with their verdicts as rows of an Arrow table: all that a verdict sees, and what was decided."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from dragoman.extract.events.candidate import Candidate, Decision, Verdict
from dragoman.extract.events.event_mention import EventMention
from dragoman.model.mention import Mention
from dragoman.model.text import Span
from dragoman.parse.tree import Tree

SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
_WORDS = pa.list_(pa.string())
PARTY = pa.struct(
    [
        ("actor", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("secondary", _WORDS),
        ("role", pa.string()),
        ("form", pa.string()),
        ("origin", pa.string()),
        ("step", pa.string()),
        ("weak", pa.bool_()),
        ("plural", pa.bool_()),
        ("span", SPAN),
    ]
)
_READ = [
    ("type", pa.string()),
    ("mode", pa.string()),
    ("base_type", pa.string()),
    ("modality", pa.string()),
    ("modality_cue", SPAN),
    ("actors", pa.list_(PARTY)),
    ("recipients", pa.list_(PARTY)),
]
SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("sentence_number", pa.int32()),
        ("sentence", SPAN),
        ("trigger", SPAN),
        *_READ,
        ("source", PARTY),
        ("operators", _WORDS),
        ("rule", pa.string()),
        ("reciprocal", pa.bool_()),
        ("by_verb", pa.bool_()),
        ("perfect", pa.bool_()),
        ("of_talks", pa.bool_()),
        ("state", pa.string()),
        ("clause", pa.string()),
        ("lemma", pa.string()),
        ("light_verb", SPAN),
        ("slots", pa.list_(pa.struct([("slot", pa.string()), ("head", SPAN)]))),
        ("complements", pa.list_(SPAN)),
        ("headline", pa.bool_()),
        ("absorbed_by", SPAN),
        ("purpose", pa.bool_()),
        ("unmeant", pa.bool_()),
        ("matter", pa.string()),
        ("statement", pa.string()),
        ("statement_kind", pa.string()),
        ("words_of_politics", pa.int32()),
        ("words_of_games", pa.int32()),
        ("words_of_others", pa.int32()),
        ("accepted", pa.bool_()),
        ("refusal", pa.string()),
        ("stage", pa.string()),
        ("decided_by", pa.string()),
        ("confidence", pa.float64()),
        ("central", pa.float64()),
        *((f"decided_{name}", kind) for name, kind in _READ),
    ]
)
"""One row a candidate. `decided_…` is how the verdict reads it, `refusal` and `stage` say why it is no event; spans are
in code points of the article's text."""


def row(article_id: str, decision: Decision) -> dict[str, Any]:
    """A candidate with its verdict."""
    candidate, verdict = decision.candidate, decision.verdict
    return {
        "article_id": article_id, "sentence_number": candidate.tree.index + 1, **_proposed(candidate),
        **_stands(candidate), **_decided(candidate.tree, verdict),
    }  # fmt: skip


def _proposed(candidate: Candidate) -> dict[str, Any]:
    event, tree = candidate.event, candidate.tree
    return {
        "sentence": _span(tree.span), "trigger": _span(tree.chars(*event.trigger)), **_event(tree, event),
        "source": event.source and _party(event.source), "operators": list(event.operators), "rule": event.rule or None,
        "reciprocal": event.reciprocal, "by_verb": event.carried, "perfect": event.perfect, "of_talks": event.anaphor,
        "state": event.state,
    }  # fmt: skip


def _stands(candidate: Candidate) -> dict[str, Any]:
    """Its clause, and how it stands in sentence and article."""
    tree, clause, statement = candidate.tree, candidate.clause, candidate.statement
    heads = [(name, token) for name, tokens in clause.slots.items() for token in tokens]
    return {
        "clause": clause.kind, "lemma": clause.lemma, "light_verb": _token(tree, clause.through),
        "slots": [{"slot": name, "head": _token(tree, token)} for name, token in heads],
        "complements": [_token(tree, token) for token in clause.complements], "headline": candidate.headline,
        "absorbed_by": _token(tree, candidate.absorbed_by), "purpose": candidate.purpose,
        "unmeant": candidate.unmeant, "matter": candidate.matter, "statement": statement and statement.id,
        "statement_kind": statement and statement.kind, "words_of_politics": candidate.topics.politics,
        "words_of_games": candidate.topics.games, "words_of_others": candidate.topics.other,
    }  # fmt: skip


def _decided(tree: Tree, verdict: Verdict) -> dict[str, Any]:
    refusal = verdict.refusal
    return {
        "accepted": verdict.accepted, "refusal": refusal and refusal.words, "stage": refusal and refusal.stage,
        "decided_by": verdict.by, "confidence": verdict.confidence, "central": verdict.central,
        **{f"decided_{name}": value for name, value in _event(tree, verdict.event).items()},
    }  # fmt: skip


def _event(tree: Tree, event: EventMention) -> dict[str, Any]:
    return {
        "type": event.type, "mode": event.mode, "base_type": event.base_type, "modality": event.modality,
        "modality_cue": _token(tree, event.cue), "actors": list(map(_party, event.actors)),
        "recipients": list(map(_party, event.recipients)),
    }  # fmt: skip


def _party(mention: Mention) -> dict[str, Any]:
    return {
        "actor": mention.actor, "name": mention.name, "kind": mention.kind, "country": mention.country,
        "sector": mention.sector, "secondary": list(mention.secondary), "role": mention.role, "form": mention.form,
        "origin": mention.origin, "step": mention.step, "weak": mention.weak, "plural": mention.plural,
        "span": _span(mention.span),
    }  # fmt: skip


def _token(tree: Tree, token: int | None) -> dict[str, int] | None:
    return None if token is None else _span(tree.chars(token, token))


def _span(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}
