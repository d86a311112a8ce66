"""Many articles: engines that code them and the way into an archive."""

from dragoman.scale.engines import CoderChoice
from dragoman.scale.ingest import Progress, ingest, recode

__all__ = ["CoderChoice", "Progress", "ingest", "recode"]
