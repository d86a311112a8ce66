"""A user's tables laid over ours: what they replace, what they add, and how a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.lexicon.files import Folder, cells


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    write(tmp_path / "ours", "actors/boats.csv", "name,country\nAtu,FJI\nBelo,TON\nBelo,WSM\n")
    write(tmp_path / "ours", "events/b.toml", 'x = "ours"')
    write(tmp_path / "ours", "events/a.toml", "x = 1")
    return tmp_path / "ours"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    (tmp_path / "theirs").mkdir()
    return tmp_path / "theirs"


def test_a_users_row_replaces_all_of_ours_with_its_first_cell_and_others_are_added(ours: Path, theirs: Path) -> None:
    write(theirs, "actors/boats.csv", "name,country\nBelo,TUV\nCava,NRU\n")
    found = [(row["name"], row["country"]) for row in Folder(ours, theirs).rows("actors/boats.csv")]
    assert found == [("Atu", "FJI"), ("Belo", "TUV"), ("Cava", "NRU")]


def test_two_rows_of_one_name_in_one_table_both_stay(ours: Path) -> None:
    assert [row["country"] for row in Folder(ours).rows("actors/boats.csv")] == ["FJI", "TON", "WSM"]


def test_a_table_that_only_the_user_has_is_read(ours: Path, theirs: Path) -> None:
    write(theirs, "actors/planes.csv", "name\nDua\n")
    assert list(Folder(ours, theirs).rows("actors/planes.csv")) == [{"name": "Dua"}]
    assert list(Folder(ours).rows("actors/planes.csv")) == []


def test_toml_files_come_in_a_fixed_order_ours_first(ours: Path, theirs: Path) -> None:
    write(theirs, "events/a.toml", 'x = "theirs"')
    found = [(name, table["x"]) for name, table in Folder(ours, theirs).tables("events/*.toml")]
    assert found == [("a.toml", 1), ("b.toml", "ours"), ("a.toml", "theirs")]


@pytest.mark.parametrize(
    ("row", "line"), [("Cava", 4), ("Cava,NRU,extra", 4), ('"Ca\nva",NRU\nDua', 5)], ids=["short", "long", "after"]
)
def test_a_row_of_another_length_is_named_by_file(theirs: Path, row: str, line: int) -> None:
    path = write(theirs, "actors/boats.csv", f"name,country\nAtu,FJI\nBelo,TON\n{row}\n")
    with pytest.raises(LexiconError, match=f"boats.csv:{line}: the row does not have 2 cells") as error:
        list(Folder(theirs).rows("actors/boats.csv"))
    assert str(path) in str(error.value)


def test_a_toml_file_that_is_none_is_named(theirs: Path) -> None:
    path = write(theirs, "events/a.toml", "[[rule]\n")
    with pytest.raises(LexiconError) as error:
        list(Folder(theirs).tables("events/*.toml"))
    assert str(path) in str(error.value)


@pytest.mark.parametrize("name", ["actors/boats.csv", "events/a.toml"])
def test_a_file_in_another_encoding_is_named(theirs: Path, name: str) -> None:
    path = write(theirs, name, "")
    path.write_bytes("x = 'Curaçao'".encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8") as error:
        (list(Folder(theirs).rows(name)), list(Folder(theirs).tables(name)))
    assert str(path) in str(error.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="nowhere: no such folder"):
        lexicon.load(tmp_path / "nowhere")


def test_cells_hold_several_values() -> None:
    assert cells("Fiji| Viti ||") == ("Fiji", "Viti")
    assert cells("") == cells(None) == ()


# The whole lexicon


def test_the_fingerprint_tells_whose_words_were_used(tmp_path: Path) -> None:
    def fingerprint(name: str, file: str | None, content: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        if file is not None:
            write(folder, file, content)
        return lexicon.load(folder).fingerprint

    table = "phrase,sector,secondary,kind\nreef warden,GOV,,person\n"
    one = fingerprint("one", "actors/roles.csv", table)
    same = fingerprint("same", "actors/roles.csv", table)
    changed = fingerprint("changed", "actors/roles.csv", table.replace("GOV", "COP"))
    moved = fingerprint("moved", "events/roles.toml", "")
    empty = fingerprint("empty", None, "")
    readme = fingerprint("readme", "README.md", "our tables")
    assert one == same
    assert len({one, changed, moved, empty}) == 4
    assert readme == empty == lexicon.load().fingerprint


def test_a_users_country_name_replaces_the_row_of_that_country(tmp_path: Path) -> None:
    header = "iso3,iso2,name,aliases,demonyms,capital\n"
    write(tmp_path, "actors/countries.csv", header + "FJI,FJ,Viti,,Vitian,Suva\n")
    actors = lexicon.load(tmp_path).actors
    assert [entry.country for entry in actors.names["Viti"]] == ["FJI"]
    assert not any(entry.country == "FJI" for entry in actors.names.get("Fijian", ()))
    assert any(entry.country == "TON" for entry in actors.names["Tongan"])
