"""Draw how many members a forum had over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.almanac import Almanac, Thing
from comity.almanac.members import growth
from comity.almanac.totals import MEMBERS, Total, totals
from comity.web.charts.chart import Chart, draw
from comity.web.charts.scales import CountScale, TimeScale, stairs

LEFT, RIGHT, TOP, BOTTOM = 34.0, 672.0, 14.0, 236.0  # the sides of the plot

Steps = Sequence[tuple[str, int, int]]  # the day, certain members, and possible ones with them


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a published total: its place, its source, and what is said of it."""

    x: float
    y: float
    total: Total
    source: str


def draw_growth(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Draw the members of a forum, from the first to today or the day; None where none changed."""
    return plot(almanac, thing, day, growth(almanac, thing.id, max(almanac.today, day)))


def plot(almanac: Almanac, thing: Thing, day: str, steps: Steps) -> Chart | None:
    """Draw the same from the steps of the growth, where they are known already."""
    if len(steps) < 2:
        return None
    last = max(almanac.today, day)
    published = [each for each in totals(almanac, thing.id, last) if each.measure == MEMBERS]
    x = TimeScale(steps[0][0], last, LEFT, RIGHT)
    most = max([most for _, _, most in steps] + [each.published for each in published])
    y = CountScale(most, BOTTOM, TOP)
    svg = draw(
        "growth.svg",
        thing=thing,
        line=stairs(x, y, [(begun, certain) for begun, certain, _ in steps], last),
        band=stairs(x, y, [(begun, most) for begun, _, most in steps], last) + _back(steps, x, y),
        marks=[_mark(each, x, y) for each in published],
        x=x,
        y=y,
        now=x(day) if day < last else None,
        day=day,
        steps=steps,
        sides=(LEFT, RIGHT, TOP, BOTTOM),
    )
    lead = "The line counts those who certainly were members, the band above it who may have been."
    if published:
        lead += " Circles are totals that others published; each leads to its source."
    if day < last:
        lead += " What came after the day is pale."
    title = f"Members of {thing.label} over time"
    return Chart("growth", title, svg, f"chart/{thing.path}/growth.svg", "curve", lead)


def _back(steps: Steps, x: TimeScale, y: CountScale) -> str:
    """Return the rest of the path around the band: back along the lesser count."""
    path = ""
    for day, certain, _ in reversed(steps):
        path += f"V{y(certain)}H{x(day)}"
    return f"{path}Z"


def _mark(total: Total, x: TimeScale, y: CountScale) -> Mark:
    source = total.tally.citations[0].source if total.tally.citations else total.tally.id
    return Mark(x(total.tally.span.latest_start), y(total.published), total, source)
