"""Draw how things of several kinds fall into groups: a bar a kind, parted."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac.quality import Finding
from comity.web.charts.chart import Chart, draw

WIDTH, BAR, ROW, HEAD = 360, 18, 42, 24  # narrow enough for a phone
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
    """Hold one bar: its name, its top and its parts."""

    name: str
    y: int
    parts: tuple[Part, ...]


def draw_bars(finding: Finding, title: str, address: str) -> Chart:
    """Draw the groups of a finding; each bar is as long as the other, and its parts are shares."""
    bars = tuple(
        Bar(name, HEAD + row * ROW, _parts(finding, name, counts))
        for row, (name, counts) in enumerate(finding.rows)
    )
    groups = tuple(zip(finding.groups, _SHADES, strict=False))
    svg = draw(
        "bars.svg", bars=bars, groups=groups, size=(WIDTH, HEAD + len(bars) * ROW, BAR), title=title
    )
    return Chart(f"{finding.id}-chart", title, svg, address, finding.id)


def _parts(finding: Finding, name: str, counts: tuple[int, ...]) -> tuple[Part, ...]:
    found, x, total = [], 0.0, sum(counts)
    for group, style, count in zip(finding.groups, _SHADES, counts, strict=False):
        width = count / max(total, 1) * WIDTH
        if count:
            said = f"{name}: {count} {group}, {count / total:.0%}"
            found.append(Part(round(x, 1), round(width, 1), style, count, said))
        x += width
    return tuple(found)
