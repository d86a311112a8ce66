"""Descriptions led to whoever held an office on the day of the article, and those that hold none."""

from __future__ import annotations

import pytest

from dragoman.model.text import Article
from dragoman.pipeline import Coder

# text, day, the listed person whom its last role means
HOLDERS = [
    ("Norway's leader opened the bridge.", "1974-06-01", "trygve-bratteli"),
    ("The Zambian leader thanked the miners.", "1968-03-05", "kenneth-kaunda"),
    ("The embattled Philippine leader fled.", "1986-02-20", "ferdinand-marcos"),
    ("Reporters waited for the leader of Spain.", "1960-01-10", "francisco-franco"),
    ("Senegal closed the port. The country's president flew home.", "1975-09-09", "leopold-sedar-senghor"),
    ("Nepal closed the road. Its prime minister apologised.", "2010-02-02", "madhav-kumar-nepal"),
    ("Iran's leader received pilgrims.", "1970-05-05", "mohammad-reza-pahlavi"),
    ("Iran's leader received pilgrims.", "2009-05-05", "ali-khamenei"),
    ("The South African leader resigned.", "1978-09-20", "john-vorster"),
]

# text in which a role belongs to a body, a part or a kind of people and not to the state
OTHERS = [
    "The president of the Chilean Chess Federation resigned.",
    "The president of Norway's largest bank resigned.",
    "The Finnish union president resigned.",
    "The far-right French leader resigned.",
    "The leader of the Danish strikers resigned.",
    "A Mexican leader resigned.",
    "Hamid Reza Dastan will run for president of Iran.",
    "Mexicans elected Rosa Alvarado president.",
    "Peru's former leader resigned.",
    "The rebels met in Chad. Their leader resigned.",
]


def listed(coder: Coder, text: str, day: str) -> list[str]:
    coding = coder.code(Article(id="x", text=text, published=day))
    return [a.id for a in coding.actors if a.kind == "person" and not a.id.startswith("name:")]


@pytest.mark.parametrize(("text", "day", "person"), HOLDERS)
def test_an_office_means_its_holder(coder: Coder, text: str, day: str, person: str) -> None:
    assert listed(coder, text, day) == [person]


@pytest.mark.parametrize("text", OTHERS)
def test_who_leads_something_else_is_nobody_known(coder: Coder, text: str) -> None:
    assert listed(coder, text, "1995-03-03") == []
