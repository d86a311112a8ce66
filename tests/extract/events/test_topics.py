"""Whether an event is politics: countries act in games, markets and weather too."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.extract.events.candidate import Reason
from dragoman.extract.events.topics import Politics
from dragoman.lexicon.topics import Terms, Topics
from dragoman.model.mention import Mention, Mentions
from dragoman.parse.tree import Tree
from tests.extract.events.cast import cast, mention
from tests.parse.trees import grow, parsed

CODES = lexicon.load().codes
NONE: frozenset[str] = frozenset()
TOPICS = Topics(Terms(frozenset({"treaty"}), NONE), Terms(frozenset({"goal"}), NONE), Terms(frozenset({"storm"}), NONE))


def sentence(index: int, *nouns: str) -> Tree:
    words = "".join(f" {noun}/NN/dobj/1" for noun in nouns)
    return grow(f"Ghana/NNP/nsubj/1 saw/VBD/ROOT/1/see{words}", offset=100 * index, index=index)


def refuses(
    trees: list[Tree], party: Mention, type_: str = "CONSULT", carried: bool = True, mentions: Mentions | None = None
) -> Reason | None:
    """Why an event of the first sentence is refused."""
    politics = Politics(TOPICS, CODES, parsed(*trees), mentions or cast())
    return politics.refuses(trees[0], type_, [party], carried)


def ghana(tree: Tree, **more: str | None) -> Mention:
    return mention(tree, "Ghana", "GHA", **more)


def test_games_are_no_politics_even_in_a_political_article() -> None:
    trees = [sentence(0, "goal"), *(sentence(n, "treaty") for n in range(1, 6))]
    assert refuses(trees, ghana(trees[0])) == Reason.GAMES


def test_politics_in_a_game_counts_where_it_has_more_words() -> None:
    trees = [sentence(0, "treaty")]
    assert refuses(trees, ghana(trees[0])) is None


def test_in_an_article_about_something_else_a_state_alone_is_not_enough() -> None:
    trees = [sentence(0), *(sentence(n, "storm") for n in range(1, 6))]
    assert refuses(trees, ghana(trees[0])) == Reason.OFF_TOPIC


def test_a_political_sentence_of_such_an_article_counts() -> None:
    trees = [sentence(0, "treaty"), *(sentence(n, "storm") for n in range(1, 12))]
    assert refuses(trees, ghana(trees[0])) is None
    assert refuses(trees, ghana(trees[0]), carried=False) is not None
    assert refuses(trees, ghana(trees[0], form="role", step="inferred")) is not None
    assert refuses(trees, ghana(trees[0], sector="COP")) is not None


def test_a_short_text_is_not_judged_as_a_whole() -> None:
    trees = [sentence(0), sentence(1, "storm"), sentence(2, "storm")]
    assert refuses(trees, ghana(trees[0])) is None
    stranger = ghana(trees[0], country=None, kind="person", sector="MIL")
    assert refuses(trees, stranger) == Reason.STRANGER


def test_in_a_political_article_somebody_must_act_in_politics() -> None:
    trees = [sentence(0), *(sentence(n, "treaty") for n in range(1, 6))]
    farmer = ghana(trees[0], sector="AGR")
    assert refuses(trees, ghana(trees[0])) is None
    assert refuses(trees, farmer) == Reason.UNPOLITICAL
    assert refuses(trees, farmer, "ASSAULT") is None
    assert refuses(trees, farmer, "PROTEST") is None


def test_names_of_political_bodies_make_a_sentence_political() -> None:
    trees = [sentence(0), *(sentence(n, "storm") for n in range(1, 12))]
    bodies = cast(ghana(trees[0], kind="organization", sector="LEG"))
    assert refuses(trees, ghana(trees[0]), mentions=bodies) is None
    assert refuses(trees, ghana(trees[0]), mentions=cast(ghana(trees[0]))) is not None
