"""Say who joined and who left a forum, date by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.almanac.members import ROLES
from comity.almanac.things import Almanac, Citation, Thing


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold those that joined or left on one date, which is as precise as its sources.

    ``day`` is the last day that the date can mean.
    """

    date: str
    day: str
    joined: tuple[Thing, ...]
    left: tuple[Thing, ...]

    @property
    def joined_by(self) -> list[Citation]:
        """Return what backs that they joined, once for all of them."""
        return _cited(self.joined, "schema:startDate")

    @property
    def left_by(self) -> list[Citation]:
        """Return what backs that they left, once for all of them."""
        return _cited(self.left, "schema:endDate")


def _cited(stints: Iterable[Thing], name: str) -> list[Citation]:
    """Return the first citation of each stint for a property, each once."""
    return list(dict.fromkeys(cited for stint in stints for cited in stint.cited(name)[:1]))


def turnover(almanac: Almanac, forum: str) -> list[Turn]:
    """Return who joined and left a forum as a member, by date, the newest first.

    Things are memberships. Those without a date are left out.
    """
    dates: dict[tuple[str, str], tuple[list[Thing], list[Thing]]] = {}
    for day, date, left, stint in _turns(almanac.naming("org:organization", forum)):
        dates.setdefault((day, date), ([], []))[left].append(stint)
    return [
        Turn(date, day, tuple(joined), tuple(left))
        for (day, date), (joined, left) in sorted(dates.items(), reverse=True)
    ]


def _turns(stints: list[Thing]) -> Iterator[tuple[str, str, bool, Thing]]:
    for stint in stints:
        span = stint.span
        if stint.one("org:role") in ROLES:
            if span.start:
                yield span.latest_start, span.start, False, stint
            if span.end:
                yield span.latest_end, span.end, True, stint
