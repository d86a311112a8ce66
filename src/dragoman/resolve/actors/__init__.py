"""Who is named where: names and titles read as actors, and pronouns, surnames and descriptions led to whom they mean.

`names` binds known names to tokens, `phrases` reads noun phrases as actors, `passes`, `pronouns` and `pairs` look back
in the `history` of the article, the surest pass first. `why` tells what a step goes by.
"""

from dragoman.resolve.actors.article import resolve_actors
from dragoman.resolve.actors.reasons import why

__all__ = ["resolve_actors", "why"]
