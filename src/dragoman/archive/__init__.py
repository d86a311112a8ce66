"""The archive: many codings on disk, in Parquet shards with DuckDB views over them."""

from dragoman.archive.archive import Archive
from dragoman.archive.writer import Writer

__all__ = ["Archive", "Writer"]
