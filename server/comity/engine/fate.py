"""Say in words why a query was given up."""

from __future__ import annotations

import json

from comity.engine.job import Limits
from comity.errors import (
    ComityError,
    EngineFailed,
    QueryError,
    QueryRefused,
    TookTooLong,
    TookTooMuch,
    TooManyQueries,
)

_ERRORS: dict[str, type[ComityError]] = {
    each.__name__: each for each in (QueryRefused, TooManyQueries, TookTooMuch, EngineFailed)
}


def explain(fate: str | None, limits: Limits) -> ComityError:
    """Return the error that says, with what to do, why a worker was ended.

    Takes what the keeper tells: deadline, memory, stack, crowded, cancelled or crash; None when it
    knows nothing, for it is a new one itself.
    """
    match fate:
        case "deadline":
            return TookTooLong(
                f"The query ran for {limits.timeout:g} seconds, the most that one may take, and "
                "was ended. Ask for less at a time, add LIMIT, or query a copy of your own."
            )
        case "memory":
            return TookTooMuch(
                f"The query needed more than {limits.memory // 1024**2} MiB of memory and was "
                "ended. Ask for less at a time; ORDER BY, DISTINCT and GROUP BY hold all rows."
            )
        case "crowded":
            return TooManyQueries(
                f"{limits.long} long queries are running and the machine has room for no more; try "
                "again in a while, or ask for less at a time."
            )
        case "stack":
            return TookTooMuch(
                "The query is nested too deep, or a chain of operators in it is too long, for the "
                "engine. Write VALUES or IN in place of long chains."
            )
        case "cancelled":
            return EngineFailed("The query was cancelled.")
        case "crash":
            return EngineFailed("The engine broke on this query; write it in another way.")
    return TooManyQueries("The engine was started anew; try again in a few seconds.")


def encode(error: ComityError) -> bytes:
    """Return an error as the payload of an error frame: its name, message and place as JSON."""
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    message = getattr(error, "message", str(error))
    return json.dumps((type(error).__name__, message, line, column)).encode()


def decode(payload: bytes) -> ComityError:
    """Return the error in the payload of an error frame."""
    name, message, line, column = json.loads(payload)
    if name == QueryError.__name__:
        return QueryError(message, line, column)
    return _ERRORS.get(name, EngineFailed)(message)
