"""What judgements of a sample come to."""

from __future__ import annotations

import pytest

from dragoman.reconcile.auditing import Answer, answered, judgements, report, wilson

RIGHT, WRONG = Answer(True), Answer(False)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_published_tables(right: int, count: int, low: float, high: float) -> None:
    """Score intervals as in R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    found = wilson(right / count, count)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


def test_an_event_with_a_wrong_field_counts_both_ways() -> None:
    found = report([("AID", RIGHT), ("AID", Answer(False, ("date", "place"))), ("AID", Answer(False, ("date",))),
                    ("ACCUSE", WRONG)])  # fmt: skip
    aid, overall = found.types[1], found.overall
    assert [line.name for line in found.types] == ["ACCUSE", "AID"]
    assert (aid.judged, aid.right, aid.field_wrong) == (3, 1, 2)
    assert aid.precision and aid.lenient and overall.precision and overall.lenient
    assert [aid.precision.value, aid.lenient.value] == pytest.approx([1 / 3, 1])
    assert (overall.precision.value, overall.lenient.value) == (0.25, 0.75)
    assert dict(found.fields) == {"date": 2, "place": 1}


def test_types_that_were_drawn_more_often_weigh_no_more() -> None:
    answers = [("AID", RIGHT)] * 10 + [("ACCUSE", WRONG)] * 10
    plain, weighted = report(answers).overall, report(answers, {"AID": 900, "ACCUSE": 100, "REJECT": 5}).overall
    assert plain.precision and weighted.precision
    assert [plain.precision.value, weighted.precision.value] == pytest.approx([0.5, 0.9])
    # As much is known as from 1 / (0.9² / 10 + 0.1² / 10) draws.
    assert weighted.precision == wilson(weighted.precision.value, 1 / 0.082)


def test_nothing_judged_has_no_share() -> None:
    assert (report([]).overall.precision, report([], {"AID": 3}).overall.judged, report([]).types) == (None, 0, ())


@pytest.mark.parametrize(
    ("first", "second"), [(RIGHT, Answer(False, ("type", "date"))), (Answer(False, ("type", "date")), RIGHT),
                          (WRONG, Answer(False, ("place",))), (Answer(False, ("place",)), Answer(False, ("date",))),
                          (RIGHT, WRONG)],
)  # fmt: skip
def test_the_last_answer_counts_alone(first: Answer, second: Answer) -> None:
    standing: dict[str | None, str] = {}
    for answer in (first, second):
        for line in judgements("a1/e1", "first", answer, standing.copy(), "ann", "2011-05-06T10:00:00+00:00"):
            assert (line.subject, line.question, line.by) == ("a1/e1", "truth", "ann")
            standing[line.field] = line.verdict
        standing = {field: verdict for field, verdict in standing.items() if verdict != "withdrawn"}
        assert answered(standing) == answer
