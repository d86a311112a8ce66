"""What the columns of a panel mean, and what the panel was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from dragoman import __version__, lexicon

if TYPE_CHECKING:
    import duckdb

    from dragoman.query.panel import PanelOptions

_MEANS = {
    "country": "code of the state",
    "country_a": "code of the state that acts; in an undirected panel the smaller code",
    "country_b": "code of the other state",
    "iso3": "country of today that stands for the state",
    "iso3_a": "country of today that stands for country_a",
    "iso3_b": "country of today that stands for country_b",
    "period": "first day of the period",
    "n_events": "events",
    "quad_1": "events of verbal cooperation",
    "quad_2": "events of material cooperation",
    "quad_3": "events of verbal conflict",
    "quad_4": "events of material conflict",
    "score_sum": "sum of the events' PLOVER scores",
    "score_mean": "mean of the events' PLOVER scores; empty without one",
    "goldstein_sum": "sum of the Goldstein scores of the events' CAMEO codes",
    "goldstein_mean": "mean of those Goldstein scores; empty without one",
    "n_articles": "different articles that report the events",
    "n_stories": "different stories among the events; empty if not sought",
}


def meaning(column: str) -> str:
    """What a column of a panel holds, in less than 80 characters (Stata's limit)."""
    types = {f"n_{name.lower()}": name for name in lexicon.load().codes.names}
    return f"events of the PLOVER type {types[column]}" if column in types else _MEANS[column]


def made_of(base: duckdb.DuckDBPyConnection, options: PanelOptions, first: date, last: date) -> Mapping[str, str]:
    """Version, coders and settings of a panel, and the days that it spans."""
    coders = base.execute(
        "SELECT name, version, model, rules FROM coders SEMI JOIN articles USING (coder) ORDER BY ALL"
    )
    asked = {field.name.strip("_"): getattr(options.filters, field.name) for field in fields(options.filters)}
    return {
        "dragoman": __version__,
        "coder": "; ".join(" ".join(row) for row in coders.fetchall()),
        "unit": options.unit,
        "codes": options.codes,
        "directed": "yes" if options.directed else "no",
        "role": options.role,
        "first": str(first),
        "last": str(last),
        **{name: _words(value) for name, value in asked.items() if value and name not in ("since", "until")},
    }


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def codebook(columns: Iterable[tuple[str, str]], settings: Mapping[str, str], notes: Iterable[str]) -> Iterator[str]:
    """The lines of a data dictionary in Markdown; `columns` are names and types in their order."""
    yield "# Codebook"
    yield ""
    yield "| setting | value |"
    yield "|---|---|"
    yield from (f"| {name} | {_cell(value)} |" for name, value in settings.items())
    yield ""
    yield "| column | type | holds |"
    yield "|---|---|---|"
    yield from (f"| {name} | {type_} | {meaning(name)} |" for name, type_ in columns)
    yield ""
    yield from (f"- {note}" for note in notes)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
