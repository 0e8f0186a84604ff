"""Draw how the support for a text grew, as steps, with the totals that were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.almanac import Almanac, Thing
from comity.almanac.support import BOUND, SIGNED, Step, rise, supportive
from comity.almanac.totals import Total, totals
from comity.web.charts.chart import Chart, draw
from comity.web.charts.scales import CountScale, TimeScale, apart, number, stairs
from comity.web.speech import written

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 260, 34, 590, 12, 232
_SHORTEST = 7  # days; what grew faster is told by a number
_COUNTED = ("endorser-count", "endorsing-country-count", "signatory-count", "ratification-count")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the picture: its name, its steps, and its class."""

    name: str
    steps: Sequence[Step]
    style: str

    @property
    def unsure(self) -> bool:
        """Return whether at any time more are possible than certain."""
        return any(certain != possible for _, certain, possible in self.steps)

    @property
    def label(self) -> str:
        """Return what is said at its end."""
        certain, possible = self.steps[-1][1:]
        more = f" ({possible - certain} more possible)" if possible > certain else ""
        return f"{certain} {self.name}{more}"


def support(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Return the picture of who stood behind a text over time, if that grew at all by a day."""
    lines = [line for line in _lines(almanac, thing, day) if line.steps]
    days = [each for line in lines for each, *_ in line.steps]
    if not days or number(max(days)) - number(min(days)) < _SHORTEST:
        return None
    across = TimeScale(min(days), max(day, *days), _LEFT, _RIGHT)
    marks = [
        each
        for each in totals(almanac, thing.id, day)
        if each.counted is not None
        and each.measure.partition(":")[2] in _COUNTED
        and each.tally.span.latest_start >= across.first
    ]
    most = max([*(step[2] for line in lines for step in line.steps), *(m.published for m in marks)])
    up = CountScale(most, _BOTTOM, _TOP)
    svg = draw(
        "support.svg",
        size=(_WIDTH, _HEIGHT),
        sides=(_LEFT, _RIGHT, _TOP, _BOTTOM),
        across=across,
        up=up,
        lines=_drawn(lines, across, up),
        marks=[_mark(each, across, up) for each in marks],
    )
    title = "Signatures and ratifications over time" if len(lines) > 1 else "Support over time"
    lead = "Rings are totals that sources have published." if marks else ""
    return Chart("support", title, svg, f"chart/{thing.path}/support.svg", "acts", lead)


def _lines(almanac: Almanac, thing: Thing, day: str) -> list[Line]:
    acts = supportive(almanac, thing.id)
    if acts & SIGNED and acts & BOUND:
        return [
            Line("signed", rise(almanac, thing.id, SIGNED, day), "one"),
            Line("bound by it", rise(almanac, thing.id, BOUND, day), "two"),
        ]
    if any(act.startswith("act:voted") for act in acts):
        return []  # votes are cast on a day, and have a picture of their own
    return [Line("in support", rise(almanac, thing.id, acts, day), "one")]


def _drawn(lines: Sequence[Line], across: TimeScale, up: CountScale) -> list[dict[str, object]]:
    """Return the paths and the label of each line."""
    heights = apart([up(line.steps[-1][1]) for line in lines])
    return [
        {
            "style": line.style,
            "certain": _path(line, 1, across, up),
            "possible": _path(line, 2, across, up) if line.unsure else "",
            "label": line.label,
            "y": height + 4,
        }
        for line, height in zip(lines, heights, strict=True)
    ]


def _path(line: Line, which: int, across: TimeScale, up: CountScale) -> str:
    return stairs(across, up, ((step[0], int(step[which])) for step in line.steps), across.last)


def _mark(total: Total, across: TimeScale, up: CountScale) -> tuple[float, float, str]:
    """Return the place of a published total, and what is said of it."""
    span = total.tally.span
    said = f"{total.published} published for {written(span.start)}"
    return across(span.latest_start), up(total.published), said
