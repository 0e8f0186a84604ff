"""Know the charts there are of each kind of thing."""

from __future__ import annotations

from collections.abc import Callable

from comity.almanac import Almanac, Thing
from comity.web.charts.chart import Chart
from comity.web.charts.deeds import deeds
from comity.web.charts.gantt import gantt
from comity.web.charts.growth import draw_growth
from comity.web.charts.lineage import lineage
from comity.web.charts.support import support
from comity.web.charts.votes import votes
from comity.web.charts.worldmap import members_map, supporters_map
from comity.web.charts.years import years

Draw = Callable[[Almanac, Thing, str], Chart | None]

CHARTS: dict[tuple[str, str], Draw] = {
    ("forum", "growth"): draw_growth,
    ("agency", "acts"): deeds,
    ("agency", "memberships"): gantt,
    ("country", "acts"): deeds,
    ("country", "memberships"): gantt,
    ("forum", "map"): members_map,
    ("declaration", "lineage"): lineage,
    ("declaration", "map"): supporters_map,
    ("declaration", "support"): support,
    ("declaration", "votes"): votes,
    ("oecd-principle", "years"): years,
    ("theme", "years"): years,
}
