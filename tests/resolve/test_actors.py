"""Actors in noun phrases: country and sector of who is named (codebook R8 to R18), and names that are words."""

from __future__ import annotations

from typing import get_args

import pytest

from dragoman.model.mention import Form, Mention, Step
from dragoman.model.text import Article
from dragoman.pipeline import Coder
from dragoman.resolve.actors import resolve_actors, why
from dragoman.resolve.actors.reasons import FORMS, STEPS

Read = dict[str, Mention]

# text, words of the mention's last token, country, sector, secondary
PHRASES = [
    ("Thai police searched the temple.", "police", "THA", "COP", ()),
    ("The Kenyan navy stopped a dhow.", "navy", "KEN", "MIL", ()),
    ("Malawi thanked Zambia for the maize.", "Malawi", "MWI", "GOV", ()),
    ("Togo closed the port.", "Togo", "TGO", "GOV", ()),
    ("Ankara rejected the offer.", "Ankara", "TUR", "GOV", ()),
    ("The Kremlin denied the report.", "Kremlin", "RUS", "GOV", ()),
    ("The Pentagon sent a ship.", "Pentagon", "USA", "GOV", ("MIL",)),
    ("The Knesset rejected the bill.", "Knesset", "ISR", "LEG", ()),
    ("The United Nations condemned the raid.", "Nations", None, "UNO", ()),
    ("NATO offered training.", "NATO", None, "IGO", ()),
    ("Former Peruvian foreign minister Ines Salas criticised the treaty.", "Salas", "PER", "ELI", ()),
    ("A former Peruvian general criticised the treaty.", "general", "PER", "ELI", ()),
    ("Deputy Foreign Minister Ana Duarte of Portugal flew to Rome.", "Duarte", "PRT", "GOV", ()),
    ("The rebels' spokesman in Mali denied it.", "spokesman", "MLI", "REB", ()),
    ("A Danish lawmaker protested.", "lawmaker", "DNK", "LEG", ()),
    ("Danish demonstrators burned a flag.", "demonstrators", "DNK", "CVL", ("OPP",)),
    ("Danish fishermen blocked the port.", "fishermen", "DNK", "AGR", ()),
    ("Danish workers went on strike.", "workers", "DNK", "LAB", ()),
    ("Peru's Defense Department bought radios.", "Department", "PER", "GOV", ("MIL",)),
    ("The Kenyan National Guard blocked the road.", "Guard", "KEN", "MIL", ()),
    ("Shining Path gunmen burned a bridge.", "gunmen", "PER", "REB", ()),
    ("Police in Athens, Georgia, arrested a Dutch envoy.", "Police", "USA", "COP", ()),
    ("Police in Boise, Idaho, arrested a Dutch envoy.", "Police", "USA", "COP", ()),
    ("Turkish jets struck Dohuk, killing nine villagers.", "villagers", "IRQ", "CVL", ()),
    ("Gunmen met reporters in Vienna.", "Gunmen", None, "UAF", ()),
    ("Gunmen robbed a bank in Vienna.", "Gunmen", "AUT", "UAF", ()),
    ("France will arm the rebels in Libya. French ministers praised the rebels.", "rebels", "LBY", "REB", ()),
    ("Gen. Tomas Ruiz of Peru praised the pact.", "Ruiz", "PER", "MIL", ()),
    ("Peru signed it. In Lima, visiting Republicans praised the pact.", "Republicans", "USA", "PTY", ()),
    ("The Australian cabinet approved the plan.", "cabinet", "AUS", "GOV", ()),
    ("Laotian inspectors sealed the mill.", "inspectors", "LAO", "GOV", ()),
    ("Syrian refugees crossed the river.", "refugees", "SYR", "REF", ()),
    ("The Somaliland government rejected the map.", "government", "SOM", "GOV", ("PRE",)),
    ("The miners' federation of Chile rejected the wage.", "federation", "CHL", "LAB", ()),
    ("The U.N. Secretary-General's envoy Olga Brink condemned the raid.", "Brink", None, "UNO", ()),
    ("Foreign Minister Joseph Agbeko of Ghana flew home. On Friday Agbeko resigned.", "Agbeko", "GHA", "GOV", ()),
    ("NAMIBIA'S tiny navy stopped a trawler.", "navy", "NAM", "MIL", ()),
    ("Fiji's police arrested 48 people on Monday.", "people", "FJI", "CVL", ()),
    ("In Sydney 900 people marched. Greens senator Kay Holt praised them.", "Holt", "AUS", "LEG", ()),
    ("Latvia answered. Its foreign minister, Aldis Krums, expelled a diplomat.", "Krums", "LVA", "GOV", ()),
    ("Oren Talvik, the Estonian minister, met his Irish colleague, Fiona Garrity.", "Garrity", "IRL", "GOV", ()),
]

# text, word, the actors that it must not be read as
INVENTED = [
    ("In May the rains began.", "May", "theresa-may"),
    ("Rice is dear this year.", "Rice", "condoleezza-rice"),
    ("Every family ate turkey on Sunday.", "turkey", "TUR"),
    ("The actor Chad Miller visited a camp.", "Chad", "TCD"),
    ("The actor Chad Miller visited a camp.", "Miller", "TCD"),
    ("Senator Georgia Hall voted no.", "Georgia", "GEO"),
    ("Mr Jordan accused the police of theft.", "Jordan", "JOR"),
    ("Theresa May flew home. Mr May, a baker, stayed.", "May", "theresa-may"),
    ("Joe Biden came. Vice President Ana Ruiz was late. The president laughed.", "president", "name:ana-ruiz"),
    ("The destroyer USS Jimmy Carter left Norfolk.", "Carter", "jimmy-carter"),
    ("Thatcher painted the barn.", "Thatcher", "margaret-thatcher"),
    ("The violinist Jalal Putin played in Oslo.", "Putin", "vladimir-putin"),
]


def last_of(coder: Coder, text: str, word: str, published: str | None = "2014-03-02") -> Mention | None:
    """The last mention whose head is a word."""
    parse, mentions = coder.read_actors(Article(id="a", text=text, published=published))
    found = [m for (s, t), several in mentions.at.items() if parse.trees[s].words[t] == word for m in several]
    return found[-1] if found else None


@pytest.mark.parametrize(("text", "word", "country", "sector", "secondary"), PHRASES)
def test_country_and_sector(
    coder: Coder, text: str, word: str, country: str | None, sector: str, secondary: tuple[str, ...]
) -> None:
    mention = last_of(coder, text, word)
    assert mention is not None
    assert (mention.country, mention.sector, mention.secondary) == (country, sector, secondary)


@pytest.mark.parametrize(("text", "word", "actor"), INVENTED)
def test_a_word_or_a_namesake_is_not_the_listed_actor(coder: Coder, text: str, word: str, actor: str) -> None:
    mention = last_of(coder, text, word)
    assert mention is None or mention.actor != actor


def test_a_title_means_its_holder_on_the_day_of_the_article(coder: Coder) -> None:
    text = "The French president opened the fair."
    held = {day: last_of(coder, text, "president", day) for day in ("1999-05-01", "2010-05-01", "2020-05-01", None)}
    assert {day: m and m.actor for day, m in held.items()} == {
        "1999-05-01": "jacques-chirac",
        "2010-05-01": "nicolas-sarkozy",
        "2020-05-01": "emmanuel-macron",
        None: "name:fra-president",
    }


# text, the countries of those who act
SHARED = [
    ("Teachers in Togo and Benin condemned France.", {"TGO", "BEN"}),
    ("Officials from Laos, Nepal and Fiji criticised France.", {"LAO", "NPL", "FJI"}),
    ("Togo's and Benin's ministers condemned France.", {"TGO", "BEN"}),
    ("Togo, together with Benin, condemned France.", {"TGO", "BEN"}),
    ("Laotian and Nepali officers condemned France.", {"LAO", "NPL"}),
]


@pytest.mark.parametrize(("text", "countries"), SHARED)
def test_a_role_that_several_countries_share_is_one_party_each(coder: Coder, text: str, countries: set[str]) -> None:
    events = coder.code(Article(id="a", text=text, published="2014-03-02")).events
    assert [{actor.country for actor in event.actors} for event in events] == [countries]


def test_a_part_of_people_is_named_with_them(coder: Coder) -> None:
    mention = last_of(coder, "A large group of Danish tourists left.", "tourists")
    assert mention is not None
    assert mention.span == (2, 32)


@pytest.mark.parametrize(
    ("text", "day", "parties"),
    [
        ("West Germany accused East Germany of spying.", "1984-02-02", ("DEU", "DDR")),
        ("South Yemen accused North Yemen of lying.", "1984-02-02", ("YMD", "YEM")),
        ("South Vietnam accused Hanoi of lying.", "1964-02-02", ("RVN", "VNM")),
    ],
)
def test_two_states_of_one_country_act_against_each_other(
    coder: Coder, text: str, day: str, parties: tuple[str, str]
) -> None:
    (event,) = coder.code(Article(id="a", text=text, published=day)).events
    assert (event.actors[0].actor, event.recipients[0].actor) == parties
    assert event.actors[0].country == event.recipients[0].country


# name, day, sector: before, in, between and after office
TIMES_OF_LIFE = [
    ("Sam Nujoma", "1985-05-05", "REB"),
    ("Sam Nujoma", "1995-05-05", "GOV"),
    ("Sam Nujoma", "2008-05-05", "ELI"),
    ("Benazir Bhutto", "1992-05-05", "PTY"),
    ("Rafael Caldera", "1989-05-05", "ELI"),
    ("Rafael Caldera", "2003-05-05", "ELI"),
    ("Dmitry Medvedev", "2003-05-05", "PTY"),
    ("Dmitry Medvedev", "1985-05-05", None),
]


@pytest.mark.parametrize(("name", "day", "sector"), TIMES_OF_LIFE)
def test_people_are_what_they_were_on_the_day(coder: Coder, name: str, day: str, sector: str | None) -> None:
    mention = last_of(coder, f"{name} addressed the crowd.", name.rsplit(maxsplit=1)[-1], day)
    assert mention is not None
    assert mention.sector == sector


@pytest.mark.parametrize("text", ["Erdogan criticised the report.", "The report displeased Erdogan."])
def test_a_surname_alone_means_whoever_is_in_office(coder: Coder, text: str) -> None:
    mention = last_of(coder, text, "Erdogan", "2016-06-06")
    assert mention is not None
    assert mention.actor == "recep-tayyip-erdogan"


def test_every_step_says_why(coder: Coder) -> None:
    text = "Foreign Minister Joseph Agbeko of Ghana met his French counterpart. He left. The minister was tired."
    parse = next(iter(coder.parser.parse([Article(id="a", text=text, published="2014-03-02")])))
    found = {m for several in resolve_actors(parse, coder.lexicon).at.values() for m in several}
    assert {m.step for m in found} == {None, "counterpart", "pronoun", "description"}
    assert [why(m) for m in found if m.person_by_name] == [
        "a name that the tables do not list, read with its title or apposition"
    ]
    assert {why(m) for m in found if m.step == "pronoun"} == {
        "the nearest actor that agrees in number, kind and gender, subjects first"
    }


def test_each_step_has_its_reason() -> None:
    assert STEPS.keys() == set(get_args(Step))
    assert FORMS.keys() == set(get_args(Form))
