"""Say what went wrong in words that tell the reader what to do.

    ComityError
    ├── DataError          a file of the graph cannot be read          (exit 1)
    ├── QueryError         a query is not SPARQL 1.1                   (400, exit 2)
    ├── QueryRefused       a query asks for what is not offered here   (403, exit 2)
    ├── NotAcceptable      no offered format is acceptable             (406, exit 2)
    ├── NotFound           nothing of that name is in the graph        (404, exit 2)
    ├── Withdrawn          what had that name was taken out            (410, exit 2)
    └── Unanswered         a query was given up                        (503, exit 1)
        ├── TookTooLong      it ran longer than a query may
        ├── TookTooMuch      it, or its answer, needed more memory or space than a query may
        ├── TooManyQueries   no place was free for it
        └── EngineFailed     the engine broke on it, or is not there   (500)

Modules raise these; ``web`` turns them into problem documents and ``cli`` into one line, once each.
"""

from __future__ import annotations


class ComityError(Exception):
    """Stand for anything that this package knows to go wrong."""


class DataError(ComityError):
    """Report a file that cannot be read, with the place in it."""

    def __init__(self, message: str, path: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    @classmethod
    def from_syntax_error(cls, cause: SyntaxError, path: str) -> DataError:
        """Turn a parse error of the engine, which repeats the place in its message, into one."""
        message = cause.msg.partition(": ")[2] or cause.msg
        return cls(message, path, cause.lineno or 1, cause.offset or 1)


class QueryError(ComityError):
    """Report a query that does not parse, with line and column where they are known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        place = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(place + message)
        self.message = message
        self.line = line
        self.column = column


class QueryRefused(ComityError):
    """Report a query that is well formed but asks for something that is not offered."""


class NotAcceptable(ComityError):
    """Report that none of the formats asked for can be given, and list those that can."""

    def __init__(self, available: list[str]) -> None:
        super().__init__(
            "None of the formats asked for is offered. Offered: " + ", ".join(available)
        )
        self.available = available


class NotFound(ComityError):
    """Report an identifier that nothing in the graph has."""


class Withdrawn(ComityError):
    """Report a thing that was taken out of the graph, and the address of what replaces it."""

    def __init__(self, message: str, successor: str = "") -> None:
        super().__init__(message)
        self.successor = successor


class Unanswered(ComityError):
    """Report that a query was given up; who asks again is to wait ``retry_after`` seconds."""

    retry_after = 60


class TookTooLong(Unanswered):
    """Report a query that ran longer than a query may."""


class TookTooMuch(Unanswered):
    """Report a query that needed more memory, or gave a longer answer, than a query may."""


class TooManyQueries(Unanswered):
    """Report that no place was free for a query."""

    retry_after = 5


class EngineFailed(Unanswered):
    """Report that the engine broke on a query, or cannot be reached."""
