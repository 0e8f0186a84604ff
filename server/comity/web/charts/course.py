"""Draw how things grew, and what they have in common with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from comity.almanac.sets import Circle, Turn
from comity.web.charts.bent import BentScale, scale
from comity.web.charts.chart import draw
from comity.web.comparing.names import everywhere, short

_WIDTH, _HEIGHT, _TOP, _BOTTOM, _LEFT, _RIGHT = 900, 320, 24, 286, 40, 700
_APART = 15  # between the labels of two lines
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


def course(circles: Sequence[Circle], turns: Sequence[Turn], until: str, label: str) -> Markup:
    """Draw a step line for each thing, and what all have in common as an area, until a day."""
    along = scale(f"{turns[0].day[:4]}-01-01", until, _LEFT, _RIGHT)
    most = max(max(turn.counts) for turn in turns) or 1
    step = next(each for each in _STEPS if most / each <= 5 or each == _STEPS[-1])
    high = -(-most // step) * step

    def up(count: int) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * count / high, 1)

    series = [[turn.counts[number] for turn in turns] for number in range(len(circles))]
    common = [turn.common for turn in turns]
    days = [turn.day for turn in turns]
    lines = [_steps(along, up, days, counts, until) for counts in series]
    names = [*(short(circle.thing) for circle in circles), everywhere(circles)]
    ends = [counts[-1] for counts in (*series, common)]
    labels = [(up(count), count, name) for count, name in zip(ends, names, strict=True)]
    return draw(
        "course.svg",
        lines=lines,
        area=f"{_steps(along, up, days, common, until)}V{up(0)}H{along(days[0])}Z",
        labels=_apart(labels),
        along=along,
        grid=[(up(count), count) for count in range(0, high + 1, step)],
        width=_WIDTH,
        height=_HEIGHT,
        top=_TOP,
        bottom=_BOTTOM,
        left=_LEFT,
        right=_RIGHT,
        label=label,
    )


def _steps(
    along: BentScale,
    up: Callable[[int], float],
    days: Sequence[str],
    counts: Sequence[int],
    until: str,
) -> str:
    """Return the path of a step line from its first day to the last of the chart."""
    path = f"M{along(days[0])} {up(0)}"
    for day, count in zip(days, counts, strict=True):
        path += f"H{along(day)}V{up(count)}"
    return f"{path}H{along(until)}"


def _apart(labels: Sequence[tuple[float, int, str]]) -> list[tuple[float, float, int, str, int]]:
    """Return labels from the top down, moved so that none lies on another, with their numbers."""
    ordered = sorted(enumerate(labels), key=lambda each: each[1][0])
    found: list[tuple[float, float, int, str, int]] = []
    lowest = float("-inf")
    for number, (at, count, name) in ordered:
        lowest = max(at, lowest + _APART)
        found.append((at, lowest, count, name, number))
    return found
