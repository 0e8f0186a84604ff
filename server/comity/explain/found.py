"""Ask a graph which of several things it holds, in one query of bounded cost."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from comity.engine import Engine, select, text

_MOST = 60  # patterns that are looked for; what comes after is taken to be there


def missing(engine: Engine, patterns: Iterable[str]) -> set[str]:
    """Return those of some graph patterns that have no solution in the graph."""
    asked = list(islice(dict.fromkeys(patterns), _MOST))
    if not asked:
        return set()
    parts = (
        f"{{ SELECT ({number} AS ?found) {{ {pattern} }} LIMIT 1 }}"
        for number, pattern in enumerate(asked)
    )
    rows = select(engine, f"SELECT ?found {{ {' UNION '.join(parts)} }}")
    return set(asked) - {asked[int(text(row["found"]))] for row in rows}
