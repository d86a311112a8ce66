"""Statements: who said what, with speaker, hearer, reporting words and exact content."""

from __future__ import annotations

from dragoman.extract.statements.extractor import StatementExtractor, StatementIndex, paragraph_spans

__all__ = ["StatementExtractor", "StatementIndex", "paragraph_spans"]
