"""The words: everything that a verb, a title or a nationality means, loaded from `data`.

`load()` reads the package's tables once; a user's folder is laid over them entry by entry.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.actors import ActorTables, read_actors
from dragoman.lexicon.bearing import Bearing, read_bearing
from dragoman.lexicon.codes import Codes, read_codes
from dragoman.lexicon.crosswalk import Crosswalk, read_crosswalk
from dragoman.lexicon.events import EventRules, check_rules, read_events
from dragoman.lexicon.exports import Exports, read_exports
from dragoman.lexicon.files import DATA, Folder
from dragoman.lexicon.furniture import Furniture, read_furniture
from dragoman.lexicon.gazetteer import PlaceTables, places_version, read_places
from dragoman.lexicon.grammar import Grammar, read_grammar
from dragoman.lexicon.inputs import Inputs, read_inputs
from dragoman.lexicon.labels import Labels, read_labels
from dragoman.lexicon.overlay import check_folder
from dragoman.lexicon.places import PlaceCues, read_cues
from dragoman.lexicon.positions import PositionWords, read_positions
from dragoman.lexicon.reading import ReadingWords, read_reading
from dragoman.lexicon.statements import StatementWords, read_statements
from dragoman.lexicon.states import States, read_states
from dragoman.lexicon.stories import StoryWords, read_stories
from dragoman.lexicon.times import TimeWords, read_times
from dragoman.lexicon.topics import Topics, read_topics

AFTER = "archive/"
"""The folder of tables that are used on codings, not for them; they are no part of the fingerprint."""


__all__ = ["AFTER", "DATA", "Lexicon", "load"]


class Lexicon:
    """All tables of a folder. Each is read when it is first asked for and never changes after that."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    @cached_property
    def actors(self) -> ActorTables:
        """Names and role nouns."""
        return read_actors(self._folder)

    @cached_property
    def bearing(self) -> Bearing:
        """What bears on a position after it was taken."""
        return read_bearing(self._folder, self.events, self.codes)

    @cached_property
    def codes(self) -> Codes:
        """PLOVER's types, sectors and contexts."""
        return read_codes(self._folder)

    @cached_property
    def crosswalk(self) -> Crosswalk:
        """What other data sets call things."""
        return read_crosswalk(self._folder)

    @cached_property
    def events(self) -> EventRules:
        """Event rules and operators, checked against the codes."""
        events = read_events(self._folder)
        check_rules(events, self.codes)
        return events

    @cached_property
    def exports(self) -> Exports:
        """How archives of news label what they know of a report."""
        return read_exports(self._folder)

    @cached_property
    def furniture(self) -> Furniture:
        """What stands around reports and tells no news."""
        return read_furniture(self._folder)

    @cached_property
    def gazetteer(self) -> PlaceTables:
        """Places that the gazetteer adds to its cities."""
        return read_places(self._folder)

    @cached_property
    def gazetteer_version(self) -> str:
        """A hash of the files that the gazetteer's places are read from."""
        return places_version(self._folder)

    @cached_property
    def grammar(self) -> Grammar:
        """Function words and other small classes."""
        return read_grammar(self._folder)

    @cached_property
    def inputs(self) -> Inputs:
        """What things are called in tables and programs' answers."""
        return read_inputs(self._folder)

    @cached_property
    def labels(self) -> Labels:
        """What codes are called in plain words."""
        return read_labels(self._folder, self.codes)

    @cached_property
    def places(self) -> PlaceCues:
        """Words by which places are found."""
        return read_cues(self._folder)

    @cached_property
    def positions(self) -> PositionWords:
        """Words by which a party takes a position."""
        return read_positions(self._folder)

    @cached_property
    def reading(self) -> ReadingWords:
        """Words around a report, and small words that tell a language."""
        return read_reading(self._folder)

    @cached_property
    def statements(self) -> StatementWords:
        """Words that report words."""
        return read_statements(self._folder)

    @cached_property
    def states(self) -> States:
        """Which states there were when."""
        return read_states(self._folder)

    @cached_property
    def stories(self) -> StoryWords:
        """What speaks for two events being one occurrence."""
        return read_stories(self._folder, self.codes, self.times, self.reading)

    @cached_property
    def times(self) -> TimeWords:
        """Words that times are made of."""
        return read_times(self._folder)

    @cached_property
    def topics(self) -> Topics:
        """Words of politics and of everything else."""
        return read_topics(self._folder)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of every file that codings depend on."""
        # What is done with codings does not change them.
        return self._folder.digest(lambda name: not name.startswith(AFTER))


def load(overlay: Path | None = None) -> Lexicon:
    """The lexicon, with a user's folder laid over it; all of a user's tables are read at once.

    Raises LexiconError that names file and entry where a table says something impossible, UnknownTableError where a
    file would never be read.
    """
    if overlay is None:
        return _ours()
    lexicon = Lexicon(Folder(DATA, overlay))
    check_folder(overlay)
    _check(lexicon, overlay)
    return lexicon


@lru_cache(maxsize=1)
def _ours() -> Lexicon:
    return Lexicon(Folder(DATA))


def _check(lexicon: Lexicon, overlay: Path) -> None:
    for name in (name for name, value in vars(Lexicon).items() if isinstance(value, cached_property)):
        try:
            getattr(lexicon, name)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LexiconError(f"{overlay}: a table of {name} does not have the shape of ours: {error!r}") from error
