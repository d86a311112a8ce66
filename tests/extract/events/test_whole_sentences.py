"""Sentences read from beginning to end: what a reader would say that they tell, and to whom it is done."""

from __future__ import annotations

import pytest

from dragoman.model.record import Event
from dragoman.model.text import Article
from dragoman.pipeline import Coder

TOLD = {
    "Ghana warned Togo that it would impose sanctions.": ["THREATEN GHA > TGO"],
    "The Kenyan navy intercepted a Somali boat carrying weapons off Mombasa.": ["COERCE KEN > SOM"],
    "Chad's minister accused a Sudanese militia of shelling a post, killing two soldiers.": ["ACCUSE TCD > SDN"],
    "Bolivian lawmakers impeached a judge, prompting clashes outside the parliament.": [
        "ACCUSE BOL > BOL", "PROTEST BOL > BOL",
    ],
    "Nurses in Togo went on hunger strike to protest against the Ghanaian authorities.": ["PROTEST TGO > GHA"],
    "Czech soldiers helped Greece to put out the fires.": ["AID CZE > GRC"],
    "Turkish soldiers killed two IS gunmen.": ["ASSAULT TUR > IMG"],
    "The Ghanaian minister said his country would not lift the ban on Togolese trucks.": ["REJECT GHA > TGO"],
    "Kenya's army halted the attacks by Somali rebels.": ["ASSAULT SOM >"],
    "Truckers in Chile threatened to block the ports.": ["THREATEN CHL >"],
    "Kenyan nurses ended their strike after a deal with the health ministry.": ["CONCEDE KEN > KEN"],
    "Soldiers in Gambia toppled the government.": ["COERCE GMB > GMB"],
    "Fijian pirates hijacked a Danish freighter.": ["ASSAULT FJI > DNK"],
    "Norway assured Chad that it would send aid.": ["AGREE NOR > TCD"],
    "Burundi's ruling party warned journalists that they would be jailed.": ["THREATEN BDI > BDI"],
    "The Ghanaian minister demanded that Togo meet Mali.": ["REQUEST GHA > TGO"],
    "The Japanese and Korean foreign ministers agreed to share data on Russia.": ["AGREE JPN KOR >"],
    "Ghana's invasion of Togo drew protests from Benin.": ["ASSAULT GHA > TGO", "ACCUSE BEN > GHA"],
    "Cane toads invaded Australia in the last century.": [],
    "A bomb killed two soldiers in Mali.": ["ASSAULT - > MLI"],
    "The ambassador, whom Ghana expelled, left on Monday.": ["SANCTION GHA > GOV"],
    "Peru is trying to secure the release of two sailors held in Chile.": ["REQUEST PER > CHL"],
    "A mission aimed at training Malian soldiers began in Norway on Monday.": [],
    "In Oslo, organisers of a pro-Tibetan rally said some 400 people took part.": ["PROTEST NOR >"],
    "Peruvian soldiers mistakenly crossed into Chile on Monday.": [],
    "There is a mechanism through the Director General of Military Operations, the Indian minister said.": [],
    "Our demand is that the army withdraw from Gao, said the mayor of Mopti in Mali.": ["REQUEST MLI > MLI"],
    "A Peruvian mayor went on trial in Lima for treason.": ["ACCUSE PER > PER"],
    "Ghana imposed a curfew in Accra.": ["COERCE GHA > GHA"],
    "The rebels in Colombia released two nurses.": ["RETREAT COL > COL"],
    "A Ghanaian judge found Kofi Mensah guilty of treason.": ["SANCTION GHA > -"],
    "Togolese police opened an inquiry into claims that Ghanaian soldiers beat villagers.": ["ACCUSE TGO > GHA"],
    "Norway remains the largest donor of food aid to Chad.": ["AID NOR > TCD"],
    "The UN envoy denounced the flogging of women by the Taliban.": ["ACCUSE UNO > AFG", "ASSAULT AFG > AFG"],
    "Islamic State claimed responsibility for a bombing at a barracks in Kabul.": ["ASSAULT IMG > AFG"],
    "Sweden says it is ready to take part in a peacekeeping mission in Mali.": ["AGREE SWE > UNO"],
    "Officials from Peru and Bolivia sat down together in La Paz.": ["CONSULT PER BOL >"],
    "Fighting between the Congolese army and M23 rebels flared near Goma.": ["ASSAULT COD COD >"],
    "Hundreds of monks staged a sit-in outside the Chinese consulate.": ["PROTEST CHN > CHN"],
    "Guinea's junta has no intention of releasing the ministers.": ["REJECT GIN > GIN"],
    "Ghana's government said it would not abandon the miners.": ["REJECT GHA >"],
    "The Finnish government said the storm would not damage the port.": [],
    "Qatar's emir called Chad's president to express his support.": ["SUPPORT QAT > TCD"],
    "The government of Ghana announced that twelve students would be freed on Monday.": ["AGREE GHA > GHA"],
    "The Chadian opposition called for an inquiry into the bombings.": ["REQUEST TCD >"],
    "Finnish officials suspect a Chinese ship of cutting the cable.": ["ACCUSE FIN > CHN"],
    "NATO is sending 700 more soldiers to Kosovo.": ["MOBILIZE IGO > KOS"],
    "The vote in Gambia took place in a calm and orderly manner, the envoy of the African Union said.": [
        "SUPPORT IGO > GMB",
    ],
    "The vote in Gambia took place in March, the envoy of the African Union said.": [],
    "Kenya reconnected its railway with Uganda.": ["COOPERATE KEN UGA >"],
    "After the army overthrew the president of Guinea, Benin closed its border with Guinea.": [
        "COERCE GIN > GIN", "COERCE BEN > GIN",
    ],
}  # fmt: skip


def shown(event: Event) -> str:
    actors, recipients = (
        " ".join(p.country or (p.sector if p.sector != "UNK" else None) or "-" for p in side)
        for side in (event.actors, event.recipients)
    )
    return f"{event.type} {actors} > {recipients}".rstrip()


@pytest.fixture(scope="module")
def told(coder: Coder) -> dict[str, list[str]]:
    codings = coder.code_all(Article(id=s, text=s) for s in TOLD)
    return {c.article.text: [shown(e) for e in c.events] for c in codings}


@pytest.mark.parametrize("sentence", TOLD)
def test_what_a_sentence_tells(sentence: str, told: dict[str, list[str]]) -> None:
    assert told[sentence] == TOLD[sentence]


TIMES = {
    "Chad's rebels, who seized a mine last year, agreed to leave it.": ["COERCE historical", "AGREE actual"],
    "The aid agency CARE suspended deliveries to Yemen after its staff were detained by the Houthis.": [
        "SANCTION actual",
        "COERCE actual",
    ],
    "The law was passed. It is long. In recent years Malian students have staged protests. Several marches in Bamako "
    "descended into clashes between protesters and police.": ["PROTEST historical", "PROTEST historical"],
    "Malta's premier spoke. It rained. Italy had made clear that it was ready to host Maltese soldiers.": [
        "AGREE historical"
    ],
    "Rebels killed ten soldiers in Mali on Monday. The rebels killed forty soldiers in Mali in 1998.": [
        "ASSAULT actual",
        "ASSAULT historical",
    ],
    "A Togolese court jailed a banker for fraud on Monday. The court also jailed a general for treason.": [
        "SANCTION actual",
        "SANCTION actual",
    ],
}


@pytest.mark.parametrize("report", TIMES)
def test_what_is_news_and_what_came_before(report: str, coder: Coder) -> None:
    events = coder.code(Article(id="times", text=report)).events
    assert [f"{e.type} {e.modality}" for e in events] == TIMES[report]
