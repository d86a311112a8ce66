"""What other data sets call things: CAMEO event codes, countries and sectors as GDELT and ICEWS write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder, cells


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO event code.

    `label` is the text that ICEWS writes for it, `quad_class` GDELT's (1 and 2 verbal and material cooperation, 3 and 4
    conflict), `goldstein` GDELT's score and `intensity` ICEWS's, both from -10 to 10.
    """

    code: str
    label: str
    quad_class: int
    goldstein: float
    intensity: float

    @property
    def base(self) -> str:
        """The code's category: the first three digits, or the root where it has but two."""
        return self.code[:3]

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Country:
    """A country elsewhere: FIPS 10-4 (None where it has none), CAMEO's three letters, the name that ICEWS writes.

    `iso2` is ISO 3166 alpha-2.
    """

    fips: str | None
    cameo: str
    icews: str
    iso2: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector or body, or a pair `PTY OPP`, elsewhere.

    `cameo` is a type code, `rank` its place in a CAMEO actor code (1 primary role, 2 party, 3 secondary role); `group`
    and `country` are what GDELT writes for the body itself; `icews` are sector names, the narrowest first; `ftm` is
    what FollowTheMoney calls an organization of this sector, None where it has no word for it.
    """

    rank: int
    cameo: str | None
    group: str | None
    country: str | None
    icews: tuple[str, ...]
    ftm: str | None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Event codes by CAMEO code, countries by ISO 3166 alpha-3, sectors by code or pair of codes."""

    events: Mapping[str, CameoCode]
    countries: Mapping[str, Country]
    sectors: Mapping[str, Sector]

    def cameo_types(self, sectors: Sequence[str]) -> tuple[str, ...]:
        """CAMEO type codes of an actor's sectors (primary first), in CAMEO's order: `OPP`, `PTY`, `LAB`.

        Sectors that CAMEO has no type for are left out.
        """
        known = sorted((self.sectors[code] for code in sectors if code in self.sectors), key=lambda s: s.rank)
        return tuple(dict.fromkeys(sector.cameo for sector in known if sector.cameo))

    def icews_sectors(self, sectors: Sequence[str]) -> tuple[str, ...]:
        """ICEWS sector names of an actor's sectors (primary first).

        A primary sector and a secondary one that ICEWS has one name for give that name alone: a party in opposition.
        """
        if not sectors:
            return ()
        primary, *secondary = sectors
        pairs = {code: f"{primary} {code}" for code in secondary}
        keys = [pair if pair in self.sectors else code for code, pair in pairs.items()]
        if not any(pair in self.sectors for pair in pairs.values()):
            keys.insert(0, primary)
        return tuple(dict.fromkeys(name for key in keys if key in self.sectors for name in self.sectors[key].icews))


def read_crosswalk(folder: Folder) -> Crosswalk:
    """`archive/cameo.csv`, `archive/countries.csv` and `archive/sector_codes.csv`.

    Raises LexiconError for a number that is none.
    """
    try:
        return Crosswalk(
            {row["code"]: _event(row) for row in folder.rows("archive/cameo.csv")},
            {
                row["iso3"]: Country(row["fips"] or None, row["cameo"], row["icews"], row["iso2"])
                for row in folder.rows("archive/countries.csv")
            },
            {row["sectors"]: _sector(row) for row in folder.rows("archive/sector_codes.csv")},
        )
    except ValueError as error:
        raise LexiconError(f"archive/cameo.csv or archive/sector_codes.csv: {error}") from error


def _event(row: Mapping[str, str]) -> CameoCode:
    return CameoCode(
        row["code"], row["label"], int(row["quad_class"]), float(row["goldstein"]), float(row["intensity"])
    )


def _sector(row: Mapping[str, str]) -> Sector:
    return Sector(
        int(row["rank"] or 0), row["cameo"] or None, row["group"] or None, row["country"] or None,
        cells(row["icews"]), row["ftm"] or None,
    )  # fmt: skip
