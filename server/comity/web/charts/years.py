"""Draw how many texts on a theme were adopted in each year."""

from __future__ import annotations

from collections import Counter

from comity.almanac import Almanac, Thing
from comity.almanac.themes import about, under
from comity.web.charts.chart import Chart, draw

_WIDTH, _HIGH, _BAR = 720, 90, 34


def years(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Return the picture of texts on a theme by year, if there are any of two years by a day."""
    found = about(almanac, under(almanac, thing), "declaration", day)
    counts = Counter(int(text.span.start[:4]) for text, _ in found if text.span.start)
    if len(counts) < 2:
        return None
    most, last = max(counts.values()), int(day[:4])
    first = max(min(counts), last - _WIDTH // (_BAR + 6) + 1)
    bars = [
        {
            "x": (year - first) * (_BAR + 6),
            "height": round(counts[year] / most * _HIGH, 1),
            "year": year,
            "count": counts[year],
        }
        for year in range(first, last + 1)
    ]
    earlier = sum(count for year, count in counts.items() if year < first)
    svg = draw("years.svg", bars=bars, width=_WIDTH, high=_HIGH, wide=_BAR)
    lead = f"{earlier} before {first} are not drawn." if earlier else ""
    title = "Texts adopted in each year"
    return Chart("years", title, svg, f"chart/{thing.path}/years.svg", "texts", lead)
