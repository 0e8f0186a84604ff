"""Judge several records together: which have begun by a day, and how surely one of them holds."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac.things import Thing
from comity.dates import Certainty


def begun(things: Iterable[Thing], day: str) -> list[Thing]:
    """Return the things that have certainly or possibly begun by a day, be they over or not."""
    return [each for each in things if each.span.happened(day) is not None]


def surest(held: Iterable[Certainty | None]) -> Certainty | None:
    """Return how surely one of several holds at least, None where none can."""
    found = set(held) - {None}
    if "certain" in found:
        return "certain"
    return "possible" if found else None


def parted(held: Iterable[Certainty]) -> tuple[int, int]:
    """Return how many are certain, and how many more are possible."""
    found = list(held)
    certain = found.count("certain")
    return certain, len(found) - certain
