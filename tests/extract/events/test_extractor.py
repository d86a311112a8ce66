"""Whole sentences and short reports: the events that a user gets."""

from __future__ import annotations

import pytest

from dragoman.model.record import Attribution, Coding, Event, Party
from dragoman.model.text import Article
from dragoman.pipeline import Coder

PUBLISHED = "2016-05-12"  # a Thursday

PLAIN = {
    # Who does what to whom, whatever the shape of the sentence
    "Ghana expelled the ambassador of Togo.": "SANCTION:expel GHA > TGO",
    "The ambassador of Togo was expelled by Ghana.": "SANCTION:expel GHA > TGO",
    "Ghana, which expelled the ambassador of Togo, praised Mali.": "SANCTION:expel GHA > TGO; SUPPORT GHA > MLI",
    "Ghana and Benin expelled the ambassador of Togo.": "SANCTION:expel GHA+BEN > TGO",
    "Ghana condemned and expelled the ambassador of Togo.": "ACCUSE:disapprove GHA > TGO; SANCTION:expel GHA > TGO",
    "Ghana launched an attack on Togo.": "ASSAULT GHA > TGO",
    "The attack on Togo was launched by Ghana.": "ASSAULT GHA > TGO",
    # Those who do it together
    "The president of Ghana met the president of Togo in Lome.": "CONSULT GHA+TGO >",
    "Ghana held talks with Togo.": "CONSULT GHA+TGO >",
    "Talks between Ghana and Togo began in Lome.": "CONSULT GHA+TGO >",
    "Peruvian soldiers clashed with Chilean soldiers on Tuesday.": "ASSAULT PER+CHL >",
    # What outer words make of inner events
    "Ghana agreed to withdraw its soldiers from Togo.": "AGREE/RETREAT GHA > TGO",
    "Ghana and Togo agreed to hold talks on fish.": "AGREE/CONSULT GHA+TGO >",
    "Ghana refused to meet the president of Togo.": "REJECT:meet GHA > TGO",
    "Ghana threatened to attack Togo.": "THREATEN:violence/ASSAULT GHA > TGO",
    "Ghana accused Togo of selling arms to the rebels.": "ACCUSE:allege GHA > TGO",
    "Ghana was accused of selling arms to the rebels.": "ACCUSE:allege --- > GHA",
    "Ghana called on Togo to free nine fishermen.": "REQUEST:yield GHA > TGO",
    "Ghana denied that its soldiers had attacked Togo.": "REJECT GHA > TGO",
    "Ghana stopped sending aid to Togo.": "SANCTION:discontinue GHA > TGO",
    "Ghana ended its attacks on Togo.": "RETREAT:ceasefire GHA > TGO",
    "Ghana called off its talks with Togo.": "REJECT:meet GHA > TGO",
    "Ghana condemned Togo's invasion of Mali.": "ACCUSE:disapprove GHA > TGO; ASSAULT TGO > MLI",
    # Tense
    "Ghana will send food aid to Togo.": "AGREE/AID GHA > TGO",
    "Ghana will impose sanctions on Togo.": "THREATEN:relations/SANCTION GHA > TGO",
    "Ghana will not meet the president of Togo.": "REJECT:meet GHA > TGO",
    "Ghana plans to attack Togo.": "ASSAULT GHA > TGO future",
    # Modality
    "Ghana may expel the ambassador of Togo.": "SANCTION:expel GHA > TGO hypothetical",
    "Ghana considered expelling the ambassador of Togo.": "SANCTION:expel GHA > TGO hypothetical",
    "If Togo attacks Mali, Ghana will impose sanctions on Togo.":
        "ASSAULT TGO > MLI hypothetical; THREATEN:relations/SANCTION GHA > TGO",
    "Ghana did not expel the ambassador of Togo.": "SANCTION:expel GHA > TGO negated",
    "No Ghanaian soldier attacked Togo.": "ASSAULT GHA > TGO negated",
    "In 1994, Ghana expelled the ambassador of Togo.": "SANCTION:expel GHA > TGO historical",
    "Last year Ghana expelled the ambassador of Togo.": "SANCTION:expel GHA > TGO historical",
    "Ghana had previously expelled the ambassador of Togo.": "SANCTION:expel GHA > TGO historical",
    # Duties, said by somebody
    "Togo must free nine fishermen, Ghana's foreign minister said.": "REQUEST:yield GHA > TGO",
    "Togo has to free nine fishermen, Ghana's president said.": "REQUEST:yield GHA > TGO",
    # Whose actor nobody names
    "Protests broke out in Ghana, Togo and Mali.": "PROTEST:demo GHA >; PROTEST:demo TGO >; PROTEST:demo MLI >",
    "Nine Togolese journalists were arrested in Ghana.": "COERCE:arrest GHA > TGO",
    "A bomb killed two soldiers in Mali.": "ASSAULT:explosives --- > MLI",
    # No politics
    "The bakery in Accra opens at seven.": "",
    "Ghana beat Togo by two goals in the cup final.": "",
}  # fmt: skip


def side(parties: tuple[Party, ...]) -> str:
    return "+".join(party.country or "---" for party in parties)


def shown(event: Event) -> str:
    mode = f":{event.modes[0]}" if event.modes else ""
    base = f"/{event.base_type}" if event.base_type != event.type else ""
    modality = f" {event.modality}" if event.modality != "actual" else ""
    return f"{event.type}{mode}{base} {side(event.actors)} > {side(event.recipients)}".rstrip() + modality


def article(text: str, published: str | None = PUBLISHED) -> Article:
    return Article(id=text, text=text, published=published, published_precision="day" if published else None)


@pytest.fixture(scope="module")
def plain(coder: Coder) -> dict[str, Coding]:
    return {coding.id: coding for coding in coder.code_all(map(article, PLAIN))}


@pytest.mark.parametrize("sentence", PLAIN)
def test_events_of_a_sentence(sentence: str, plain: dict[str, Coding]) -> None:
    assert "; ".join(map(shown, plain[sentence].events)) == PLAIN[sentence]


def test_spans_are_exact(plain: dict[str, Coding]) -> None:
    (event,) = plain["The ambassador of Togo was expelled by Ghana."].events
    words = plain["The ambassador of Togo was expelled by Ghana."].article.words
    assert words(event.trigger) == "expelled"
    assert words(event.sentence) == "The ambassador of Togo was expelled by Ghana."
    assert [party.span and words(party.span) for party in event.actors] == ["Ghana"]
    (event,) = plain["Ghana called off its talks with Togo."].events
    assert plain["Ghana called off its talks with Togo."].article.words(event.trigger) == "called off"


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Ghana will send food aid to Togo.", "will"),
        ("Ghana may expel the ambassador of Togo.", "may"),
        ("Ghana did not expel the ambassador of Togo.", "not"),
        ("No Ghanaian soldier attacked Togo.", "No"),
        ("Ghana considered expelling the ambassador of Togo.", "considered"),
        ("Ghana had previously expelled the ambassador of Togo.", "previously"),
        ("Ghana expelled the ambassador of Togo.", None),
    ],
)
def test_modality_shows_its_cue(sentence: str, cue: str | None, plain: dict[str, Coding]) -> None:
    coding = plain[sentence]
    span = coding.events[0].modality_cue
    assert (None if span is None else coding.article.words(span)) == cue


def test_only_news_is_dated_and_central(plain: dict[str, Coding]) -> None:
    news = plain["Ghana expelled the ambassador of Togo."].events[0]
    old = plain["In 1994, Ghana expelled the ambassador of Togo."].events[0]
    maybe = plain["Ghana may expel the ambassador of Togo."].events[0]
    assert (news.date and news.date.basis, news.central) == ("published", True)
    assert (old.date and old.date.start, old.central) == ("1994-01-01", False)
    assert (maybe.date, maybe.central) == (None, False)


def test_codes_follow_type_and_mode(plain: dict[str, Coding]) -> None:
    (event,) = plain["Ghana refused to meet the president of Togo."].events
    assert (event.cameo, event.quad_class, event.score) == ("125", 3, -2.0)


def test_unnamed_actors_are_unknown_or_the_state(plain: dict[str, Coding]) -> None:
    (bomb,) = plain["A bomb killed two soldiers in Mali."].events
    assert bomb.actors == (Party(None, None, None, "UNK"),)
    (arrest,) = plain["Nine Togolese journalists were arrested in Ghana."].events
    assert [(p.country, p.sector) for p in arrest.actors] == [("GHA", "COP")]
    protests = plain["Protests broke out in Ghana, Togo and Mali."].events
    assert {(p.sector, p.secondary) for event in protests for p in event.actors} == {("CVL", ("OPP",))}


def test_a_sure_event_has_more_confidence_than_a_guess(plain: dict[str, Coding]) -> None:
    sure = plain["Ghana expelled the ambassador of Togo."].events[0].confidence
    composed = plain["Ghana threatened to attack Togo."].events[0].confidence
    unknown = plain["Ghana was accused of selling arms to the rebels."].events[0].confidence
    assert 0.2 <= unknown < composed < sure <= 0.95


# Reports of several sentences


def code(coder: Coder, text: str) -> Coding:
    return coder.code(article(text))


def test_headline_and_body_are_one_event_with_two_candidates(coder: Coder) -> None:
    found = code(
        coder, "Fiji Expels Ambassador Of Tonga\n\nFiji expelled the ambassador of Tonga on Monday over a stolen ferry."
    )
    (event,) = found.events
    assert shown(event) == "SANCTION:expel FJI > TON"
    assert [found.article.words(e.trigger) for e in event.evidence] == ["expelled", "Expels"]
    assert [found.article.words(e.sentence)[:12] for e in event.evidence] == ["Fiji expelle", "Fiji Expels "]
    assert event.date is not None
    assert (event.date.start, event.date.basis) == ("2016-05-09", "text")


def test_a_later_candidate_adds_the_day(coder: Coder) -> None:
    found = code(coder, "Ghana arrested nine Togolese soldiers. The soldiers were arrested on Tuesday.")
    (event,) = found.events
    assert len(event.evidence) == 2
    assert event.date is not None
    assert event.date.start == "2016-05-10"


def test_two_attackers_are_two_events(coder: Coder) -> None:
    found = code(coder, "Ghana attacked Togo. Mali also attacked Togo.")
    assert [shown(event) for event in found.events] == ["ASSAULT GHA > TGO", "ASSAULT MLI > TGO"]
    assert [event.id for event in found.events] == ["e1", "e2"]


def test_what_comes_late_in_a_report_is_not_central(coder: Coder) -> None:
    found = code(
        coder, "Ghana expelled the ambassador of Togo. The embassy was empty. Diplomats slept. Ghana condemned Mali."
    )
    assert [(event.type, event.central) for event in found.events] == [("SANCTION", True), ("ACCUSE", False)]


def test_a_day_of_another_clause_is_not_the_day_of_the_event(coder: Coder) -> None:
    found = code(
        coder,
        "Ghana's government said on Monday it had expelled the ambassador of Togo,"
        " which arrested nine Ghanaians in 2013.",
    )
    expelled, arrested = found.events
    assert expelled.date is not None and arrested.date is not None
    assert (expelled.modality, expelled.date.start) == ("actual", "2016-05-09")
    assert (arrested.modality, arrested.date.start) == ("historical", "2013-01-01")


def test_a_sentence_without_a_day_goes_on_where_the_story_was(coder: Coder) -> None:
    _, froze = code(coder, "On Tuesday Ghana expelled the ambassador of Togo. It also froze aid to Mali.").events
    assert froze.date is not None
    assert (froze.date.start, froze.date.basis) == ("2016-05-10", "text")


def test_without_a_publication_date_no_day_is_made_up(coder: Coder) -> None:
    (event,) = coder.code(article("Ghana expelled the ambassador of Togo.", None)).events
    assert event.date is None


def test_a_credited_event_names_its_statement_and_source(coder: Coder) -> None:
    found = code(coder, "Ghana attacked Togo, an official of Mali said on Monday.")
    (event,) = found.events
    assert shown(event) == "ASSAULT GHA > TGO"
    assert event.attribution.statement in {statement.id for statement in found.statements}
    assert event.attribution.source is not None
    assert found.article.words(event.attribution.source.span) == "an official of Mali"
    (plain_event,) = code(coder, "Ghana attacked Togo.").events
    assert plain_event.attribution == Attribution()


def test_blame_in_quotation_marks_is_an_accusation_not_an_attack(coder: Coder) -> None:
    quoted = code(coder, '"Togo has attacked our villages," Ghana\'s foreign minister said.')
    assert [shown(event) for event in quoted.events] == ["ACCUSE:allege GHA > TGO"]


def test_talks_that_befall_something_are_those_told_of_before(coder: Coder) -> None:
    found = code(coder, "Ghana and Togo held talks in Lome on Monday. The talks were suspended on Tuesday.")
    assert [(event.type, side(event.actors)) for event in found.events] == [
        ("CONSULT", "GHA+TGO"), ("SANCTION", "GHA+TGO"),
    ]  # fmt: skip


def test_sport_weather_and_their_verbs_give_nothing_where_politics_does(coder: Coder) -> None:
    weather = code(
        coder,
        "Storms hit the coast of Peru. Rain fell for nine days. The temperature dropped. A forecaster in Lima warned.",
    )
    assert weather.events == ()
    politics = code(
        coder,
        "Missiles hit the coast of Peru. The parliament met. The government declared war. A minister in Lima resigned.",
    )
    assert "ASSAULT" in {event.type for event in politics.events}


def test_contexts_are_those_of_the_sentence(coder: Coder) -> None:
    first, second = code(coder, "Ghana expelled nine Togolese diplomats. Ghana attacked Mali.").events
    assert "diplomatic" in first.contexts
    assert "diplomatic" not in second.contexts
