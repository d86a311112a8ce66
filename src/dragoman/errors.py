"""Everything that can go wrong, named by the situation a user is in."""

from __future__ import annotations


class DragomanError(Exception):
    """The root of all errors that this package raises on purpose.

    `code` is a stable word that machines may test; the message is for people and says what to do.
    """

    code = "error"


class SourceError(DragomanError):
    """A source that cannot be read; the other sources are still read."""

    code = "unreadable"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class AnswerError(SourceError):
    """A server's answer that is no page: `status` is its number, `retry_after` what it says of another try."""

    def __init__(self, message: str, status: int, retry_after: str | None = None) -> None:
        super().__init__("http-status", message)
        self.status = status
        self.retry_after = retry_after


class LexiconError(DragomanError):
    """A table or rule file, ours or a user's, that says something impossible."""

    code = "bad-lexicon"


class UnknownTableError(LexiconError):
    """A file in a user's folder of tables that would never be read."""

    code = "lexicon-unknown-file"


class ModelError(DragomanError):
    """The language model that was asked for is not installed or cannot parse."""

    code = "no-model"


class GoldError(DragomanError):
    """A gold file whose records do not fit its text."""

    code = "bad-gold"


class ArticleError(DragomanError):
    """Something that is neither an article nor a text was given to be coded."""

    code = "not-an-article"


class DateError(DragomanError):
    """A publication date that is not a date."""

    code = "bad-date"


class IntervalError(DragomanError):
    """A stretch of time that cannot be read."""

    code = "bad-interval"


class StateError(DragomanError):
    """What was remembered of followed feeds cannot be read or written."""

    code = "bad-state"


class ArchiveError(DragomanError):
    """An archive that cannot be opened or written; `code` names the situation."""

    code = "bad-archive"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code or type(self).code


class QueryError(DragomanError):
    """A question to an archive that cannot be meant."""

    code = "bad-query"


class ExportError(DragomanError):
    """A file that cannot be written in the format asked for."""

    code = "bad-export"


class ChoiceError(DragomanError):
    """A value that an option does not know."""

    code = "bad-choice"


class ExtraError(DragomanError):
    """A part of this package whose libraries were not installed with it."""

    code = "not-installed"
