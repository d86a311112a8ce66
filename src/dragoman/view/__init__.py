"""One report as a page: its text as published, with the records that rest on it marked and listed beside."""

from dragoman.view.fragment import SCRIPT, STYLE, fragment, static
from dragoman.view.page import page

__all__ = ["SCRIPT", "STYLE", "fragment", "page", "static"]
