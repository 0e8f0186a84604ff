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


@dataclass(frozen=True, slots=True)
class Dot:
    """Hold one circle: where it is, how large, its style, and what is said of it."""

    x: float
    y: float
    r: float
    style: str
    said: str


def draw_reconciled(results: Iterable[Reconciliation], title: str, address: str) -> Chart | None:
    """Draw published totals from left to right and the counts upwards, both on a log scale.

    Totals that cannot be counted are left out. Returns None where none is left.
    """
    pairs = Counter(
        (each.published, each.counted, each.verdict) for each in results if each.counted is not None
    )
    if not pairs:
        return None
    most = max(max(published, counted) for published, counted, _ in pairs)

    def place(count: int) -> float:
        return log1p(count) / log1p(max(most, 1))

    def across(count: int) -> float:
        return round(LEFT + place(count) * (RIGHT - LEFT), 1)

    def up(count: int) -> float:
        return round(BOTTOM - place(count) * (BOTTOM - TOP), 1)

    dots = [
        Dot(
            across(published),
            up(counted),
            round(3.5 * sqrt(number), 1),
            _STYLES.get(verdict, _WRONG),
            f"{published} published, {counted} counted: {verdict}"
            + (f" ({number} totals)" if number > 1 else ""),
        )
        for (published, counted, verdict), number in sorted(pairs.items())
    ]
    ticks = [(across(tick), up(tick), tick) for tick in _TICKS if tick <= most]
    svg = draw(
        "reconciled.svg",
        size=SIZE,
        sides=(LEFT, RIGHT, TOP, BOTTOM),
        dots=dots,
        ticks=ticks,
        title=title,
    )
    lead = (
        "Each circle is a total, a larger one several. On the line both are the same; below it"
        " fewer are counted here than were published, above it more."
    )
    return Chart("reconciled", title, svg, address, "totals", lead)
