"""Which rule a clause sets off, and why others stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.extract.events.match import Matcher
from dragoman.model.mention import Mentions
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree
from tests.extract.events.cast import cast, mention, rules
from tests.parse.trees import GRAMMAR, grow

FREED = "Fiji/NNP/nsubj/1 freed/VBD/ROOT/1/free two/CD/nummod/3 {}/NNS/dobj/1/{}"
CREW = grow(FREED.format("sailors", "sailor") + " from/IN/prep/1 Tonga/NNP/pobj/4")


def fires(tree: Tree, folder: Path, keys: str, mentions: Mentions | None = None) -> tuple[str | None, list[str]]:
    """The rule that the root sets off, and the reasons that kept others."""
    found = rules(folder, keys)
    matcher = Matcher(Clauses(tree, GRAMMAR), mentions or cast())
    best = matcher.rule(matcher.clauses.verb(tree.root), found.rules)
    return (None if best is None else best[0].id), [one.why for one in matcher.mismatches]


def one_rule(keys: str) -> str:
    rule = '[[rule]]\nid = "free"\ntype = "RETREAT"\nverbs = ["free"]'
    return f'[classes]\ncaptive = ["hostage", "sailor"]\n{rule}\n{keys}'


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ('object = ["@captive"]', None),
        ('object = ["goat"]', "object is not one of goat"),
        ('object = ["#country"]', "object is not one of #country"),
        ('subject = ["#country"]', None),
        ('subject = ["GOV"]', None),
        ('subject = ["REB"]', "subject is not one of REB"),
        ("prep = { from = [] }", None),
        ('prep = { from = ["#place"] }', "no phrase with 'from' and one of #place"),
        ("prep = { into = [] }", "no phrase with 'into'"),
        ('without = { object = ["sailor"] }', "a word is there that the rule avoids"),
        ("without = { prep = { from = [] } }", "a word is there that the rule avoids"),
        ('without = { object = ["goat"] }', None),
        ("no_object = true", "there is a direct object"),
        ("comp = true", "a clause must follow"),
        ("comp = false", None),
    ],
)
def test_a_constraint_lets_a_clause_through_or_says_what_is_missing(tmp_path: Path, keys: str, why: str | None) -> None:
    mentions = cast(mention(CREW, "Fiji", "FJI"), mention(CREW, "Tonga", "TON"))
    found, refused = fires(CREW, tmp_path, one_rule(keys), mentions)
    assert (found, refused) == (("free", []) if why is None else (None, [why]))


def test_modifiers_and_partitives_satisfy_a_constraint(tmp_path: Path) -> None:
    compound = grow("Fiji/NNP/nsubj/1 freed/VBD/ROOT/1/free hostage/NN/compound/3 pilots/NNS/dobj/1/pilot")
    partitive = grow(
        "Fiji/NNP/nsubj/1 freed/VBD/ROOT/1/free dozens/NNS/dobj/1/dozen of/IN/prep/2 sailors/NNS/pobj/3/sailor"
    )
    other = grow(
        "Fiji/NNP/nsubj/1 freed/VBD/ROOT/1/free friends/NNS/dobj/1/friend of/IN/prep/2 sailors/NNS/pobj/3/sailor"
    )
    keys = one_rule('object = ["@captive"]')
    assert [fires(tree, tmp_path, keys)[0] for tree in (compound, partitive, other)] == ["free", "free", None]


def test_an_object_may_be_known_by_its_sector(tmp_path: Path) -> None:
    mentions = cast(mention(CREW, "sailors", "TON:sailors", kind="group", sector="MIL"))
    assert fires(CREW, tmp_path, one_rule('object = ["MIL"]'), mentions)[0] == "free"
    assert fires(CREW, tmp_path, one_rule('object = ["MIL"]'))[0] is None


def test_whoever_is_not_known_is_no_actor(tmp_path: Path) -> None:
    weak = cast(mention(CREW, "sailors", "TON:sailors", kind="group", sector=None, weak=True))
    assert fires(CREW, tmp_path, one_rule('object = ["#actor"]'), weak)[0] is None
    assert fires(CREW, tmp_path, one_rule('object = ["#group"]'), weak)[0] == "free"


def test_a_passive_without_an_actor_may_have_been_done_by_anyone(tmp_path: Path) -> None:
    tree = grow("sailors/NNS/nsubjpass/2/sailor were/VBD/auxpass/2 freed/VBN/ROOT/2/free")
    assert fires(tree, tmp_path, one_rule('object = ["@captive"]\nsubject = ["GOV"]'))[0] == "free"
    assert fires(tree, tmp_path, one_rule('subject = ["GOV"]'))[0] is None


def test_a_passives_object_is_its_subject(tmp_path: Path) -> None:
    tree = grow("Fiji/NNP/nsubjpass/2 was/VBD/auxpass/2 freed/VBN/ROOT/2/free by/IN/agent/2 sailors/NNS/pobj/3/sailor")
    assert fires(tree, tmp_path, one_rule('object = ["@captive"]'))[0] is None
    assert fires(tree, tmp_path, one_rule('subject = ["@captive"]'))[0] == "free"


PHRASE = """
[[rule]]
id = "down"
type = "RETREAT"
verbs = ["lay down arms"]

[[rule]]
id = "lay"
type = "AID"
verbs = ["lay"]
"""


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("Rebels/NNS/nsubj/1 laid/VBD/ROOT/1/lay down/RP/prt/1 arms/NNS/dobj/1/arms", "down"),
        ("Rebels/NNS/nsubj/1 laid/VBD/ROOT/1/lay down/RP/prt/1 their/PRP$/poss/4 arms/NNS/dobj/1/arms", "down"),
        ("Rebels/NNS/nsubj/1 laid/VBD/ROOT/1/lay arms/NNS/dobj/1/arms down/RP/prt/1", "lay"),
        ("Rebels/NNS/nsubj/1 laid/VBD/ROOT/1/lay mines/NNS/dobj/1/mine", "lay"),
    ],
)
def test_words_of_a_phrase_follow_in_order_and_the_longest_phrase_wins(
    tmp_path: Path, notation: str, expected: str
) -> None:
    assert fires(grow(notation), tmp_path, PHRASE)[0] == expected


def test_an_operator_asks_for_the_form_of_the_clause_that_follows(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        "\n".join(
            f'[[operator]]\nid = "{form}"\nkind = "demand"\nverbs = ["want"]\ncomp = "{form}"'
            for form in ("to", "that", "other", "none")
        ),
    )
    forms = {
        "to": "Fiji/NNP/nsubj/1 wants/VBZ/ROOT/1/want to/TO/aux/3 leave/VB/xcomp/1",
        "other": "Fiji/NNP/nsubj/1 wants/VBZ/ROOT/1/want Tonga/NNP/nsubj/4 to/TO/aux/4 leave/VB/ccomp/1",
        "that": "Fiji/NNP/nsubj/1 wants/VBZ/ROOT/1/want that/IN/mark/4 Tonga/NNP/nsubj/4 leaves/VBZ/ccomp/1",
        "none": "Fiji/NNP/nsubj/1 wants/VBZ/ROOT/1/want peace/NN/dobj/1",
    }
    for form, notation in forms.items():
        matcher = Matcher(Clauses(grow(notation), GRAMMAR), cast())
        best = matcher.operator(matcher.clauses.verb(1), found.operators)
        assert best is not None and best[0].id == form


def test_a_phrase_that_hangs_on_the_object_counts(tmp_path: Path) -> None:
    tree = grow("Fiji/NNP/nsubj/1 freed/VBD/ROOT/1/free trade/NN/dobj/1 on/IN/prep/2 Tonga/NNP/pobj/3")
    tonga = cast(mention(tree, "Tonga", "TON"))
    assert fires(tree, tmp_path, one_rule('prep = { on = ["#country"] }'), tonga)[0] == "free"
    assert fires(tree, tmp_path, one_rule("prep = { against = [] }"), tonga)[0] is None
