"""Lead from days and counts to places in a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Lead from days to places on a line.

    Takes the first and the last day as YYYY-MM-DD, and the places of both.
    """

    first: str
    last: str
    left: float
    right: float

    def __call__(self, day: str) -> float:
        """Return the place of a day; of one outside, that of the nearest end."""
        first, last = number(self.first), max(number(self.last), number(self.first) + 1)
        part = (min(max(number(day), first), last) - first) / (last - first)
        return round(self.left + part * (self.right - self.left), 1)

    def years(self, most: int = 10) -> list[tuple[float, int]]:
        """Return the places of the beginnings of years, so many at most that labels fit."""
        begin, end = int(self.first[:4]), int(self.last[:4])
        apart = step(end - begin, most)
        found = [(year, f"{year:04}-01-01") for year in range(begin, end + 1) if not year % apart]
        return [(self(day), year) for year, day in found if day >= self.first]


@dataclass(frozen=True, slots=True)
class CountScale:
    """Lead from counts to heights; takes the largest, and the heights of none and of that one."""

    most: int
    bottom: float
    top: float

    def __call__(self, count: int) -> float:
        """Return the height of a count."""
        return round(self.bottom - count / max(self.most, 1) * (self.bottom - self.top), 1)

    def ticks(self, most: int = 5) -> list[tuple[float, int]]:
        """Return a few round counts with their heights."""
        return [(self(each), each) for each in range(0, self.most + 1, step(self.most, most))]


def number(day: str) -> int:
    """Return the number of a day since the beginning of the calendar."""
    return date.fromisoformat(day).toordinal()


def step(size: int, most: int) -> int:
    """Return the least of 1, 2, 5, 10, 20 ... of which so many at most make up a size."""
    rounds = (digit * int(10**power) for power in count() for digit in (1, 2, 5))
    return next(each for each in rounds if size / each <= most)


def stairs(
    across: Callable[[str], float],
    up: Callable[[int], float],
    steps: Iterable[tuple[str, int]],
    until: str,
) -> str:
    """Return the path of a count that changes on some days, from the first until a last one."""
    path = ""
    for day, each in steps:
        path += f"H{across(day)}V{up(each)}" if path else f"M{across(day)} {up(0)}V{up(each)}"
    return f"{path}H{across(until)}"


def apart(heights: Sequence[float], room: float = 15) -> list[float]:
    """Return heights of labels in their order, lowered where one would lie on another."""
    lowest, found = float("-inf"), dict[int, float]()
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        lowest = found[place] = max(heights[place], lowest + room)
    return [found[place] for place in range(len(heights))]
