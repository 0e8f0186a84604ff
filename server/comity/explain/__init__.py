"""Explain why a query has no answer: by facts about the graph that the query does not fit.

Whatever is told is certain, and found by a handful of small queries; what is not certain, such as
the name that was meant, is asked.
"""

from __future__ import annotations

from itertools import islice

from comity.advice import Advice
from comity.engine import Engine
from comity.explain.misplaced import misplaced
from comity.explain.reader import read
from comity.explain.unused import unused
from comity.explain.values import Values
from comity.query import LONGEST_READ, Query
from comity.tokens import position

Hint = Advice  # says what, and where in the query

__all__ = ["MOST", "Hint", "explain"]

MOST = 10  # hints on one query


def explain(query: Query, engine: Engine) -> list[Hint]:
    """Return what may keep a query from having an answer, in the order of the text.

    Takes a query whose answer has no rows, and an engine to ask about the graph. Returns nothing
    for a query too long to be read while others wait. Raises what ``Engine.query`` raises.
    """
    if len(query.text) > LONGEST_READ:
        return []
    reading = read(query.text)
    told = dict[tuple[int, str], None]()
    for part in (unused(reading, engine), misplaced(reading, engine), Values(reading, engine)):
        told.update(dict.fromkeys(part))
    return [
        Hint(*position(query.text, start), message) for start, message in islice(sorted(told), MOST)
    ]
