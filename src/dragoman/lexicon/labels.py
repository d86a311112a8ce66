"""What codes are called in plain words: countries, sectors, types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.lexicon.codes import Codes
from dragoman.lexicon.files import Folder


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of countries by ISO 3166 alpha-3 code and short names of sectors and international actors by code.

    `definitions` say what types mean, and each with its modes as `TYPE:mode`.
    """

    countries: Mapping[str, str]
    sectors: Mapping[str, str]
    definitions: Mapping[str, str]

    def in_words(self, country: str | None, sectors: Iterable[str | None] = ()) -> str:
        """A country and sectors as people say them: `RUS`, `GOV` is "Russia, government"; empty without any."""
        names = [self.countries.get(country, country)] if country else []
        return ", ".join([*names, *(self.sectors.get(one, one) for one in sectors if one)])


def read_labels(folder: Folder, codes: Codes) -> Labels:
    """Names from `actors/countries.csv` and `archive/sector_names.csv`, definitions from the codes."""
    return Labels(
        countries={row["iso3"]: row["name"] for row in folder.rows("actors/countries.csv")},
        sectors={row["code"]: row["name"] for row in folder.rows("archive/sector_names.csv")},
        definitions=dict(zip(codes.names, (code.definition for code in codes.types.values()), strict=True)),
    )
