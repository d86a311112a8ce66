"""Events: who did what to whom, in what mode, context and modality, when and where."""

from __future__ import annotations

from dragoman.extract.events.extractor import EventExtractor, Findings

__all__ = ["EventExtractor", "Findings"]
