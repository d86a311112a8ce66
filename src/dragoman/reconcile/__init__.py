"""What an archive's articles and events have to do with each other: copies and stories, as labels beside them."""

from dragoman.reconcile.judging import judge, withdraw
from dragoman.reconcile.reconcile import Summary, reconcile, refresh

__all__ = ["Summary", "judge", "reconcile", "refresh", "withdraw"]
