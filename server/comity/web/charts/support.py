"""Draw how the support for a text grew, as steps, with the totals that were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.almanac import Almanac, Thing
from comity.almanac.support import BOUND, SIGNED, Step, rise, supportive
from comity.almanac.totals import totals
from comity.web.charts.chart import Chart, TimeScale, draw, number
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


def support(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Return the picture of who stood behind a text over time, if that grew at all by a day."""
    lines = [line for line in _lines(almanac, thing, day) if line.steps]
    days = [each for line in lines for each, *_ in line.steps]
    if not days or number(max(days)) - number(min(days)) < _SHORTEST:
        return None
    found = [each for each in totals(almanac, thing.id, day) if each.counted is not None]
    marks = [each for each in found if each.measure.partition(":")[2] in _COUNTED]
    high = max([*(step[2] for line in lines for step in line.steps), *(m.published for m in marks)])
    at = TimeScale(min(days), max(day, max(days)), _LEFT, _RIGHT)
    scale = _Scale(high)
    svg = draw(
        "support.svg",
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        bottom=_BOTTOM,
        years=at.years(8),
        levels=[(scale(value), value) for value in scale.levels()],
        lines=_spread([_drawn(line, at, scale, day) for line in lines]),
        marks=[
            (
                at(each.tally.span.latest_start),
                scale(each.published),
                f"{each.published} published for {written(each.tally.span.start)}",
            )
            for each in marks
            if each.tally.span.latest_start >= at.first
        ],
    )
    title = "Signatures and ratifications over time" if len(lines) > 1 else "Support over time"
    lead = "Rings are totals that sources have published." if marks else ""
    address = f"chart/{thing.path}/support.svg"
    return Chart("support", title, svg, address, "acts", lead)


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


@dataclass(frozen=True, slots=True)
class _Scale:
    """Lead from numbers to heights."""

    high: int

    def __call__(self, value: int) -> float:
        return round(_BOTTOM - value / max(self.high, 1) * (_BOTTOM - _TOP), 1)

    def levels(self) -> range:
        """Return the numbers at which to draw a line across."""
        step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 1000) if self.high / each <= 5)
        return range(0, self.high + 1, step)


def _drawn(line: Line, at: TimeScale, scale: _Scale, day: str) -> dict[str, object]:
    certain, possible = line.steps[-1][1:]
    more = f" ({possible - certain} more possible)" if possible > certain else ""
    end = at(max(day, line.steps[-1][0]))

    def path(which: int) -> str:
        moves = [f"M{at(line.steps[0][0])} {scale(0)}"]
        moves += [f"H{at(step[0])}V{scale(int(step[which]))}" for step in line.steps]
        return "".join([*moves, f"H{end}"])

    return {
        "style": line.style,
        "certain": path(1),
        "possible": path(2) if any(sure != all_ for _, sure, all_ in line.steps) else "",
        "label": f"{certain} {line.name}{more}",
        "y": scale(certain) + 4,
    }


def _spread(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    """Move the labels of lines that end close together apart."""
    edge = -99.0
    for line in sorted(lines, key=lambda each: float(str(each["y"]))):
        line["y"] = edge = max(float(str(line["y"])), edge + 15)
    return lines
