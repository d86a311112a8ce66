"""Why a mention is read as it is, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.model.mention import Form, Mention, Origin, Step

STEPS: Mapping[Step, str] = {
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
"""What each step of coreference goes by."""

FORMS: Mapping[Form, str] = {
    "name": "a name",
    "nationality": "people called by their nationality",
    "place": "a name after a preposition of place",
    "role": "a role noun with its nationality or owner",
    "noun": "a noun that names nobody known",
    "pronoun": "a pronoun",
    "pair": "words for two",
}
"""What words are that say by themselves who is meant."""

_NAMES: Mapping[Origin, str] = {
    "tables": "a name that the tables list",
    "text": "a name that the tables do not list, read with its title or apposition",
    "rule": "whoever the codebook puts in where nobody is named",
}


def why(mention: Mention) -> str:
    """The reason for reading a mention as it is: its step, else what its words are."""
    if mention.step is not None:
        return STEPS[mention.step]
    return _NAMES[mention.origin] if mention.form == "name" else FORMS[mention.form]
