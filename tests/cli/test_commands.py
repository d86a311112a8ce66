"""The commands from their arguments to what they print and their exit status, in this process."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dragoman import __version__, cli
from dragoman.pipeline import Coder


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]
_CODING = ("demo", "explain", "read")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs `dragoman ARGUMENTS…` with some standard input; it loads no language model."""

    def run(*arguments: str, stdin: str = "") -> Result:
        if arguments and arguments[0] in _CODING and "--model" not in arguments:
            arguments = (*arguments, "--model", "rules")  # so that weights can change and what is printed stays
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        return Result(int(left.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def dragoman(command: Run, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same, with the language model that all tests share."""
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda *_: coder.parser)
    return command


# read

REPORT = (
    "Fiji expelled the ambassador of Tonga on Monday.\n\n"
    "Tonga accused Fiji of arming smugglers. Samoan soldiers did not attack Fiji.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_jsonl_keeps_the_text_and_points_into_it(dragoman: Run, report: Path) -> None:
    result = dragoman("read", str(report), "--format", "jsonl", "--published", "2019-04-25")
    assert result.status == 0
    (coding,) = lines(result.out)
    text = coding["article"]["text"]
    assert text == REPORT
    assert coding["article"]["published"] == "2019-04-25"
    told = {e["type"]: e for e in coding["events"]}
    assert set(told) == {"SANCTION", "ACCUSE", "ASSAULT"}
    expelled = told["SANCTION"]
    assert text[slice(*expelled["trigger"])] == "expelled"
    assert text[slice(*expelled["sentence"])] == "Fiji expelled the ambassador of Tonga on Monday."
    assert [(p["country"], p["sector"]) for p in expelled["actors"]] == [("FJI", "GOV")]
    assert text[slice(*expelled["actors"][0]["span"])] == "Fiji"
    assert (expelled["date"]["start"], expelled["date"]["basis"]) == ("2019-04-22", "text")
    assert told["ASSAULT"]["modality"] == "negated"
    assert text[slice(*told["ASSAULT"]["modality_cue"])] == "not"


def test_text_shows_parties_words_and_what_did_not_happen(dragoman: Run, report: Path) -> None:
    result = dragoman("read", str(report))
    assert result.status == 0
    assert "FJIGOV" in result.out
    assert "Fiji expelled the ambassador of Tonga on Monday." in result.out
    assert "did not happen" in result.out
    assert "no publication date" in result.out


def test_table_has_one_line_an_event(dragoman: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    result = dragoman("read", str(report), "--format", "table", "--published", "2019-04-25")
    heading, *rows = result.out.splitlines()
    assert heading.split() == ["date", "type", "modality", "who", "to", "whom", "words"]
    assert [row.split()[:4] for row in rows[:1]] == [["2019-04-22", "SANCTION:expel", "actual", "FJIGOV"]]
    assert len(rows) == 3


def test_csv_has_one_row_an_event(dragoman: Run, report: Path) -> None:
    result = dragoman("read", str(report), "--format", "csv", "--published", "2019-04-25")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["type"] for row in rows] == ["SANCTION", "ACCUSE", "ASSAULT"]
    assert rows[0]["actors"] == "FJIGOV"
    assert rows[0]["actor_words"] == "Fiji"
    assert rows[0]["recipients"] == "TONGOV"
    assert rows[2]["modality"] == "negated"
    assert len({row["article"] for row in rows}) == 1


@pytest.mark.parametrize("form", ["text", "table", "csv", "jsonl"])
def test_a_report_without_events_is_no_failure(dragoman: Run, tmp_path: Path, form: str) -> None:
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The bakery on the corner opens at seven. Its bread is good.", encoding="utf-8")
    result = dragoman("read", str(quiet), "--format", form)
    assert result.status == 0
    if form == "jsonl":
        assert lines(result.out)[0]["events"] == []
        assert "nothing-coded" in {note["code"] for note in lines(result.out)[0]["notes"]}
    if form == "text":
        assert "No event" in result.out


def test_standard_input_takes_text_and_json_lines(dragoman: Run) -> None:
    plain = dragoman("read", "-", "--format", "jsonl", stdin=REPORT)
    assert lines(plain.out)[0]["article"]["text"] == REPORT
    source = json.dumps({"id": "a7", "text": REPORT, "published": "2019-04-25", "desk": "Suva"})
    (coding,) = lines(dragoman("read", "-", "--format", "jsonl", stdin=source + "\n").out)
    assert coding["id"] == "a7"
    assert coding["article"]["extra"] == {"desk": "Suva"}
    assert [e["type"] for e in coding["events"]] == [e["type"] for e in lines(plain.out)[0]["events"]]


def test_a_bad_source_stops_no_other(dragoman: Run, report: Path, tmp_path: Path) -> None:
    binary = tmp_path / "noise.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    missing = tmp_path / "missing.txt"
    sources = [str(binary), str(report), str(missing), str(report)]
    result = dragoman("read", *sources, "--format", "jsonl")
    assert result.status == 1
    found = lines(result.out)
    assert [line.get("error", {}).get("code") for line in found] == ["binary", None, "not-found", None]
    assert found[2]["source"] == str(missing)
    assert found[1]["events"] == found[3]["events"] != []
    assert str(missing) in result.err
    assert "2 articles" in result.err and "2 sources could not be read" in result.err


@pytest.mark.parametrize("form", ["text", "table", "csv"])
def test_bad_sources_are_told_in_every_format(dragoman: Run, report: Path, tmp_path: Path, form: str) -> None:
    missing = str(tmp_path / "missing.txt")
    result = dragoman("read", missing, str(report), "--format", form)
    assert result.status == 1
    assert "SANCTION" in result.out
    assert missing not in result.out
    assert missing in result.err


def test_a_bad_line_is_told_by_its_number(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    good, empty = json.dumps({"text": REPORT}), json.dumps({"id": "x"})
    path.write_text(f"{good}\n{{oops\n{empty}\n", encoding="utf-8")
    result = dragoman("read", str(path), "--format", "jsonl")
    assert result.status == 1
    found = lines(result.out)
    assert [line.get("error", {}).get("code") for line in found] == [None, "bad-json", "bad-record"]
    assert f"{path}:2" in result.err


def test_a_folder_gives_its_texts_in_order(dragoman: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Peru deported two Chilean reporters.", encoding="utf-8")
    found = lines(dragoman("read", str(tmp_path), "--format", "jsonl").out)
    assert [line["article"]["text"][:4] for line in found] == ["Peru", "Fiji"]
    assert report.exists()


def test_control_characters_do_not_reach_a_terminal(dragoman: Run) -> None:
    nasty = "Fiji expelled \x1b[31mthe ambassador\x07 of Tonga on Monday.\n"
    for form in ("text", "table"):
        result = dragoman("read", "-", "--format", form, "--input-format", "text", stdin=nasty)
        assert "\x1b" not in result.out and "\x07" not in result.out


# bad arguments


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> None:
        raise AssertionError(f"{name} was loaded")

    monkeypatch.setattr("dragoman.parse.nlp._load", load)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["read", "x.txt", "--format", "xml"], "text, jsonl, table, csv"),
        (["read", "x.txt", "--input-format", "smoke"], "smoke"),
        (["read", "x.txt", "--published", "someday"], "someday"),
        (["read", "x.txt", "--colour"], "--colour"),
        (["read"], "SOURCE"),
        (["explain"], "SENTENCE"),
        (["explain", "Fiji met Tonga.", "--published", "someday"], "someday"),
        (["explain", "Fiji met Tonga.", "--lexicon", "no/such/folder"], "no/such/folder"),
        (["translate"], "translate"),
    ],
)
@pytest.mark.usefixtures("no_model")
def test_bad_arguments_are_one_line(command: Run, arguments: list[str], named: str) -> None:
    result = command(*arguments)
    assert result.status == 2
    assert result.out == ""
    (line,) = result.err.splitlines()
    assert line.startswith("dragoman: ")
    assert named.lower() in line.lower()


def test_a_model_that_is_not_installed_is_named(command: Run) -> None:
    result = command("explain", "Fiji met Tonga.", "--model", "no_such_model")
    assert result.status == 2
    (line,) = result.err.splitlines()
    assert "no-model" in line and "no_such_model" in line


def test_version_and_help_name_the_commands(command: Run) -> None:
    assert command("--version").out == f"dragoman {__version__}\n"
    shown = command("--help")
    assert shown.status == 0
    for verb in ("read", "explain", "demo", "evaluate"):
        assert verb in shown.out


# explain, demo, a user's tables


def test_explain_names_actors_rule_and_trigger(dragoman: Run) -> None:
    result = dragoman("explain", "Fiji deported two Tongan reporters.")
    assert result.status == 0
    assert "Fiji" in result.out and "FJI GOV" in result.out
    assert "COERCE:deport" in result.out
    assert "coerce-deport" in result.out and "“deported”" in result.out


def test_explain_names_the_cue_of_a_modality(dragoman: Run) -> None:
    result = dragoman("explain", "Fiji has not deported the Tongan reporters.")
    assert "negated by the cue “not”" in result.out


def test_explain_tells_what_a_composed_event_was_before(dragoman: Run) -> None:
    result = dragoman("explain", "The president of Fiji will visit Tonga on Monday.")
    assert "AGREE" in result.out
    assert "CONSULT before PLOVER's tense rules" in result.out


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The recipe deported my sister to the kitchen.", "by its parties: a thing does it, or nobody who is known"),
        ("The meeting was held in Suva.", "no CONSULT by rule consult-talks, by its parties: only a place is named"),
        ("Peruvian police are investigating a fire.", "by its parties: an inquiry that accuses nobody"),
        ("The talks of Peru drew crowds.", "by its parties: a noun that does not name its own parties"),
        ("Togo's navy accidentally shelled a Ghanaian trawler.", "by its clause: done by mistake"),
        ("A sergeant was jailed.", "by its topic: one party of no country, and no word of politics"),
        ("The gardener waters tulips.", "no word of the sentence sets off a rule"),
    ],
)
def test_explain_says_why_there_is_no_event(dragoman: Run, sentence: str, reason: str) -> None:
    result = dragoman("explain", sentence)
    assert result.status == 0
    assert "no event" in result.out
    assert reason in " ".join(result.out.split())


def test_explain_says_what_another_clause_took_in(dragoman: Run) -> None:
    out = " ".join(dragoman("explain", "Peru accused Chile of bombing a lighthouse.").out.split())
    assert "ACCUSE:allege Peru → Chile actual" in out
    assert "no ASSAULT by rule assault-bomb, by its clause: “accused” has taken it in" in out
    out = " ".join(dragoman("explain", "Peru praised Chile to persuade it to free nine sailors.").out.split())
    assert "no RETREAT by rule retreat-release, by its clause: an infinitive" in out


def test_candidates_are_written_with_their_verdicts(dragoman: Run, tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "found.parquet"
    report.write_text("Peru accused Chile of bombing a lighthouse.", encoding="utf-8")
    result = dragoman("candidates", str(report), str(tmp_path / "none.txt"), "--out", str(out))
    assert (result.status, "2 candidates of 1 articles" in result.err) == (1, True)
    assert "none.txt: not-found" in result.err
    rows = pq.read_table(out).to_pylist()
    assert [(one["type"], one["accepted"], one["stage"]) for one in rows] == [
        ("ACCUSE", True, None), ("ASSAULT", False, "clause"),
    ]  # fmt: skip


def test_words_in_brackets_are_printed_as_they_are(dragoman: Run) -> None:
    result = dragoman("explain", "Fiji deported the [bold]Tongan[/bold] reporters.")
    assert result.status == 0
    assert "deport" in result.out


def test_the_demo_shows_each_kind_of_telling(dragoman: Run) -> None:
    result = dragoman("demo")
    assert result.status == 0
    for shown in (
        "ACCUSE", "REJECT", "negated (did not happen)", "future (planned)", "historical (background)",
        "CONSULT to come", "says Togo's Foreign Minister", "by 30 June", "published 2009-05-14",
    ):  # fmt: skip
        assert shown in " ".join(result.out.split()), shown


OVERLAY = """
[[rule]]
id = "tickle"
type = "COERCE"
verbs = ["tickle"]
recipient = ["obj"]
examples = ["Fiji tickled the ambassador of Tonga."]
"""


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder


def test_a_folder_of_tables_adds_a_rule(dragoman: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, "events/tickle.toml", OVERLAY)
    sentence = "Fiji tickled the ambassador of Tonga."
    assert "no event" in dragoman("explain", sentence).out
    assert "rule tickle" in dragoman("explain", sentence, "--lexicon", str(folder)).out


def test_a_folder_of_tables_adds_an_actor_and_shows_in_the_fingerprint(dragoman: Run, tmp_path: Path) -> None:
    row = "name,aliases,country,sector,secondary\nReef League,,TON,PTY,OPP\n"
    folder = write(tmp_path / "tables", "actors/organizations.csv", row)
    text = "Fiji banned Reef League."
    ours = json.loads(dragoman("read", "-", "--format", "jsonl", stdin=text).out)
    theirs = json.loads(dragoman("read", "-", "--format", "jsonl", "--lexicon", str(folder), stdin=text).out)
    assert ours["coder"]["rules"] != theirs["coder"]["rules"]
    assert ("reef-league", "TON", "PTY") in {(a["id"], a["country"], a["sector"]) for a in theirs["actors"]}


def test_a_rule_or_row_of_the_same_name_replaces_ours(dragoman: Run, tmp_path: Path) -> None:
    write(tmp_path, "actors/groups.csv", "name,aliases,country,sector,secondary\nHezbollah,,TON,PTY,\n")
    folder = write(tmp_path, "events/x.toml", OVERLAY.replace("tickle", "coerce-deport", 1).replace("tickle", "deport"))
    ours = dragoman("explain", "Hezbollah deported two Fijian reporters.").out
    assert "Hezbollah  LBN REB" in ours and "COERCE:deport" in ours
    theirs = dragoman("explain", "Hezbollah deported two Fijian reporters.", "--lexicon", str(folder)).out
    assert "Hezbollah  TON PTY" in theirs
    assert "COERCE Hezbollah" in theirs


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("events/bad.toml", "[[rule]\n", "bad.toml"),
        ("events/bad.toml", '[[rule]]\nid = "x"\ntype = "COERCE"\nverbs = ["x"]\nobjekt = ["y"]\n', "objekt"),
        ("events/bad.toml", '[[rule]]\nid = "x"\ntype = "COERCE"\nverbs = ["x"]\nobject = ["@no"]\n', "@no"),
        ("actors/groups.csv", "name,aliases,country,sector,secondary\nLost,,ZZZ,REB,\n", "ZZZ"),
        ("actors/groups.csv", "name,aliases,country,sector,secondary\nLost,,TON\n", "groups.csv:2"),
    ],
)
def test_a_bad_table_is_named_in_one_line(dragoman: Run, tmp_path: Path, name: str, content: str, named: str) -> None:
    folder = write(tmp_path, name, content)
    result = dragoman("explain", "Fiji met Tonga.", "--lexicon", str(folder))
    assert result.status == 2
    (line,) = result.err.splitlines()
    assert "bad-lexicon" in line and named in line


def test_an_article_that_cannot_be_coded_does_not_end_the_run(command: Run, tmp_path: Path, monkeypatch: Any) -> None:
    source = tmp_path / "two.jsonl"
    source.write_text('{"id": "a", "text": "Ghana met Togo."}\n{"id": "b", "text": "Fiji met Tonga."}\n', "utf-8")
    code = Coder.code

    def fragile(coder: Coder, article: Any, *more: Any, **named: Any) -> Any:
        if getattr(article, "id", None) == "a":
            raise IndexError("no such sentence")
        return code(coder, article, *more, **named)

    monkeypatch.setattr(Coder, "code", fragile)
    result = command("read", str(source), "--format", "jsonl")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 1
    assert [(line["id"], line.get("error", {}).get("code")) for line in lines] == [("a", "not-coded"), ("b", None)]
    assert "not-coded" in result.err


def test_without_a_choice_the_learned_stage_decides(command: Run, tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text("Ghana expelled the ambassador of Togo on Monday.", "utf-8")
    events = {}
    for model in ("default", "rules"):
        result = command("read", str(source), "--format", "jsonl", "--model", model)
        (event,) = json.loads(result.out)["events"]
        events[model] = event
    assert {(e["type"], e["actors"][0]["country"]) for e in events.values()} == {("SANCTION", "GHA")}
    assert events["default"]["confidence"] != events["rules"]["confidence"]


def test_a_folder_without_a_model_is_named(command: Run, tmp_path: Path) -> None:
    result = command("read", "-", "--model", str(tmp_path), stdin="Ghana met Togo.")
    assert result.status == 2
    assert "encoder.onnx" in result.err
