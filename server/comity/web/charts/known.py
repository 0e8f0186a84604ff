"""Know the charts there are of each kind of thing."""

from __future__ import annotations

from collections.abc import Callable

from comity.almanac import Almanac, Thing
from comity.web.charts.chart import Chart
from comity.web.charts.worldmap import members_map, supporters_map

Draw = Callable[[Almanac, Thing, str], Chart | None]

CHARTS: dict[tuple[str, str], Draw] = {
    ("forum", "map"): members_map,
    ("declaration", "map"): supporters_map,
}
