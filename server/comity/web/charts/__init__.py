"""Draw charts as SVG on the server, so that they work without any script and can be printed.

Each chart is a function of the almanac, a thing and the day, known by the kind of the thing and a
name; it has an address of its own, ``/chart/<kind>/<slug>/<name>.svg``.
"""

from __future__ import annotations

from collections.abc import Callable

from comity.almanac import Almanac, Thing
from comity.web.charts.chart import Chart

Draw = Callable[[Almanac, Thing, str], Chart | None]

CHARTS: dict[tuple[str, str], Draw] = {}
