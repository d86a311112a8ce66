"""Questions to an archive, answered in Arrow; every row keeps its article and its words."""

from dragoman.query.filters import Filters
from dragoman.query.records import articles, ask, events, positions, statements

__all__ = ["Filters", "articles", "ask", "events", "positions", "statements"]
