"""Mentions by the word that they hang on."""

from __future__ import annotations

from dragoman.model.mention import Mention, Mentions


def test_several_actors_may_stand_behind_one_word() -> None:
    fiji = Mention(2, 4, (10, 14), "FJI", "Fiji", "country", "FJI", "GOV", form="pair", step="both")
    tonga = Mention(2, 4, (10, 14), "TON", "Tonga", "country", "TON", "GOV", form="pair", step="both")
    mentions = Mentions({(2, 4): (fiji, tonga)}, ())
    assert mentions.get(2, 4) == (fiji, tonga)
    assert mentions.get(4, 2) == mentions.get(2, 5) == ()
