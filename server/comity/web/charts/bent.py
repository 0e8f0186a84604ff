"""Draw long times on one line: the years before a bend closer together than those after it."""

from __future__ import annotations

from dataclasses import dataclass

from comity.web.charts.scales import TimeScale

_EARLY = 0.22  # the part of the line that is left to what comes before the bend
_ROOM = 38  # between the labels of two years
_LONG = 25  # years that would crowd the later ones


@dataclass(frozen=True, slots=True)
class BentScale:
    """Lead from days to places on a line that may change its scale once.

    ``bend`` is the place at which it does, None for one scale throughout.
    """

    early: TimeScale | None
    late: TimeScale

    @property
    def bend(self) -> float | None:
        """Return the place where the scale changes."""
        return self.late.left if self.early else None

    @property
    def first(self) -> str:
        """Return the first day."""
        return (self.early or self.late).first

    def __call__(self, day: str) -> float:
        """Return the place of a day; of one outside, that of the nearest end."""
        return self.early(day) if self.early and day < self.late.first else self.late(day)

    def years(self) -> list[tuple[float, int]]:
        """Return the places of the beginnings of years, so few that labels fit."""
        early = self.early.years(4) if self.early else []
        return [*(each for each in early if each[0] < self.late.left - _ROOM), *self.late.years(12)]


def scale(first: str, last: str, left: float, right: float, bend: str = "2015-01-01") -> BentScale:
    """Return a scale for a time; it bends where most of a long time lies before the bend.

    Takes the first and the last day, their places, and the day at which it is to bend.
    """
    if int(last[:4]) - int(first[:4]) <= _LONG or not first < bend < last:
        return BentScale(None, TimeScale(first, last, left, right))
    middle = left + _EARLY * (right - left)
    return BentScale(TimeScale(first, bend, left, middle), TimeScale(bend, last, middle, right))
