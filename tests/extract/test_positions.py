"""What parties demand, offer, pledge, refuse, deny, allege, threaten or predict, and on what terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.extract.positions import PositionExtractor
from dragoman.lexicon.files import Folder
from dragoman.lexicon.positions import read_positions
from dragoman.model.record import Position
from dragoman.model.text import Article
from dragoman.pipeline import Coder


@dataclass(frozen=True)
class Taken:
    """A text with its positions; spans are read as words."""

    text: str
    positions: tuple[Position, ...]

    @property
    def acts(self) -> list[tuple[str, str]]:
        return [(p.act, self.words(p.content)) for p in self.positions]

    def words(self, span: tuple[int, int] | None) -> str:
        return "" if span is None else self.text[slice(*span)]

    def only(self) -> Position:
        assert len(self.positions) == 1, self.acts
        return self.positions[0]


Reader = Callable[..., Taken]


@pytest.fixture
def taken(coder: Coder) -> Reader:
    positions = PositionExtractor(coder.lexicon)

    def read(text: str, published: str | None = "2021-03-10") -> Taken:
        article = Article(id="t", text=text, published=published, published_precision="day")
        parse, mentions = coder.read_actors(article)
        coding = coder.extract(parse, mentions)
        found = positions.extract(parse, mentions, coding.times, coding.events, coding.statements)
        return Taken(text, found)

    return read


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        ("Norway pledged to train 200 Kenyan border guards.", "pledge", "train 200 Kenyan border guards"),
        ("Peru refused to reopen its embassy in Quito.", "refuse", "reopen its embassy in Quito"),
        ("Chad urged Libya to withdraw its troops.", "demand", "Libya to withdraw its troops"),
        ("Chad called for an inquiry into the raid.", "demand", "an inquiry into the raid"),
        ("Ghana offered to host the negotiators.", "offer", "host the negotiators"),
        ("Kenya denied that its soldiers had crossed the river.", "deny", "its soldiers had crossed the river"),
        ("Egypt rejected the allegations.", "deny", "the allegations"),
        ("Egypt rejected the plan.", "refuse", "the plan"),
        ("Sweden threatened to expel the consul.", "threaten", "expel the consul"),
        ("Chile is concerned that the dispute could spread.", "concern", "the dispute could spread"),
        ("Japan voiced concern about the missile tests.", "concern", "the missile tests"),
        ("Brazil welcomed the ceasefire.", "endorse", "the ceasefire"),
        ("Sudan accused Chad of arming the rebels.", "accuse", "Chad of arming the rebels"),
    ],
)
def test_predicates_name_the_act_of_their_subject(taken: Reader, text: str, act: str, content: str) -> None:
    assert (act, content) in taken(text).acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Turkish Foreign Minister Ahmet Demir said Turkey would send doctors to Beirut.", "pledge"),
        ("Turkish Foreign Minister Ahmet Demir said Turkey would not send soldiers to Beirut.", "refuse"),
        ("Turkish Foreign Minister Ahmet Demir said Greece must remove its radar.", "demand"),
        ("Turkish Foreign Minister Ahmet Demir said the talks would fail.", "predict"),
        ("Turkish Foreign Minister Ahmet Demir said his country was ready to mediate.", "offer"),
        ('"We did not fire a shot," Turkish Foreign Minister Ahmet Demir said.', "deny"),
        ('"Greece has violated the treaty," Turkish Foreign Minister Ahmet Demir said.', "accuse"),
        ('"We will retaliate," Turkish Foreign Minister Ahmet Demir said.', "threaten"),
        ("Turkish Foreign Minister Ahmet Demir said the vote was free and fair.", "endorse"),
        ('"It is unlikely that the truce will hold," said Lena Fischer, an analyst in Berlin.', "predict"),
    ],
)
def test_plain_statements_are_read_by_mood_subject_and_words(taken: Reader, text: str, act: str) -> None:
    assert [found for found, _ in taken(text).acts] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will be cold in July.",
        "The storm threatens to flood the coast of Chile.",
        "If Peru refuses to sign, the accord lapses.",
        "Peru may agree to talks with Chile.",
        "State media reported that the bridge would be closed.",
        "The minister asked not to be named.",
        "Turkish Foreign Minister Ahmet Demir said the talks lasted six hours.",
    ],
)
def test_what_nobody_takes_a_stand_on_is_no_position(taken: Reader, text: str) -> None:
    assert taken(text).acts == []


def test_condition_is_cut_from_the_content(taken: Reader) -> None:
    told = taken("France offered to pay the teachers if the conference goes ahead.")
    position = told.only()
    assert told.words(position.content) == "pay the teachers"
    assert told.words(position.condition) == "if the conference goes ahead"


def test_a_condition_may_come_first(taken: Reader) -> None:
    told = taken('"If they cross the border, we will close the port," Togolese Foreign Minister Kofi Mensah said.')
    position = told.only()
    assert (position.act, told.words(position.content)) == ("threaten", "we will close the port")
    assert told.words(position.condition) == "If they cross the border"


def test_exchange_is_what_is_given_in_return(taken: Reader) -> None:
    told = taken("Iran offered to free the sailors in exchange for the release of its tanker.")
    assert told.words(told.only().exchange) == "the release of its tanker"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Kenya pledged to withdraw its troops by the end of the year.", "2021-12-31"),
        ("Kenya promised to withdraw its troops by 1 May.", "2021-05-01"),
        ("Kenya demanded that Somalia reopen the road before June 2022.", "2022-06-30"),
    ],
)
def test_deadlines_are_resolved(taken: Reader, text: str, end: str) -> None:
    deadline = taken(text).only().deadline
    assert deadline is not None
    assert deadline.end == end


def test_a_length_of_time_is_counted_from_publication(taken: Reader) -> None:
    deadline = taken("Kenya pledged to withdraw its troops within two weeks.", "2021-03-08").only().deadline
    assert deadline is not None
    assert (deadline.start, deadline.end, deadline.basis) == ("2021-03-08", "2021-03-22", "text")


def test_hours_are_counted_from_publication_too(taken: Reader) -> None:
    deadline = taken("Kenya urged Chad to free the pilot within 48 hours.", "2021-03-08").only().deadline
    assert deadline is not None
    assert deadline.end == "2021-03-10"


def test_what_someone_is_told_to_do_is_demanded(taken: Reader) -> None:
    found = taken("Latvia told two Kenyan envoys to leave Latvia by 31 May.", "2021-03-08").only()
    assert found.act == "demand"
    assert found.deadline is not None
    assert found.deadline.end == "2021-05-31"


def test_a_deadline_after_something_without_a_date_names_it(taken: Reader) -> None:
    text = "Kenya pledged to withdraw its troops within 90 days of ratification, officials said."
    deadline = taken(text, "2021-03-08").only().deadline
    assert deadline is not None
    assert (deadline.start, deadline.end, deadline.basis) == (None, None, "anchor")
    assert text[slice(*deadline.span)] == "90 days of ratification"


def test_own_troops_are_no_counterparts_and_their_withdrawal_no_threat(taken: Reader) -> None:
    text = "Albania will withdraw its troops if Montenegro frees the crew, Albania's foreign minister said."
    found = taken(text).only()
    assert found.act == "offer"
    assert "ALB" not in {party.country for party in found.counterparts}


def test_a_time_that_is_over_is_no_deadline(taken: Reader) -> None:
    assert taken("Kenya demanded that Somalia return the ship it seized in 2019.").only().deadline is None


def test_a_deadline_without_a_date_to_count_from_stays_unresolved(taken: Reader) -> None:
    assert taken("Kenya pledged to withdraw its troops by Friday.", None).only().deadline is None


def test_each_of_several_holders_has_a_record(taken: Reader) -> None:
    found = taken("Norway and Britain offered to pay for the monitors.").positions
    assert sorted(p.holder.country or "" for p in found) == ["GBR", "NOR"]
    assert len({p.content for p in found}) == 1


def test_holder_counterpart_statement_and_event_are_linked(taken: Reader) -> None:
    position = taken('"Chad must release the sailors," Libyan Foreign Minister Omar Salem told reporters.').only()
    assert position.holder.country == "LBY"
    assert {p.country for p in position.counterparts} == {"TCD"}
    assert position.statement == "s1"
    demand = taken("Chad urged Libya to release the sailors.").only()
    assert demand.event is not None


def test_first_person_is_whoever_speaks(taken: Reader) -> None:
    position = taken('"We demand an apology," Ghanaian Foreign Minister Ama Boateng said.').only()
    assert (position.act, position.holder.country) == ("demand", "GHA")


def test_headlines_are_not_told_twice(taken: Reader) -> None:
    text = "Peru refuses to reopen embassy\n\nPeru refused on Monday to reopen its embassy in Quito."
    assert [act for act, _ in taken(text).acts] == ["refuse"]


def test_an_impossible_stance_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "positions"
    folder.mkdir()
    (folder / "own.toml").write_text('[[stance]]\nact = "sing"\nverbs = ["hum"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"own\.toml.*hum.*sing"):
        read_positions(Folder(tmp_path))
