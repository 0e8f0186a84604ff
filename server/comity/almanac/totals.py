"""Put the totals that sources publish beside what the graph counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comity.almanac.certainty import begun
from comity.almanac.things import Almanac, Thing
from comity.reconcile import Verdict, verdict

MEMBERS = "measure:member-count"

# Totals with another discrepancy are wrong, old or of something else, and say nothing of a list.
_TELLING = ("", "discrepancy:list-incomplete", "discrepancy:date-imprecise")


@dataclass(frozen=True, slots=True)
class Total:
    """Hold a published total, and how the count of the graph on its day compares with it.

    ``counted`` is None where the graph does not hold what was counted; ``reason`` is the id of the
    reason that the data state for a difference, or empty.
    """

    tally: Thing
    published: int
    counted: int | None
    reason: str
    verdict: Verdict

    @property
    def measure(self) -> str:
        """Return the id of what was counted, and by which rule."""
        return self.tally.one("comity:measure")

    @property
    def tells(self) -> bool:
        """Return whether it tells how complete our list is, as the coverage records judge."""
        return self.counted is not None and self.reason in _TELLING

    @property
    def complete(self) -> bool:
        """Return whether the graph counts at least as many as were published."""
        return self.counted is not None and self.counted >= self.published


def total(tally: Thing) -> Total:
    """Return a published total beside the count."""
    published, reason = int(tally.one("schema:value")), tally.one("comity:discrepancy")
    counted = int(tally.one("comity:counted")) if tally.one("comity:counted") else None
    return Total(tally, published, counted, reason, verdict(published, counted, reason))


def totals(almanac: Almanac, about: str, day: str) -> list[Total]:
    """Return what was published about a thing for a time no later than a day, the newest last."""
    return [total(each) for each in begun(almanac.naming("comity:tallies", about), day)]


def newest(found: Iterable[Total], measure: str = MEMBERS) -> Total | None:
    """Return the newest total of a measure."""
    return next((each for each in reversed([*found]) if each.measure == measure), None)


def coverage(found: Iterable[Total], measure: str = MEMBERS) -> Total | None:
    """Return the total by which to judge whether our list is complete, if there is one.

    It is the newest that holds; as of today it is the one of the coverage records of the graph.
    """
    return max(
        (each for each in found if each.measure == measure and each.tells),
        key=lambda each: (each.tally.span.latest_start, each.published, each.tally.iri),
        default=None,
    )
