"""Draw texts, meetings and foundings on a line of time, a lane for each forum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from comity.almanac import Almanac
from comity.almanac.events import Event
from comity.web.charts.chart import Chart, draw
from comity.web.charts.scales import TimeScale, number
from comity.web.naming import LETTER, fitting
from comity.web.speech import written
from comity.web.timespan import Choice

_YEAR, _LEAST, _MOST = 560, 1080, 8000  # pixels: of a year, and of the whole
_LEFT, _TOP, _ROW, _HEAD, _GAP = 12, 30, 20, 22, 14
_BARS, _BAR = 16, 52  # years that have a bar of their own, and how wide
_LANES = 10  # the forums of the rest share one
_LETTERS = 32  # of a name
_APART = 46  # the labels of years
_QUARTERS = {4: "April", 7: "July", 10: "October"}
_LEAD = (
    "Circles are texts, diamonds meetings, squares foundings; bars are dates known less closely."
)
_OTHERS = "Other forums, and texts of no forum"


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold an event in the picture: where it is, and the name beside it, which may run left."""

    event: Event
    x: float
    till: float
    row: int
    text: str
    end: bool
    ahead: bool

    @property
    def middle(self) -> float:
        """Return where the sign of the event stands."""
        return round((self.x + self.till) / 2, 1)


@dataclass(frozen=True, slots=True)
class Lane:
    """Hold the events of one forum: its name, its top, its height and its marks."""

    name: str
    top: int
    height: int
    marks: tuple[Mark, ...]

    def y(self, mark: Mark) -> int:
        """Return the height at which a mark is drawn."""
        return self.top + _HEAD + mark.row * _ROW + 6


def timeline(almanac: Almanac, seen: Sequence[Event], choice: Choice, day: str) -> Chart:
    """Return the picture of the events that a reader sees; takes the day of the page."""
    first, last = choice.first, choice.last
    years = (number(last) - number(first)) / 365
    width = round(min(max(years * _YEAR, _LEAST), _MOST))
    at = TimeScale(first, last, _LEFT, width - _LEFT)
    lanes = _lanes(almanac, seen, at, day, width)
    bottom = lanes[-1].top + lanes[-1].height if lanes else _TOP + _ROW
    svg = draw(
        "timeline.svg",
        width=width,
        bottom=bottom,
        lanes=lanes,
        ticks=_ticks(at),
        today=at(day) if first <= day <= last else None,
        day=written(day),
        again=range(_LEFT, width - _LEAST // 2, _LEAST),
    )
    title = f"Texts, meetings and foundings, {written(first)} to {written(last)}"
    query = urlencode({"from": first, "to": last, **choice.arguments()})
    return Chart("line", title, svg, f"chart/timeline.svg?{query}", "events", _LEAD)


def density(chosen: Sequence[Event], choice: Choice) -> Chart | None:
    """Return the picture of how many events each year has, each year a link to its events."""
    counts = Counter(int(each.last[:4]) for each in chosen)
    if not counts:
        return None
    last = max(counts)
    first = max(min(counts), last - _BARS + 1)
    bars = [(str(year), year, year, counts[year]) for year in range(first, last + 1)]
    if earlier := [year for year in counts if year < first]:
        number_ = sum(counts[year] for year in earlier)
        bars.insert(0, (f"to {first - 1}", min(earlier), first - 1, number_))
    most = max(count for *_, count in bars)
    drawn = [
        {
            "name": name,
            "count": count,
            "height": round(count / most * 60, 1),
            "x": place * _BAR,
            "here": choice.first[:4] <= str(till) and str(since) <= choice.last[:4],
            "query": urlencode({"from": since, "to": till, **choice.arguments()}),
        }
        for place, (name, since, till, count) in enumerate(bars)
    ]
    svg = draw("density.svg", bars=drawn, width=(_BARS + 1) * _BAR, wide=_BAR - 6)
    return Chart("years", "Events in each year", svg, "timeline", "events")


def _lanes(
    almanac: Almanac, seen: Sequence[Event], at: TimeScale, day: str, width: int
) -> list[Lane]:
    most = [
        name for name, _ in Counter(each.family for each in seen if each.family).most_common(_LANES)
    ]
    lanes, top = [], _TOP
    for family in [*most, ""]:
        own = [each for each in seen if (each.family if each.family in most else "") == family]
        if own:
            marks, rows = _marks(own, at, day, width)
            name = almanac.label(family) if family else _OTHERS
            lanes.append(Lane(name, top, _HEAD + rows * _ROW + 8, marks))
            top += lanes[-1].height
    return lanes


def _marks(
    own: Iterable[Event], at: TimeScale, day: str, width: int
) -> tuple[tuple[Mark, ...], int]:
    """Return the marks of a lane in as few rows as there is room in, and how many rows."""
    free: list[float] = []  # where each row ends
    found = []
    for event in own:
        x, till = at(event.first), at(event.last)
        text = fitting(event.thing, _LETTERS)
        wide = len(text) * LETTER + _GAP
        end = till + wide > width
        left, right = (x - wide, till + 8) if end else (x - 8, till + wide)
        row = next((row for row, edge in enumerate(free) if edge < left), len(free))
        free[row : row + 1] = [right]
        found.append(Mark(event, x, till, row, text, end, event.first > day))
    return tuple(found), len(free)


def _ticks(at: TimeScale) -> list[tuple[float, str, bool]]:
    """Return the places and names of years, and of quarters where there is room."""
    wide = at.right - at.left
    found = [(x, str(year), True) for x, year in at.years(round(wide / _APART))]
    if wide / max((number(at.last) - number(at.first)) / 365, 0.1) > _YEAR / 2:
        for year in range(int(at.first[:4]), int(at.last[:4]) + 1):
            days = ((f"{year:04}-{month:02}-01", name) for month, name in _QUARTERS.items())
            found += [(at(day), name, False) for day, name in days if at.first <= day <= at.last]
    return found
