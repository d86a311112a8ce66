"""The model that is shipped, on sentences that nobody can read in two ways, and what holds for any model."""

from __future__ import annotations

import pytest

from dragoman.extract.scoring.network import Network
from dragoman.extract.scoring.reader import SHIPPED
from dragoman.lexicon import load
from dragoman.model.record import Coding, plain
from dragoman.pipeline import Coder


@pytest.fixture(scope="module")
def reading_coder() -> Coder:
    return Coder("default")


def _told(coding: Coding) -> list[tuple[str, str, list[str | None], list[str | None]]]:
    return [
        (e.base_type, e.modality, [p.country for p in e.actors], [p.country for p in e.recipients])
        for e in coding.events
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ghana expelled the ambassador of Togo.", ("SANCTION", "actual", ["GHA"], ["TGO"])),
        ("Ghana did not expel the ambassador of Togo.", ("SANCTION", "negated", ["GHA"], ["TGO"])),
        ("The president of Ghana met the president of Togo in Lome.", ("CONSULT", "actual", ["GHA", "TGO"], [])),
        ("Peruvian soldiers clashed with Chilean soldiers on Tuesday.", ("ASSAULT", "actual", ["PER", "CHL"], [])),
        ("Ghana threatened to attack Togo.", ("THREATEN", "actual", ["GHA"], ["TGO"])),
    ],
)
def test_plain_sentences(reading_coder: Coder, sentence: str, told: object) -> None:
    assert _told(reading_coder.code(sentence)) == [told]


def test_a_phrase_is_one_party(reading_coder: Coder) -> None:
    (event,) = reading_coder.code("Peruvian soldiers clashed with Chilean soldiers on Tuesday.").events
    assert len(event.actors) == 2


def test_a_report_is_read_alike_in_any_company(reading_coder: Coder) -> None:
    texts = [f"Ghana accused Togo of arming rebels on Monday. Mali praised Ghana. ({n})" for n in range(4)]
    alone = [plain(reading_coder.code(text).events) for text in texts]
    together = [plain(coding.events) for coding in reading_coder.code_all(reversed(texts))]
    assert together[::-1] == alone


def test_confidences_are_probabilities_above_the_threshold(reading_coder: Coder) -> None:
    assert reading_coder.reader is not None
    coding = reading_coder.code(
        "Ghana accused Togo of arming rebels. Mali praised Ghana and urged Togo to disarm them."
    )
    assert coding.events
    assert all(reading_coder.reader.limits.recorded <= event.confidence <= 1 for event in coding.events)


def test_the_model_is_part_of_the_fingerprint(reading_coder: Coder, coder: Coder) -> None:
    assert reading_coder.info.rules != coder.info.rules


def test_the_model_knows_the_types_of_the_codebook() -> None:
    codes = load().codes
    types = Network(SHIPPED).settings["types"]
    assert types[0] == "none"
    assert set(types[1:]) == {type_ for type_, _ in codes.types}


def test_the_encoder_is_small() -> None:
    assert (SHIPPED / "encoder.onnx").stat().st_size < 30_000_000
