"""Draw how things of several kinds fall into groups: a bar a kind, parted."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac.quality import Finding
from comity.web.charts.chart import Chart, draw

WIDTH, LEFT, RIGHT, BAR, GAP = 640, 150.0, 630.0, 20, 10
_SHADES = ("g1", "g2", "g3", "g4")


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one part of a bar: where it begins, how long it is, its style, and what is said."""

    x: float
    width: float
    style: str
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one bar: its name, its height on the page and its parts."""

    name: str
    y: int
    parts: tuple[Part, ...]


def draw_bars(finding: Finding, title: str, address: str) -> Chart:
    """Draw the groups of a finding; each bar is as long as the other, and its parts are shares."""
    bars = tuple(
        Bar(name, 26 + row * (BAR + GAP), _parts(finding, name, counts))
        for row, (name, counts) in enumerate(finding.rows)
    )
    height = 26 + len(bars) * (BAR + GAP)
    groups = tuple(zip(finding.groups, _SHADES, strict=False))
    svg = draw(
        "bars.svg", bars=bars, groups=groups, left=LEFT, size=(WIDTH, height, BAR), title=title
    )
    return Chart(f"{finding.id}-chart", title, svg, address, finding.id)


def _parts(finding: Finding, name: str, counts: tuple[int, ...]) -> tuple[Part, ...]:
    found, x, total = [], LEFT, sum(counts)
    for group, style, count in zip(finding.groups, _SHADES, counts, strict=False):
        width = count / max(total, 1) * (RIGHT - LEFT)
        if count:
            said = f"{name}: {count} {group}, {count / total:.0%}"
            found.append(Part(round(x, 1), round(width, 1), style, count, said))
        x += width
    return tuple(found)
