"""How well codings agree with careful readers: load gold reports, score codings, hold scores to floors."""

from dragoman.evaluate.gate import Shortfall, gate, read_floors
from dragoman.evaluate.gold import GoldEvent, GoldPosition, GoldReport, GoldStatement, load
from dragoman.evaluate.scores import Miss, Scores, score

__all__ = [
    "GoldEvent",
    "GoldPosition",
    "GoldReport",
    "GoldStatement",
    "Miss",
    "Scores",
    "Shortfall",
    "gate",
    "load",
    "read_floors",
    "score",
]
