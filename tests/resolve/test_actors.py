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
    ("The violinist Jalal Putin played in Oslo.", "Putin", "vladimir-putin"),
]


def last_of(coder: Coder, text: str, word: str, published: str | None = "2014-03-02") -> Mention | None:
    """The last mention whose head is a word."""
    parse = next(iter(coder.parser.parse([Article(id="a", text=text, published=published)])))
    mentions = resolve_actors(parse, coder.lexicon)
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
