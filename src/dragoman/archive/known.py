"""What an archive already has, so that no article is coded twice by one coder."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.archive.rows import text_hash
from dragoman.model.text import Article, Problem

if TYPE_CHECKING:
    import duckdb

Identity = tuple[str, str | None, str | None, str | None]


@dataclass(slots=True)
class Known:
    """Texts, addresses and ids of the articles that one coder has coded, and of all copies and problems."""

    texts: dict[str, str] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    identities: set[Identity] = field(default_factory=set)
    problems: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def load(cls, base: duckdb.DuckDBPyConnection, coder: str) -> Known:
        """What a connection to an archive shows of one coder."""
        known = cls()
        columns = "article_id, text_sha256, url, outlet, published_text, retrieved"
        rows = base.execute(f"SELECT {columns} FROM all_articles WHERE coder = ?", [coder])
        while some := rows.fetchmany(10_000):
            for name, text, url, outlet, published, retrieved in some:
                known._enter(name, text, url, outlet, published, retrieved)
        copies = base.execute("SELECT text_sha256, url, outlet, published_text FROM all_copies").fetchall()
        known.identities.update(copies)
        known.problems.update(base.execute("SELECT problem_id, code FROM all_problems").fetchall())
        return known

    def same_as(self, article: Article) -> tuple[str, str] | None:
        """Which article this one is, and by what: its `text`, or its `address` and day."""
        found = self.texts.get(text_hash(article.text))
        if found:
            return found, "text"
        where = _address(article.url, article.published, article.retrieved)
        found = self.addresses.get(where) if where else None
        return (found, "address") if found else None

    def is_new_copy(self, article: Article) -> bool:
        """Whether this copy (text, address, outlet and date) is met for the first time; it is known from now on."""
        identity = (text_hash(article.text), article.url, article.outlet, article.published)
        new = identity not in self.identities
        self.identities.add(identity)
        return new

    def is_new_problem(self, problem: Problem) -> bool:
        """Whether this problem is met for the first time; it is known from now on."""
        key = (problem.id, problem.code)
        new = key not in self.problems
        self.problems.add(key)
        return new

    def enter(self, article: Article) -> Article:
        """The article under the id that it has in the archive; it is known from now on.

        Where another text has its id already, the beginning of its text's hash is put behind it.
        """
        text = text_hash(article.text)
        name = article.id if article.id not in self.ids else f"{article.id}~{text[:8]}"
        self._enter(name, text, article.url, article.outlet, article.published, article.retrieved)
        return article if name == article.id else replace(article, id=name)

    def _enter(
        self, name: str, text: str, url: str | None, outlet: str | None, published: str | None, retrieved: str | None
    ) -> None:
        self.ids.add(name)
        self.texts.setdefault(text, name)
        self.identities.add((text, url, outlet, published))
        where = _address(url, published, retrieved)
        if where:
            self.addresses.setdefault(where, name)


def _address(url: str | None, published: str | None, retrieved: str | None) -> tuple[str, str] | None:
    """Address and day; a page without any day may be another text each time, so it has none."""
    when = (published or retrieved or "")[:10]
    return (url, when) if url and when else None
