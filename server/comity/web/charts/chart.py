"""Hold a chart, and the scales that charts are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import render_template
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold a picture: its id on the page, its title, which says what it shows, and its SVG.

    ``address`` is that of the picture by itself, a path of this site; ``table`` is the id of the
    table on the page that says the same in words, ``lead`` what else is to be known to read it.
    ``alone`` draws it without any other file, where the one on the page needs one.
    """

    id: str
    title: str
    svg: Markup
    address: str
    table: str = ""
    lead: str = ""
    alone: Callable[[], Markup] | None = None


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
        step = next(each for each in (1, 2, 5, 10, 20, 50) if (end - begin) / each <= most)
        found = [year for year in range(begin, end + 1) if year % step == 0]
        return [(self(f"{year}-01-01"), year) for year in found if f"{year}-01-01" >= self.first]


def number(day: str) -> int:
    """Return the number of a day since the beginning of the calendar."""
    return date.fromisoformat(day).toordinal()


def draw(template: str, **values: object) -> Markup:
    """Return the SVG that a template of ``charts/`` draws."""
    return Markup(render_template(f"charts/{template}", **values))  # noqa: S704 - it escapes itself
