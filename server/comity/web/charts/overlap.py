"""Draw what things have in common: two as overlapping shapes, more as bars of combinations."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from comity.almanac.sets import Circle, Combination
from comity.web.charts.chart import draw
from comity.web.comparing.names import called, short

_WIDTH = 760
_LETTER, _DOT = 7.2, 24  # the room that each takes


def overlap(
    circles: Sequence[Circle], combined: Sequence[Combination], day: str, label: str
) -> Markup:
    """Draw combinations on a day; those of two so that areas are as large as the numbers say."""
    if len(circles) == 2:
        return _pair(circles, combined, day, label)
    return _combinations(circles, combined, label)


def _pair(
    circles: Sequence[Circle], combined: Sequence[Combination], day: str, label: str
) -> Markup:
    """Draw two bars of one height that lie over each other as far as they have in common.

    Each bears how many it certainly holds: also who is only possibly in the other, and not drawn.
    """
    counts = {each.inside: len(each.certain) for each in combined}
    unsure = {each.inside: len(each.possible) for each in combined}
    inside = ((True, False), (True, True), (False, True))
    parts = [(counts.get(each, 0), unsure.get(each, 0)) for each in inside]
    total = sum(certain for certain, _ in parts) or 1
    places: list[tuple[float, float, int, int]] = []
    left = 0.0
    for certain, possible in parts:
        width = round(_WIDTH * certain / total, 1)
        places.append((left, width, certain, possible))
        left += width
    return draw(
        "pair.svg",
        parts=[(*place, called(circles, each)) for place, each in zip(places, inside, strict=True)],
        names=[short(circle.thing) for circle in circles],
        sums=[sum(each == "certain" for each in circle.on(day).values()) for circle in circles],
        width=_WIDTH,
        label=label,
    )


def _combinations(circles: Sequence[Circle], combined: Sequence[Combination], label: str) -> Markup:
    """Draw a bar for each combination, with a dot for each thing that is part of it."""
    ordered = sorted(
        combined, key=lambda each: (-len(each.certain), -len(each.possible), -sum(each.inside))
    )
    most = max((len(each.certain) + len(each.possible) for each in combined), default=1)
    names = [short(circle.thing) for circle in circles]
    bars = 20 + _LETTER * max(map(len, names)) + _DOT * len(names)
    scale = (_WIDTH - bars - 110) / most
    return draw(
        "combinations.svg",
        rows=[
            (
                each.inside,
                len(each.certain),
                len(each.possible),
                round(scale * len(each.certain), 1),
                round(scale * len(each.possible), 1),
                called(circles, each.inside),
            )
            for each in ordered
        ],
        names=names,
        bars=round(bars),
        width=_WIDTH,
        label=label,
    )
