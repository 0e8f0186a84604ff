"""Know the charts there are of each kind of thing."""

from __future__ import annotations

from collections.abc import Callable

from comity.almanac import Almanac, Thing
from comity.web.charts.chart import Chart
from comity.web.charts.deeds import deeds
from comity.web.charts.gantt import gantt
from comity.web.charts.worldmap import members_map, supporters_map

Draw = Callable[[Almanac, Thing, str], Chart | None]

CHARTS: dict[tuple[str, str], Draw] = {
    ("agency", "acts"): deeds,
    ("agency", "memberships"): gantt,
    ("country", "acts"): deeds,
    ("country", "memberships"): gantt,
    ("forum", "map"): members_map,
    ("declaration", "map"): supporters_map,
}
