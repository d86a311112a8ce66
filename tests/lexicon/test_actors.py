"""Names found in a text, and what tables of actors may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.lexicon.actors import ActorTables, Entry, read_actors, slug
from dragoman.lexicon.files import Folder

COUNTRIES = """iso3,iso2,name,aliases,demonyms,capital
FJI,FJ,Fiji,Republic of Fiji,Fijian|Fijians,Suva
TON,TO,Tonga,,Tongan|Tongans,Nukuʻalofa|Nuku'alofa
"""
TABLES = {
    "countries": COUNTRIES,
    "regions": "name,aliases,demonyms,country,pre\nRotuma,,Rotuman,FJI,1\n",
    "organizations": "name,aliases,country,sector,secondary\nReef Forum,RF,,IGO,\nFiji Port Police,,FJI,COP,\n",
    "people": "name,aliases,country,sector,secondary,role,start,end,wikidata\n"
    "Ána Vea,,TON,GOV,,president of Tonga,2001-02-03,2005,Q1\n"
    "Semi Rao,,FJI,GOV,,secretary of state of Fiji,1999,,\n",
    "roles": "phrase,sector,secondary,kind\nminister,GOV,,person\nforeign minister,GOV,,person\n"
    "vice-chief,GOV,,person\nminister's office,GOV,,organization\n",
}
TEXT = "Fijians met the Republic of Fiji's FIJI PORT and Rotuman crews; Fiji Port Police and Ana Vea, not Fijiana."


def read(folder: Path, **changed: str) -> ActorTables:
    (folder / "actors").mkdir(parents=True, exist_ok=True)
    for name, content in {**TABLES, **changed}.items():
        (folder / "actors" / f"{name}.csv").write_text(content, encoding="utf-8")
    return read_actors(Folder(folder))


def test_names_are_found_longest_first_at_word_bounds(tmp_path: Path) -> None:
    tables = read(tmp_path)
    found = [TEXT[start:end] for start, end in tables.spans(TEXT)]
    assert found == ["Fijians", "Republic of Fiji", "FIJI", "Rotuman", "Fiji Port Police", "Ana Vea"]


def test_what_names_stand_for(tmp_path: Path) -> None:
    names = read(tmp_path).names
    (country,), (demonym,), (capital,), (region,) = names["Fiji"], names["Fijian"], names["Suva"], names["Rotuman"]
    assert (country.kind, demonym.kind, capital.kind) == ("country", "demonym", "capital")
    assert {country.id, demonym.id, capital.id} == {"FJI"}
    assert (region.id, region.country, region.secondary) == ("region:rotuma", "FJI", ("PRE",))
    (forum,) = names["RF"]
    assert (forum.name, forum.country, forum.sector) == ("Reef Forum", None, "IGO")


def test_a_name_is_found_with_and_without_accents(tmp_path: Path) -> None:
    names = read(tmp_path).names
    assert names["Ána Vea"] == names["Ana Vea"]


def test_offices_and_surnames(tmp_path: Path) -> None:
    tables = read(tmp_path)
    (vea,) = tables.offices["TON", "president"]
    assert (vea.start, vea.end, vea.wikidata) == ("2001-02-03", "2005", "Q1")
    assert [entry.name for entry in tables.offices["FJI", "secretary of state"]] == ["Semi Rao"]
    assert tables.surnames["Vea"] == (vea,)


def test_role_phrases_stand_as_the_tokenizer_splits_them(tmp_path: Path) -> None:
    tables = read(tmp_path)
    assert tables.roles["vice - chief"].phrase == "vice-chief"
    assert tables.roles["minister 's office"].kind == "organization"
    assert tables.role_heads["minister"] == 2


@pytest.mark.parametrize("table", ["regions", "organizations", "people"])
def test_an_unknown_country_is_named_with_table_and_entry(tmp_path: Path, table: str) -> None:
    with pytest.raises(LexiconError, match=rf"{table}.csv: '.*' has the unknown country code 'XFJ'"):
        read(tmp_path, **{table: TABLES[table].replace("FJI", "XFJ")})


def test_a_role_without_a_sector_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"roles.csv: 'reef warden' has no sector"):
        read(tmp_path, roles=TABLES["roles"] + "reef warden,,,person\n")


@pytest.mark.parametrize(
    ("name", "expected"), [("Kim Jong-un", "kim-jong-un"), ("Ána  Vea's", "ana-vea-s"), ("政府", "unnamed")]
)
def test_identifiers_are_plain_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_gender_by_courtesy_and_title() -> None:
    naming = lexicon.load().actors.naming
    assert naming.gender(["Mrs.", "Vea"]) == "she"
    assert naming.gender(["King", "Vea"]) == "he"
    assert naming.gender(["Vea"]) is None


def test_our_own_tables_read_everyday_names() -> None:
    found = lexicon.load().actors.find("The Kremlin and the U.S. met NATO in Addis Ababa; the usual cuss words fell.")
    kinds: dict[str, Entry] = {entries[0].name: entries[0] for _, entries in found}
    assert {entry.country for entry in kinds.values()} == {"RUS", "USA", None, "ETH"}
    assert len(found) == 4


def test_names_of_several_words_are_known_in_capitals() -> None:
    found = lexicon.load().actors.find("AFRICAN UNION ENVOYS LEFT")
    assert [(span, entries[0].name) for span, entries in found] == [((0, 13), "African Union")]
