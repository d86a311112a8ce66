"""Who does an event where the subject does not say."""

from __future__ import annotations

from pathlib import Path

from dragoman.extract.events.actors import ActorFinder
from dragoman.extract.events.match import Matcher
from dragoman.lexicon.events import EventRules
from dragoman.lexicon.rules import Rule
from dragoman.model.mention import Mentions
from dragoman.parse.clauses import Clauses
from dragoman.parse.tree import Tree
from tests.extract.events.cast import cast, lexicon_with, mention, rules, states, who
from tests.parse.trees import GRAMMAR, grow

SAYS = '[[operator]]\nid = "report"\nkind = "report"\nverbs = ["say"]\n'


def finder(tree: Tree, mentions: Mentions, folder: Path, rule: str = "") -> tuple[ActorFinder, EventRules]:
    found = rules(folder, SAYS + rule)
    return ActorFinder(Matcher(Clauses(tree, GRAMMAR), mentions), lexicon_with(found)), found


def only(found: EventRules) -> Rule:
    (rule,) = found.all_rules()
    return rule


def test_we_is_whoever_speaks(tmp_path: Path) -> None:
    after = grow("We/PRP/nsubj/1 left/VBD/ccomp/4 ,/,/punct/4 Ghana/NNP/nsubj/4 said/VBD/ROOT/4/say")
    around = grow("We/PRP/nsubj/4 ,/,/punct/4 Ghana/NNP/nsubj/3 said/VBD/parataxis/4/say left/VBD/ROOT/4")
    for tree, verb in ((after, 1), (around, 4)):
        found, _ = finder(tree, states(tree, Ghana="GHA"), tmp_path)
        assert who(found.of_operator(found.clauses.verb(verb))) == ["GHA"]


def test_they_is_not_whoever_speaks(tmp_path: Path) -> None:
    tree = grow("They/PRP/nsubj/1 left/VBD/ccomp/4 ,/,/punct/4 Ghana/NNP/nsubj/4 said/VBD/ROOT/4/say")
    found, _ = finder(tree, states(tree, Ghana="GHA"), tmp_path)
    assert found.of_operator(found.clauses.verb(1)) == ()


def test_a_verb_that_reports_nothing_has_no_speaker_below(tmp_path: Path) -> None:
    tree = grow("Ghana/NNP/nsubj/1 feared/VBD/ROOT/1/fear we/PRP/nsubj/3 left/VBD/ccomp/1")
    found, _ = finder(tree, states(tree, Ghana="GHA"), tmp_path)
    assert found.speaker(3) == ()


def test_an_actor_behind_the_subject_does_it(tmp_path: Path) -> None:
    raid = grow("A/DT/det/1 raid/NN/nsubj/4 by/IN/prep/1 Ghana/NNP/pobj/2 killed/VBD/ROOT/4 Togo/NNP/dobj/4")
    found, _ = finder(raid, states(raid, Ghana="GHA", Togo="TGO"), tmp_path)
    assert who(found.of_operator(found.clauses.verb(4))) == ["GHA"]


def test_the_place_of_an_event_is_not_its_actor(tmp_path: Path) -> None:
    tree = grow("Police/NNS/nsubj/3 in/IN/prep/0 Ghana/NNP/pobj/1 left/VBD/ROOT/3")
    found, _ = finder(tree, cast(mention(tree, "Ghana", "GHA", form="place")), tmp_path)
    (somebody,) = found.of_operator(found.clauses.verb(3))
    assert (somebody.name, somebody.country) == ("Police", None)


def test_own_forces_are_sent_not_done_to(tmp_path: Path) -> None:
    tree = grow("Ghana/NNP/nsubj/1 sent/VBD/ROOT/1/send soldiers/NNS/dobj/1 to/IN/prep/1 Togo/NNP/pobj/3")
    soldiers = mention(
        tree, "soldiers", "GHA:soldiers", country="GHA", kind="group", sector="MIL", form="role", step="inferred"
    )
    mentions = cast(mention(tree, "Ghana", "GHA"), soldiers, mention(tree, "Togo", "TGO"))
    for type_, expected in (("MOBILIZE", []), ("COERCE", ["GHA:soldiers"])):
        keys = f'[[rule]]\nid = "send"\ntype = "{type_}"\nverbs = ["send"]\nrecipient = ["obj"]\n'
        found, table = finder(tree, mentions, tmp_path, keys)
        clause = found.clauses.verb(1)
        actors = found.of_rule(clause, only(table))
        assert who(actors) == ["GHA"]
        done_to = who(found.recipients(clause, only(table), actors))
        assert done_to == (expected or ["TGO"])


def test_a_speakers_demand_names_the_speaker_as_actor(tmp_path: Path) -> None:
    tree = grow("Togo/NNP/nsubj/2 must/MD/aux/2 leave/VB/ccomp/4 Ghana/NNP/nsubj/4 said/VBD/ROOT/4/say")
    keys = '[[rule]]\nid = "go"\ntype = "REQUEST"\nverbs = ["leave"]\nactor = ["speaker"]\nrecipient = ["subj"]\n'
    found, table = finder(tree, states(tree, Ghana="GHA", Togo="TGO"), tmp_path, keys)
    assert who(found.of_rule(found.clauses.verb(2), only(table))) == ["GHA"]
