"""Why a mention is read as it is, in words: what each step named in `Mention.how` goes by."""

from __future__ import annotations

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "name": "a name that the tables list",
    "nationality": "people called by their nationality",
    "place": "a name after a preposition of place",
    "person": "a person's name that the tables do not list, read with its title or apposition",
    "organization": "a name that the tables do not list",
    "role": "a role noun with its nationality or owner",
    "surname": "the surname of the one person of the article who bears it",
    "title": "the one listed person of that surname who held the office on the article's date",
    "introduced": "a name that follows whoever had only a role in the sentence before",
    "apposition": "a role in apposition to a person's name",
    "counterpart": "whoever holds the same post in the country named",
    "possessor": "the country or body of whoever owns it",
    "short name": "the last word of a body's longer name in the article",
    "description": "the last actor of the article whom the words describe",
    "office": "whoever held the office on the article's date, the article naming nobody else",
    "speaker": "a spokesman of the body named last",
    "pronoun": "the nearest actor that agrees in number, kind and gender, subjects first",
    "both": "the two of their kind that the article has named",
    "inferred": "a role without a country, given that of those like it, of the scene or of the article",
}


def why(how: str) -> str:
    """The reason behind a step, or the bare name of a step that other stages added."""
    return WHY.get(how, how)
