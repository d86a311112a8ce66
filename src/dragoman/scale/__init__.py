"""Many articles: engines that code them and the way into an archive."""

from dragoman.scale.engines import CoderChoice
from dragoman.scale.local import Progress, Watch, ingest, recode

__all__ = ["CoderChoice", "Progress", "Watch", "ingest", "recode"]
