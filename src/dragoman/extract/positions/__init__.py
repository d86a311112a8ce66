"""Positions: what parties demand, offer, pledge, refuse, deny, allege, threaten or predict, and on what terms."""

from __future__ import annotations

from dragoman.extract.positions.extractor import PositionExtractor

__all__ = ["PositionExtractor"]
