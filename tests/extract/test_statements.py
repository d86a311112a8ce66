"""Who said what: speakers, hearers, reporting words and the exact reported words."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import LexiconError
from dragoman.extract.statements import StatementExtractor, StatementIndex
from dragoman.lexicon import DATA
from dragoman.lexicon.files import Folder
from dragoman.lexicon.statements import read_statements
from dragoman.model.record import Statement
from dragoman.model.text import Article
from dragoman.pipeline import Coder


@dataclass(frozen=True)
class Told:
    """A text with its statements; spans are read as words."""

    text: str
    statements: tuple[Statement, ...]

    def content(self, number: int = 0) -> list[str]:
        return [self.text[slice(*span)] for span in self.statements[number].content]

    def cue(self, number: int = 0) -> list[str]:
        return [self.text[slice(*span)] for span in self.statements[number].cue]

    def speaker(self, number: int = 0) -> str | None:
        speaker = self.statements[number].speaker
        return None if speaker is None or speaker.span is None else self.text[slice(*speaker.span)]

    def hearer(self, number: int = 0) -> str | None:
        hearer = self.statements[number].addressee
        return None if hearer is None or hearer.span is None else self.text[slice(*hearer.span)]


Reader = Callable[[str], Told]


@pytest.fixture(scope="module")
def extractor() -> StatementExtractor:
    return StatementExtractor(lexicon.load())


@pytest.fixture
def told(coder: Coder, extractor: StatementExtractor) -> Reader:
    def read(text: str) -> Told:
        parse, mentions = coder.read_actors(Article(id="t", text=text))
        return Told(text, extractor.extract(parse, mentions))

    return read


# Direct quotations


def test_a_quotation_goes_on_after_its_tag(told: Reader) -> None:
    found = told('"Norway will reopen the strait," Foreign Minister Kari Dahl said. "We keep our word."')
    assert found.content() == ["Norway will reopen the strait", "We keep our word."]
    assert found.speaker() == "Foreign Minister Kari Dahl"
    assert found.cue() == ["said"]
    assert [s.kind for s in found.statements] == ["direct"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ('"The bridge is safe," said Ola Lund, the mayor.', "Ola Lund, the mayor", ["The bridge is safe"]),
        ('"Why now?" asked the envoy.', "the envoy", ["Why now?"]),
        ('Ola Lund said: "The bridge is safe. It will stay open."', "Ola Lund",
         ["The bridge is safe. It will stay open."]),
        ('In an interview, Ola Lund said, "The bridge is safe."', "Ola Lund", ["The bridge is safe."]),
        ('"The bridge," Ola Lund told reporters in Lima, "will stay open."', "Ola Lund",
         ["The bridge", "will stay open."]),
        ("'The bridge is safe,' Ola Lund said.", "Ola Lund", ["The bridge is safe"]),
        ("“The bridge is safe,” Ola Lund said.", "Ola Lund", ["The bridge is safe"]),
    ],
)  # fmt: skip
def test_where_the_speaker_stands(told: Reader, text: str, speaker: str, content: list[str]) -> None:
    found = told(text)
    assert [s.kind for s in found.statements] == ["direct"]
    assert found.speaker() == speaker
    assert found.content() == content


def test_a_speaker_only_in_the_paragraph_before(told: Reader) -> None:
    found = told('"The bridge is safe," Ola Lund said.\n\n"Nobody will be turned back at the gate."')
    assert found.content() == ["The bridge is safe", "Nobody will be turned back at the gate."]


def test_a_colon_leads_a_quotation_in(told: Reader) -> None:
    found = told('Ola Lund was blunt on Monday:\n\n"Nobody will be turned back at the gate."')
    assert found.content() == ["Nobody will be turned back at the gate."]
    assert found.speaker() == "Ola Lund"
    assert found.statements[0].cue == ()


def test_paragraphs_that_are_opened_again_are_one_statement(told: Reader) -> None:
    found = told('"The harbour is closed.\n\n"The airport is closed too," the mayor of Oslo said.')
    assert found.content() == ["The harbour is closed.", "The airport is closed too"]


def test_two_speakers_are_two_statements(told: Reader) -> None:
    found = told('"We will sign," Ola Lund said. "We will not," answered Ana Rey.')
    assert [found.speaker(n) for n in range(len(found.statements))] == ["Ola Lund", "Ana Rey"]
    assert [found.content(n) for n in range(len(found.statements))] == [["We will sign"], ["We will not"]]


def test_what_is_reported_inside_a_quotation_belongs_to_its_speaker(told: Reader) -> None:
    found = told('"The army told me that the road was mined," Ola Lund said.')
    assert [found.speaker(n) for n in range(len(found.statements))] == ["Ola Lund"]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "safe zone" was shelled on Monday.',
        'The envoy carried "The Long Road Home" onto the train.',
    ],
)
def test_scare_quotes_and_titles_are_no_statements(told: Reader, text: str) -> None:
    assert told(text).statements == ()


# Reported speech


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Kari Dahl said that the talks had failed.", "Kari Dahl", ["that the talks had failed"]),
        ("The talks had failed, Kari Dahl said on Monday.", "Kari Dahl", ["The talks had failed"]),
        ("The talks, Kari Dahl said, had failed.", "Kari Dahl", ["The talks", "had failed"]),
        ("Kari Dahl said in a note that the talks had failed.", "Kari Dahl", ["that the talks had failed"]),
        ("According to Chile's army, the road is open.", "Chile's army", ["the road is open"]),
        ("The road is open, according to Chile's army.", "Chile's army", ["The road is open"]),
        ("Chile ignored Peru's warning that the road could close.", "Peru's", ["that the road could close"]),
        ("Chile issued a warning that the border could close.", "Chile", ["that the border could close"]),
        ("The king made it clear that Chile would not sign.", "The king", ["that Chile would not sign"]),
        ("The general is said to have fled to Mali.", None, ["The general", "to have fled to Mali"]),
        ("As the ministry noted, the talks had failed.", "the ministry", ["the talks had failed"]),
        ("Iran urged Iraq to reopen the crossing.", "Iran", ["Iraq to reopen the crossing"]),
        ("Uganda denied that its troops had crossed the river.", "Uganda",
         ["that its troops had crossed the river"]),
    ],
)  # fmt: skip
def test_reported_speech(told: Reader, text: str, speaker: str | None, content: list[str]) -> None:
    found = told(text)
    assert [s.kind for s in found.statements] == ["indirect"]
    assert found.speaker() == speaker
    assert found.content() == content


def test_the_hearer(told: Reader) -> None:
    found = told("Kari Dahl told Chile's parliament that Norway would reopen the strait and lower its tolls.")
    assert found.hearer() == "Chile's parliament"
    assert found.content() == ["that Norway would reopen the strait and lower its tolls"]


def test_a_second_report_of_the_same_speaker_is_not_content(told: Reader) -> None:
    found = told("The president of Chile landed on Sunday. He said the road was open, adding that trucks would roll.")
    assert [found.content(n) for n in (0, 1)] == [["the road was open"], ["that trucks would roll"]]
    assert found.statements[0].speaker is not None
    assert found.statements[0].speaker == found.statements[1].speaker
    assert found.statements[0].speaker.actor is not None


def test_partly_quoted_words_are_mixed(told: Reader) -> None:
    found = told('Kari Dahl said Norway would "never again" raise the tolls.')
    assert found.statements[0].kind == "mixed"
    assert found.content() == ['Norway would "never again" raise the tolls']


def test_a_chain_has_both_speakers(told: Reader) -> None:
    found = told("State media quoted the minister as saying that the dam had been breached.")
    assert {found.speaker(n) for n in range(len(found.statements))} == {"State media", "the minister"}
    inner = next(n for n in range(2) if found.speaker(n) == "the minister")
    assert found.content(inner) == ["that the dam had been breached"]


def test_a_relative_pronoun_leads_to_its_actor(told: Reader) -> None:
    found = told("The president of Chile, who said the bridge was safe, resigned.")
    speaker = found.statements[0].speaker
    assert speaker is not None
    assert speaker.actor is not None
    assert found.content() == ["the bridge was safe"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Uganda said the road was open.", "assert"),
        ("Uganda accused Rwanda of arming rebels.", "accuse"),
        ("Uganda denied that it armed rebels.", "deny"),
        ("Uganda demanded that Rwanda withdraw.", "demand"),
        ("Uganda called for a ceasefire.", "demand"),
        ("Uganda offered to host the talks.", "offer"),
        ("Uganda pledged to withdraw.", "pledge"),
        ("Uganda refused to withdraw.", "refuse"),
        ("Uganda threatened to close the border.", "threaten"),
        ("Uganda predicted that the talks would fail.", "predict"),
        ("Uganda warned that the dam could burst.", "concern"),
        ("Uganda praised Kenya for its restraint.", "endorse"),
        ("Uganda told Rwanda to withdraw.", "demand"),
        ("Uganda told Rwanda that it had withdrawn.", "assert"),
        ("Uganda expressed concern about the dam.", "concern"),
        ("Uganda voiced support for the plan.", "endorse"),
    ],
)
def test_the_act_of_a_verb(told: Reader, text: str, act: str) -> None:
    assert [s.act for s in told(text).statements] == [act]


# Where words are told


def test_words_lead_to_the_statement_that_tells_them(told: Reader) -> None:
    found = told('Chile closed its border. "We will reopen it," Ana Rey said. Peru said that trucks were stuck.')
    index = StatementIndex(found.statements)

    def at(words: str) -> str | None:
        start = found.text.index(words)
        statement = index.at((start, start + len(words)))
        return None if statement is None else statement.id

    assert at("closed its border") is None
    assert at("We will reopen") == "s1"
    assert at("trucks were stuck") == "s2"
    assert at("Peru said") is None


def test_the_innermost_statement_is_the_one_that_tells(told: Reader) -> None:
    found = told("State media quoted the minister as saying that the dam had been breached.")
    start = found.text.index("breached")
    statement = StatementIndex(found.statements).at((start, start + 8))
    assert statement is not None
    assert statement.speaker is not None
    assert statement.speaker.span == (found.text.index("the minister"), found.text.index(" as saying"))


def test_ids_follow_the_text(told: Reader) -> None:
    found = told('Peru said it agreed. "So do we," Ana Rey said. Chad denied that it did.')
    assert [s.id for s in found.statements] == ["s1", "s2", "s3"]
    assert [s.content[0] for s in found.statements] == sorted(s.content[0] for s in found.statements)


def test_many_marks_take_no_time(coder: Coder, extractor: StatementExtractor) -> None:
    parse, mentions = coder.read_actors(Article(id="t", text="“No,” he said. " * 1500))
    start = time.perf_counter()
    found = extractor.extract(parse, mentions)
    assert time.perf_counter() - start < 5.0
    assert len(found) >= 1000


# The tables


def test_a_table_that_cannot_be_right_is_named(tmp_path: Path) -> None:
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "own.toml").write_text('[[verb]]\nact = "sing"\nwords = ["hum"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="sing"):
        read_statements(Folder(DATA, tmp_path))


def test_a_users_verb_is_laid_over_ours(tmp_path: Path) -> None:
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "own.toml").write_text(
        '[[verb]]\nact = "pledge"\ntakes = ["clause"]\nwords = ["say"]\n', encoding="utf-8"
    )
    assert read_statements(Folder(DATA, tmp_path)).verbs["say"].act == "pledge"
    assert read_statements(Folder(DATA)).verbs["say"].act == "assert"


@pytest.mark.parametrize(
    ("text", "when", "where"),
    [
        ("Tonga will not yield, President Joko Widodo said on Thursday in Suva.", ("2019-04-25", "text"), "Suva"),
        ("“We will leave Apia on Monday,” the minister told reporters in Suva.", ("2019-04-26", "published"), "Suva"),
        ("In 1994 the king of Tonga said that Fiji had lied.", ("1994-01-01", "text"), None),
        ("Speaking in Geneva, the minister urged Mali to hold a vote by May.", ("2019-04-26", "published"), "Geneva"),
        (
            "The minister said in a speech in Suva that Tonga shelled Apia in March.",
            ("2019-04-26", "published"),
            "Suva",
        ),
        ("The minister said that Tonga attacked Apia on Tuesday.", ("2019-04-26", "published"), None),
    ],
)
def test_when_and_where_it_was_said(coder: Coder, text: str, when: tuple[str, str], where: str | None) -> None:
    coding = coder.code(Article("a", text, published="2019-04-26", published_precision="day"))
    first = coding.statements[0]
    assert first.date
    assert (first.date.start, first.date.basis) == when
    assert (coding.article.words(first.place.span) if first.place and first.place.span else None) == where


def test_without_a_publication_day_nothing_is_assumed(coder: Coder) -> None:
    coding = coder.code(Article("a", "The minister of Fiji said that Tonga attacked Apia."))
    assert coding.statements[0].date is None
