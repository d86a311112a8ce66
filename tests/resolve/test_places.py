"""Which places a report names, which of their namesakes they are, and where an event took place."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator

import pytest

from dragoman import lexicon
from dragoman.lexicon import DATA
from dragoman.model.mention import Place
from dragoman.model.text import Article
from dragoman.parse.tree import Tree
from dragoman.pipeline import Coder
from dragoman.read.dateline import find_dateline
from dragoman.resolve.gazetteer import Gazetteer, fold, load_gazetteer
from dragoman.resolve.places import Sites, event_place, explain_places

Read = Callable[[str], dict[str, tuple[Place, str]]]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield load_gazetteer(lexicon.load())


@pytest.fixture(scope="module")
def read(coder: Coder, gazetteer: Gazetteer) -> Read:
    """Words of a text that name places → the place and the reason; the last mention counts."""

    def _read(text: str) -> dict[str, tuple[Place, str]]:
        article = Article(id="x", text=text, dateline=find_dateline(text))
        parse = next(coder.parser.parse([article]))
        found = explain_places(parse, coder.lexicon, gazetteer)
        return {article.words(s): (place, reason) for place, reason in found for s in place.mentions}

    return _read


# The gazetteer


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Saint-Louis", "st louis"),
        ("St. Louis", "st louis"),
        ("Łódź", "lodz"),
        ("N'Djamena", "ndjamena"),
        ("U.S.", "u s"),
    ],
)
def test_names_are_looked_up_without_accents_and_marks(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "country", "identity"),
    [
        ("Vladivostok", "RUS", "geonames:2013348"),
        ("Kiev", "UKR", "geonames:703448"),
        ("Kyiv", "UKR", "geonames:703448"),
        ("Pristina", "KOS", "geonames:786714"),
        ("United States", "USA", "geonames:6252001"),
        ("Donbas", "UKR", "place:donbas"),
    ],
)
def test_a_name_finds_its_place(gazetteer: Gazetteer, name: str, country: str, identity: str) -> None:
    senses = gazetteer.senses(name)
    assert (identity, country) in {(sense.id, sense.country) for sense in senses}


def test_a_town_knows_its_province(gazetteer: Gazetteer) -> None:
    assert any(sense.admin1 == "Texas" for sense in gazetteer.senses("Paris"))


def test_states_have_short_forms_that_are_no_names(gazetteer: Gazetteer) -> None:
    state = gazetteer.short("Miss.")
    assert state is not None
    assert state.name == "Mississippi"
    assert all(sense.name != "Mississippi" for sense in gazetteer.senses("Miss"))


def test_unknown_names_have_no_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.senses("Qwertzburg upon Nowhere") == ()
    assert "Qwertzburg upon Nowhere" not in gazetteer


@pytest.mark.parametrize("table", ["regions", "countries", "admin1", "districts"])
def test_tables_are_sorted_and_on_the_globe(table: str) -> None:
    with (DATA / "places" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [tuple(row.values())[:2] if table != "regions" else (row["name"],) for row in rows]
    assert keys == sorted(keys)
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in rows)


def test_regions_name_known_countries() -> None:
    with (DATA / "places/countries.csv").open(encoding="utf-8", newline="") as file:
        known = {row["iso3"] for row in csv.DictReader(file)}
    with (DATA / "places/regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["country"] for row in rows if row["country"]} <= known
    assert len({row["name"] for row in rows}) == len(rows) >= 250


# Which place is meant


def test_words_after_a_name_state_its_place(read: Read) -> None:
    places = read("The delegates met in Paris, Texas. A day later they left Paris.")
    assert places["Paris"][0].country == "USA"
    assert places["Paris"][0].admin1 == "Texas"
    assert places["Paris"][1] == "stated"
    assert len(places["Paris"][0].mentions) == 2


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("American diplomats met Cuban envoys in Naples on Friday.", "Naples", "ITA"),
        ("The Canadian trade minister met his Chilean colleague in London.", "London", "GBR"),
        ("A Canadian judge spoke in London.", "London", "GBR"),
        ("Floods hit Georgia and Alabama. Firefighters in Athens rescued nine people.", "Athens", "USA"),
    ],
)
def test_who_meets_does_not_say_where(read: Read, text: str, name: str, country: str) -> None:
    """A nationality says little of where, a state that is told as a place says much."""
    assert read(text)[name][0].country == country


def test_without_a_context_the_great_city_is_meant(read: Read) -> None:
    place, reason = read("Talks will resume in Paris next week.")["Paris"]
    assert (place.country, reason) == ("FRA", "size")


def test_two_stated_namesakes_are_two_places(read: Read) -> None:
    text = "A plane from Athens, Greece, and one from Athens, Georgia, collided."
    (plane, _), (other, _) = read(text)["Greece"], read(text)["Georgia"]
    assert (plane.country, other.country) == ("GRC", "USA")
    assert read(text)["Athens"][0].mentions == ((text.rindex("Athens"), text.rindex("Athens") + 6),)


def test_short_forms_of_states(read: Read) -> None:
    places = read("The trial opened in Springfield, Ill., on Monday.")
    assert places["Springfield"][0].admin1 == "Illinois"
    assert places["Ill."][0].name == "Illinois"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Fighting went on in the Libyan capital Tripoli.", "Tripoli", "LBY"),
        ("Lebanon's Tripoli saw new clashes.", "Tripoli", "LBN"),
        ("The president of Georgia met Armenian envoys in Tbilisi.", "Georgia", "GEO"),
        (
            "Voters in Georgia, Alabama and Florida went to the polls, officials in Atlanta said.",
            "Georgia",
            "USA",
        ),
        ("Canadian police said that the suspect had fled from Toronto to London, Ontario.", "London", "CAN"),
    ],
)
def test_the_context_decides(read: Read, text: str, name: str, country: str) -> None:
    assert read(text)[name][0].country == country


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Washington said that it would not take part.", "Washington", "PPLC"),
        ("Militants shelled a village in the Donbas.", "Donbas", "RGN"),
        ("A tanker was seized in the Strait of Hormuz.", "Strait of Hormuz", "STRT"),
        ("The army left the Golan Heights.", "Golan Heights", "RGN"),
    ],
)
def test_features(read: Read, text: str, name: str, feature: str) -> None:
    place, _ = read(text)[name]
    assert place.feature == feature
    assert place.lat is not None


def test_nationalities_point_to_their_country(read: Read) -> None:
    places = read("Turkish and Central American envoys spoke.")
    assert places["Turkish"][0].country == "TUR"
    assert places["Central American"][0].name == "Central America"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Senator Ana Diaz, R-Fla., and Bo Lund, D-Ohio, voted.", {"Fla.": "Florida", "Ohio": "Ohio"}),
        ("Rivers rose in Polk, Dallas and Lee counties.", {"Polk": "Polk County", "Lee": "Lee County"}),
        ("The Washington governor met envoys in Niger state.", {"Washington": "Washington", "Niger": "Niger"}),
        ("Soldiers killed four raiders in the Lac region of Chad.", {"Lac": "Lac", "Chad": "Chad"}),
    ],
)
def test_the_words_beside_a_name_say_what_it_is(read: Read, text: str, names: dict[str, str]) -> None:
    found = {words: place.name for words, (place, _) in read(text).items()}
    assert {words: found.get(words) for words in names} == names
    kinds = {words: place.feature for words, (place, _) in read(text).items() if words in names}
    assert all(kind in ("ADM1", "ADM2") or words == "Chad" for words, kind in kinds.items())


@pytest.mark.parametrize(
    ("text", "name", "country", "located"),
    [
        ("Two boys drowned in Bareto village in Jalandhar district.", "Bareto", "IND", True),
        ("A shop burnt at Coral Tree Island, Lagos.", "Coral Tree Island", "NGA", True),
        ("Rebels shelled the village of Tumbaro, Mali.", "Tumbaro", "MLI", False),
        ("Rebels shelled the village of Tumbaro.", "Tumbaro", None, False),
        ("Floods hit Malawi. French doctors flew to the village of Tumbaro.", "Tumbaro", "MWI", False),
        ("Floods hit Malawi and Zambia. Roads to the village of Tumbaro broke.", "Tumbaro", None, False),
    ],
)
def test_a_place_in_no_table_lies_in_what_the_words_say(
    read: Read, text: str, name: str, country: str | None, located: bool
) -> None:
    place = read(text)[name][0]
    assert (place.id[:5], place.country, place.lat is not None) == ("name:", country, located)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Department of Transportation closed a bridge.", "Transportation"),
        ("The Republic of Vietnam fell in 1975.", "Republic"),
    ],
)
def test_a_word_of_a_longer_name_is_no_place(read: Read, text: str, name: str) -> None:
    assert name not in read(text)


def test_a_dateline_is_a_place(read: Read) -> None:
    text = "GENEVA, Switzerland, May 3 (Reuters) -- Two sides agreed on a truce."
    places = read(text)
    assert places["GENEVA"][0].country == "CHE"
    assert places["GENEVA"][1] == "stated"
    assert places["Switzerland"][0].id == "geonames:2658434"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Washington Post reported the talks.", "Washington"),
        ("Senator John Lincoln praised the deal.", "Lincoln"),
        ("A Toyota hit the barrier.", "Toyota"),
        ("The Hope of many is peace.", "Hope"),
    ],
)
def test_other_names_are_no_places(read: Read, text: str, name: str) -> None:
    assert name not in read(text)


def test_a_place_within_an_organization_is_named(read: Read) -> None:
    assert read("The Lagos State University was closed.")["Lagos"][0].country == "NGA"


def test_spans_are_the_words_themselves(read: Read) -> None:
    text = "“Sanaa” – the capital – was hit.  Aden, too, was hit."
    places = read(text)
    assert places["Sanaa"][0].mentions == ((1, 6),)
    assert places["Aden"][0].mentions == ((34, 38),)


def test_reading_twice_gives_the_same(read: Read) -> None:
    text = "Police in Springfield and Richmond searched homes, a court in Ohio said."
    assert read(text) == read(text)


# Where an event took place

Locate = Callable[[str, str], tuple[str, str, str] | None]


@pytest.fixture(scope="module")
def locate(coder: Coder, gazetteer: Gazetteer) -> Locate:
    """Sentence and event word → name, words and reason of the event's place."""

    def _locate(text: str, word: str) -> tuple[str, str, str] | None:
        parse = next(coder.parser.parse([Article(id="x", text=text)]))
        found = explain_places(parse, coder.lexicon, gazetteer)
        tree: Tree = next(tree for tree in parse.trees if word in tree.words)
        where = event_place(tree, tree.words.index(word), Sites(place for place, _ in found), coder.lexicon.places)
        return None if where is None else (where[0].name, parse.article.words(where[1]), where[2])

    return _locate


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels killed two soldiers near Kidal on Monday.", "killed", ("Kidal", "phrase")),
        ("The ministers met in the city of Geneva.", "met", ("Geneva", "phrase")),
        ("Two ships collided off Mombasa.", "collided", ("Mombasa", "phrase")),
        ("The president travelled to Astana.", "travelled", ("Astana", "goal")),
        ("The Aleppo bombing shocked diplomats.", "bombing", ("Aleppo", "name")),
        ("Government planes bombed Aleppo.", "bombed", ("Aleppo", "object")),
        ("In Quetta, officials said that a mine had exploded.", "exploded", ("Quetta", "nearest")),
        ("Troops landed on Socotra.", "landed", ("Socotra", "phrase")),
        ("The president of Kenya was shot dead in Accra.", "dead", ("Accra", "clause")),
        ("The two sides held talks in Oslo.", "talks", ("Oslo", "phrase")),
        ("In Karachi, gunmen who had fled were arrested after a chase.", "chase", ("Karachi", "clause")),
        ("Customs officers detained three Ghanaian sailors at a checkpoint in Lomé.", "detained", ("Lomé", "phrase")),
        ("Peru and Chile signed a border treaty in Lima.", "signed", ("Lima", "with")),
        ("The envoy held talks with rebel leaders in Kampala.", "held", ("Kampala", "with")),
        ("Gunmen opened fire on a crowd outside a mosque in Quetta.", "opened", ("Quetta", "with")),
        ("A rocket slammed into Sderot on Sunday.", "slammed", ("Sderot", "object")),
        ("The siege of Vukovar lasted months.", "siege", ("Vukovar", "object")),
        ("In Sudan, hundreds marched in Khartoum.", "marched", ("Khartoum", "phrase")),
        ("Two guards were shot in Nigeria's northern city of Kano.", "shot", ("Kano", "phrase")),
    ],
)
def test_the_place_of_an_event(locate: Locate, text: str, word: str, expected: tuple[str, str]) -> None:
    found = locate(text, word)
    assert found is not None
    assert (found[0], found[2]) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway condemned the arrest of two reporters in Baku.", "condemned"),
        ("The two ministers held talks on the crisis in Yemen.", "held"),
        ("Hundreds rallied in support of Ethiopia.", "rallied"),
        ("Denmark imposed sanctions on Belarus.", "imposed"),
    ],
)
def test_what_is_only_spoken_about_is_not_the_place(locate: Locate, text: str, word: str) -> None:
    found = locate(text, word)
    assert found is None or found[2] == "nearest"


def test_the_places_of_a_sentence_are_found_without_reading_those_of_others() -> None:
    here, there = (Place(name, name, 0.0, 0.0, None, mentions=spans) for name, spans in PLACES.items())
    sites = Sites([here, there])
    assert sites.within((0, 20)) == [(here, (3, 6)), (there, (12, 15))]
    assert sites.within((7, 12)) == []
    assert sites.within((40, 50)) == [(here, (40, 43))]


PLACES = {"Osh": ((3, 6), (40, 43)), "Goma": ((12, 15),)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Moscow accused Kyiv of sabotage.", "accused"),
        ("Turkish troops attacked Kurdish fighters.", "attacked"),
        ("Washington imposed sanctions on Tehran.", "imposed"),
        ("The envoy resigned.", "resigned"),
    ],
)
def test_parties_and_governments_are_no_places(locate: Locate, text: str, word: str) -> None:
    assert locate(text, word) is None


def test_the_words_of_the_place_are_given(locate: Locate) -> None:
    found = locate("Gunmen attacked a convoy outside Mosul, Iraq.", "attacked")
    assert found is not None
    assert found[1] == "Mosul"
