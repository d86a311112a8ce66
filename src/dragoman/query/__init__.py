"""Questions to an archive, answered in Arrow; every row keeps its article and its words."""

from dragoman.query.filters import Filters
from dragoman.query.panel import PanelOptions, panel
from dragoman.query.records import articles, ask, events, positions, statements

__all__ = ["Filters", "PanelOptions", "articles", "ask", "events", "panel", "positions", "statements"]
