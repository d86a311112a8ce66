"""What codes are called in plain words: countries, sectors, types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dragoman.lexicon.files import DATA, Folder


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """Names of countries by ISO 3166 alpha-3 code."""
    return {row["iso3"]: row["name"] for row in Folder(DATA).rows("actors/countries.csv")}


@lru_cache(maxsize=1)
def sector_names() -> Mapping[str, str]:
    """Short names of PLOVER's sectors and international actors by code."""
    return {row["code"]: row["name"] for row in Folder(DATA).rows("archive/sector_names.csv")}


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, str]:
    """What PLOVER's types mean, and each with its modes as `TYPE:mode`."""
    found: dict[str, str] = {}
    for _, table in Folder(DATA).tables("codes/types.toml"):
        for name, row in table["types"].items():
            found[name] = row["definition"]
            found |= {f"{name}:{mode}": values["definition"] for mode, values in row.get("modes", {}).items()}
    return found


def in_words(country: str | None, sectors: Iterable[str | None] = ()) -> str:
    """A country and sectors as people say them: `RUS`, `GOV` is "Russia, government"; empty without any."""
    names = [country_names().get(country, country)] if country else []
    return ", ".join([*names, *(sector_names().get(one, one) for one in sectors if one)])
