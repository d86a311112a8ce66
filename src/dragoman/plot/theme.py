"""How pictures look: quiet axes, and signs and shades that tell things apart without colour too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
SIGNS = ("○", "●", "□", "■")
"""Signs that every font of papers has."""
SHADES = ("#a6cfc9", "#1f6b61", "#f0c48a", "#a83a22")
"""A light and a dark shade each; in grey they stay apart."""
SIGNED = ("more cooperation", "more conflict")
"""Which of the two prevails: conflict where more than half of the events are."""
COOPERATION, CONFLICT, INK, QUIET = "#1f6b61", "#a83a22", "#1d1c1a", "#6b675e"
WIDTH = 620
_FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"


def styled(chart: Any, title: alt.TitleParams, height: int | None = 300, width: int | None = WIDTH) -> Any:
    """The chart with its caption, size and look."""
    size = {name: value for name, value in (("width", width), ("height", height)) if value is not None}
    return (
        chart.properties(title=title, background="white", padding=12, **size)
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            gridColor="#e4e1da", domainColor=QUIET, tickColor=QUIET, labelColor=INK, titleColor=INK, labelFontSize=11,
            titleFontSize=11, titleFontWeight="normal", titlePadding=8,
        )
        .configure_legend(
            labelFontSize=11, titleFontSize=11, titleFontWeight="normal", labelColor=INK, titleColor=INK, orient="top",
            symbolSize=110, labelLimit=300,
        )
        .configure_title(fontSize=13, subtitleFontSize=10.5, subtitleColor=QUIET, color=INK, subtitlePadding=5)
    )  # fmt: skip


def count_axis() -> dict[str, Any]:
    """An axis for whole numbers."""
    return {"tickMinStep": 1, "format": ",d"}
