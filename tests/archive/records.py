"""Codings made by hand, so that no test of the archive needs the language model."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model.mention import Actor, Moment, Place
from dragoman.model.record import (
    Attribution,
    CoderInfo,
    Coding,
    DateRange,
    Deadline,
    Event,
    Evidence,
    Party,
    Position,
    Source,
    Speaker,
    Statement,
    Where,
)  # fmt: skip
from dragoman.model.text import Article, Dateline, Note, Problem

INFO = CoderInfo("dragoman", "0.1.0", "hand 1.0", "sha256:first")
LATER = replace(INFO, version="0.2.0", rules="sha256:second")

TEXT = (
    "LOMÉ, 3 May (Bay Wire) — Ghana’s president met Togo’s premier in Lomé on Tuesday and pledged\n"
    "to reopen the border by June. “We accept,” said Togo."
)


def article(name: str = "a1", text: str = TEXT, published: str | None = "2011-05-04", **known: object) -> Article:
    """An article; without more it has everything that an article can have."""
    usual = Article(
        id=name, text=text, title="Border to open", standfirst="Leaders met", byline=("A. Mensah",), outlet="Bay Wire",
        url=f"https://bay.example/{name}", language="en", published=published,
        published_precision="day" if published else None, published_basis="given" if published else None,
        retrieved="2011-05-06", dateline=Dateline("LOMÉ", "2011-05-03", (0, 24)), extra={"desk": "west"},
        source="wire.jsonl:1", notes=(Note("no-byline", "nobody signs it"),),
    )  # fmt: skip
    return replace(usual, **known)  # type: ignore[arg-type]


def coding(one: Article | None = None, info: CoderInfo = INFO) -> Coding:
    """A coding with every kind of record, each field set somewhere; its spans fit `TEXT`."""
    one = one or article()

    def span(words: str) -> tuple[int, int]:
        start = one.text.index(words)
        return start, start + len(words)

    sentence = (25, one.text.index(" “We"))
    ghana = Party("GHA", span("Ghana’s president"), "GHA", "GOV", ("ELI",))
    togo = Party("TGO", span("Togo’s premier"), "TGO", "GOV")
    tuesday = DateRange("2011-05-03", "2011-05-03", "day", "text", span("on Tuesday"))
    meeting = Event(
        id="e1", type="CONSULT", modes=("visit",), contexts=("diplomatic",), modality="actual", modality_cue=None,
        base_type="CONSULT", actors=(ghana, togo), recipients=(), trigger=span("met"), sentence=sentence,
        date=tuesday, place=Where("geonames:2365267", span("Lomé")), attribution=Attribution(), central=True,
        confidence=0.8, cameo="042", quad_class=1, score=4.0,
        evidence=(Evidence(sentence, span("met")),), rule="consult-meet", reciprocal=True,
    )  # fmt: skip
    opening = replace(
        meeting, id="e2", type="AGREE", base_type="RETREAT", modes=(), actors=(ghana,), recipients=(togo,),
        modality="future", modality_cue=span("pledged"), trigger=span("reopen"), date=None, place=None, central=False,
        attribution=Attribution("s1", Source("TGO", span("Togo."))), rule=None, reciprocal=False,
    )  # fmt: skip
    return Coding(
        coder=info, article=one, sentences=2, sentence_starts=(25, sentence[1] + 1),
        notes=(*one.notes, Note("thin", "little is said")),
        actors=(
            Actor("GHA", "Ghana", "country", "GHA", "GOV", ("ELI",), "president", "Q117", (span("Ghana’s president"),)),
            Actor("TGO", "Togo", "country", "TGO", "GOV", (), None, None, (span("Togo’s premier"), span("Togo."))),
        ),
        places=(Place("geonames:2365267", "Lomé", 6.13, 1.22, "TGO", "Maritime", "PPLC", (span("Lomé"),)),),
        times=(Moment(span("by June"), "DATE", "2011-06", "2011-06-30", "2011-06-30", "month", "END"),),
        events=(meeting, opening),
        statements=(
            Statement("s1", "direct", "endorse", Speaker("TGO", span("Togo.")), None, (span("said"),),
                      (span("We accept"),)),
        ),
        positions=(
            Position("p1", "pledge", ghana, (togo,), span("reopen the border by June"), None, None,
                     Deadline("2011-06-30", "2011-06-30", "month", "text", span("by June")), None, "e2", sentence),
        ),
    )  # fmt: skip


def problem(name: str = "wire.jsonl:9") -> Problem:
    """A line that could not be read."""
    return Problem(name, "wire.jsonl", "bad-json", f"{name}: not JSON")
