"""Pictures of an archive for papers and pages: Altair charts with publication defaults, and the rows behind them."""

from dragoman.plot.kinds import KINDS, Picture, picture, plot
from dragoman.plot.saving import FORMATS, save

__all__ = ["FORMATS", "KINDS", "Picture", "picture", "plot", "save"]
