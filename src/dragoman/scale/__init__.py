"""Many articles: engines that code them and the way into an archive."""

from dragoman.scale.engines import CoderChoice
from dragoman.scale.feeds import STATE, follow
from dragoman.scale.local import Progress, Watch, ingest, recode

__all__ = ["STATE", "CoderChoice", "Progress", "Watch", "follow", "ingest", "recode"]
