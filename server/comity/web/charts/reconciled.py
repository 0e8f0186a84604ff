"""Draw what was published against what is counted, one circle for totals of the same pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p, sqrt

from comity.reconcile import Reconciliation, Verdict
from comity.web.charts.chart import Chart, draw

SIZE, LEFT, RIGHT, TOP, BOTTOM = (560, 440), 52.0, 540.0, 14.0, 394.0
_TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_STYLES: dict[Verdict, str] = {"agrees": "series-1", "explained": "series-2"}
_WRONG = "series-4"
_LEAD = (
    "Each circle is a total, a larger one several. On the line both are the same; below it"
    " fewer are counted here than were published, above it more."
)


@dataclass(frozen=True, slots=True)
class Dot:
    """Hold one circle: where it is, how large, its style, and what is said of it."""

    x: float
    y: float
    r: float
    style: str
    said: str


@dataclass(frozen=True, slots=True)
class LogScale:
    """Lead from counts to places, across and up, on a log scale that has a nought."""

    most: int

    def across(self, count: int) -> float:
        """Return the place of a count from left to right."""
        return round(LEFT + self._part(count) * (RIGHT - LEFT), 1)

    def up(self, count: int) -> float:
        """Return the height of a count."""
        return round(BOTTOM - self._part(count) * (BOTTOM - TOP), 1)

    def _part(self, count: int) -> float:
        return log1p(count) / log1p(max(self.most, 1))


def draw_reconciled(results: Iterable[Reconciliation], title: str, address: str) -> Chart | None:
    """Draw published totals from left to right and the counts upwards, both on a log scale.

    Totals that cannot be counted are left out. Returns None where none is left.
    """
    pairs = Counter(
        (each.published, each.counted, each.verdict) for each in results if each.counted is not None
    )
    if not pairs:
        return None
    scale = LogScale(max(max(published, counted) for published, counted, _ in pairs))
    ticks = [(scale.across(tick), scale.up(tick), tick) for tick in _TICKS if tick <= scale.most]
    svg = draw(
        "reconciled.svg",
        size=SIZE,
        sides=(LEFT, RIGHT, TOP, BOTTOM),
        dots=[_dot(scale, pair, number) for pair, number in sorted(pairs.items())],
        ticks=ticks,
        title=title,
    )
    return Chart("reconciled", title, svg, address, "totals", _LEAD)


def _dot(scale: LogScale, pair: tuple[int, int, Verdict], number: int) -> Dot:
    published, counted, verdict = pair
    said = f"{published} published, {counted} counted: {verdict}"
    return Dot(
        scale.across(published),
        scale.up(counted),
        round(3.5 * sqrt(number), 1),
        _STYLES.get(verdict, _WRONG),
        said + (f" ({number} totals)" if number > 1 else ""),
    )
