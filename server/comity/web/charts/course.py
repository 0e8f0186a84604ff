"""Draw how things grew, and what they have in common with them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from comity.almanac.sets import Circle, Turn
from comity.web.charts.bent import scale
from comity.web.charts.chart import draw
from comity.web.charts.scales import CountScale, apart, stairs, step
from comity.web.comparing.names import everywhere, short

_WIDTH, _HEIGHT, _TOP, _BOTTOM, _LEFT, _RIGHT = 900, 320, 24, 286, 40, 700
_TICKS = 5


def course(circles: Sequence[Circle], turns: Sequence[Turn], until: str, label: str) -> Markup:
    """Draw a step line for each thing, and what all have in common as an area, until a day."""
    along = scale(f"{turns[0].day[:4]}-01-01", until, _LEFT, _RIGHT)
    up = _scale(max(max(turn.counts) for turn in turns))
    days = [turn.day for turn in turns]
    common = [turn.common for turn in turns]
    series = [[turn.counts[number] for turn in turns] for number in range(len(circles))]
    lines = [stairs(along, up, zip(days, each, strict=True), until) for each in (*series, common)]
    names = [*(short(circle.thing) for circle in circles), everywhere(circles)]
    ends = [each[-1] for each in (*series, common)]
    return draw(
        "course.svg",
        lines=lines[:-1],
        area=f"{lines[-1]}V{up(0)}H{along(days[0])}Z",
        labels=_labels(up, ends, names),
        along=along,
        grid=up.ticks(_TICKS),
        size=(_WIDTH, _HEIGHT),
        sides=(_LEFT, _RIGHT, _TOP, _BOTTOM),
        label=label,
    )


def _scale(most: int) -> CountScale:
    """Return a scale for counts that ends in a round one."""
    size = step(max(most, 1), _TICKS)
    return CountScale(-(-max(most, 1) // size) * size, _BOTTOM, _TOP)


def _labels(
    up: CountScale, ends: Sequence[int], names: Sequence[str]
) -> list[tuple[float, float, int, str, int]]:
    """Return, from the top down, where each line ends, its label, and what number it has."""
    heights = [up(end) for end in ends]
    found = zip(heights, apart(heights), ends, names, range(len(ends)), strict=True)
    return sorted(found, key=lambda each: each[1])
