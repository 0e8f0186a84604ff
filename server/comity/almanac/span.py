"""Say when a record holds, as honestly as the precision of its dates allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.dates import BOUNDS, Certainty, certainty

_STARTS = (
    "schema:startDate",
    "schema:foundingDate",
    "comity:adoptedOn",
    "dct:date",
    "comity:asOf",
    "dct:issued",
)
_ENDS = ("schema:endDate", "schema:dissolutionDate")


@dataclass(frozen=True, slots=True)
class Span:
    """Hold the time of a record: as stated, and the first and last days that this can mean.

    ``start`` and ``end`` are as precise as their sources (``2020``, ``2020-06``, ``2020-06-15``).
    It began between ``earliest_start`` and ``latest_start`` and ended between ``earliest_end`` and
    ``latest_end``; these are days as YYYY-MM-DD. What is not known is an empty text.
    """

    start: str = ""
    end: str = ""
    earliest_start: str = ""
    latest_start: str = ""
    earliest_end: str = ""
    latest_end: str = ""

    @classmethod
    def read(cls, facts: Mapping[str, tuple[str, ...]]) -> Span:
        """Read the dates of a record from its facts by property."""

        def one(*names: str) -> str:
            return next((facts[name][0] for name in names if name in facts), "")

        bounds = (one(f"comity:{bound}") for bound in BOUNDS)
        return cls(one(*_STARTS), one(*_ENDS), *bounds)

    def holds(self, day: str) -> Certainty | None:
        """Return whether it certainly or possibly holds on a day, as ``dates.certainty`` does."""
        ends = self.earliest_end, self.latest_end
        return certainty(day, self.earliest_start, self.latest_start, *ends)

    def happened(self, day: str) -> Certainty | None:
        """Return whether it has certainly or possibly begun by a day, be it over or not."""
        return certainty(day, self.earliest_start, self.latest_start, "", "")

    def no_sooner(self, span: Span) -> Span:
        """Return the same, but begun no sooner than what it is a part of.

        Who joined a forum at a time that no source tells did so when there was one.
        """
        if self.earliest_start or not span.earliest_start:
            return self
        if self.latest_start and self.latest_start < span.earliest_start:
            return self
        return replace(self, earliest_start=span.earliest_start)


def following(day: str) -> str:
    """Return the day after a day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
