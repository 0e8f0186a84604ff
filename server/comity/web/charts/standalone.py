"""Make an SVG of a page one that stands by itself, for a download."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from comity.web.charts.chart import Chart
from comity.web.links import canonical
from comity.web.moment import moment
from comity.web.shown import Page

_STATIC = Path(__file__).parent.parent / "static"
_TOKEN = re.compile(r"(--[\w-]+):\s*light-dark\((.+?),\s*(.+?)\)\s*;")


def standalone(chart: Chart, path: str, about: str = "", *, dated: bool = True) -> Page:
    """Return a chart as an SVG with its styles inside, in light colours: few programs know others.

    Takes the path of its page, the name of what it is about where its title does not tell, and
    whether it shows the day of the page.
    """
    day = f", as of {moment().day}" if dated else ""
    source = f"comity, {canonical(path)}{day}. CC BY 4.0"
    told = Markup("<title>{}</title><desc>{}</desc><style>{}</style>").format(
        f"{about}: {chart.title}" if about else chart.title,
        source,
        Markup(_style()),  # noqa: S704 - a file of this project
    )
    drawn = str(chart.alone() if chart.alone else chart.svg).strip()
    start = drawn.index(">") + 1
    opened = drawn[:start].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    svg = f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}{told}{drawn[start:]}'
    return svg, "image/svg+xml"


@cache
def _style() -> str:
    """Return the styles of charts with the value of each colour in its place."""
    tokens = {
        name: light for name, light, _ in _TOKEN.findall((_STATIC / "style.css").read_text("utf-8"))
    }
    css = (_STATIC / "charts.css").read_text("utf-8")
    resolved = re.sub(r"var\((--[\w-]+)\)", lambda found: tokens.get(found[1], "currentcolor"), css)
    return f"svg {{ background: {tokens['--paper']}; color: {tokens['--ink']}; }}\n{resolved}"
