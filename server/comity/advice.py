"""Advise on what makes a query slow, or leaves a variable unbound, in this engine.

The advice errs on the side of silence, and takes time in proportion to the length of the query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from comity.nesting import Nesting, Scope
from comity.tokens import position

MOST = 20  # pieces of advice on one query

_AGAIN = (
    " with a path or with two triple patterns and more is evaluated again for every row: write "
)
_INSTEAD = {
    "EXISTS": f"EXISTS{_AGAIN}the patterns without it and DISTINCT, or join a subquery that does",
    "NOT EXISTS": f"NOT EXISTS{_AGAIN}MINUS {{ … }} or, where a FILTER in it needs a variable from "
    "outside, OPTIONAL { … BIND(true AS ?found) } FILTER(!BOUND(?found))",
}
_UNBOUND = "no triple pattern stands directly in GRAPH, so its variable stays unbound: "
_BINDING = {
    "VALUES": f"{_UNBOUND}write one, or move VALUES out",
    "SELECT": f"{_UNBOUND}write GRAPH inside the subquery and select its variable there",
}


@dataclass(frozen=True, order=True)
class Advice:
    """Say what to write instead, and where in the query."""

    line: int
    column: int
    message: str


def advice(text: str) -> list[Advice]:
    """Return what could be written better in a query, in the order of the text."""
    return sorted(
        Advice(*position(text, start), message) for start, message in islice(_found(text), MOST)
    )


def _found(text: str) -> Iterator[tuple[int, str]]:
    for scope in Nesting(text):
        message = _message(scope)
        if message:
            yield scope.start, message


def _message(scope: Scope) -> str | None:
    if scope.kind == "GRAPH":
        return None if scope.patterns else _BINDING.get(scope.other)
    return _INSTEAD[scope.kind] if scope.path or scope.patterns > 1 else None
