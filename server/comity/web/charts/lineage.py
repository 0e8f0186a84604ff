"""Draw what a text comes from and what came of it, from left to right in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from comity.almanac import Almanac, Thing
from comity.almanac.lineage import Lineage, Link, Node
from comity.almanac.lineage import lineage as find
from comity.web.charts.chart import Chart, draw
from comity.web.charts.scales import TimeScale
from comity.web.naming import LETTER, fitting
from comity.web.speech import written

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _GAP = 1080, 20, 1060, 46, 44, 14
_ROUNDS = 6  # of ordering; it settles soon
_STYLES = {
    "revises": "revises",
    "implements": "implements",
    "builds-on": "builds",
    "derived-from": "builds",
    "annex-of": "part",
    "part-of": "part",
    "endorses": "endorses",
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Hold where a node stands, and the text beside it, which may run to the left."""

    node: Node
    x: float
    row: int
    text: str
    date: str
    end: bool

    @property
    def y(self) -> int:
        return _TOP + self.row * _ROW + 30


def lineage(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Return the picture of the lineage of a text as of a day, if it has any."""
    found = find(almanac, thing, day)
    if not found.links:
        return None
    spots = _place(found, thing)
    bottom = max(spot.y for spot in spots.values()) + 20
    at = _scale(found)
    kinds = dict.fromkeys(_style(link) for link in found.links)
    svg = draw(
        "lineage.svg",
        width=_WIDTH,
        height=bottom + 48,
        bottom=bottom,
        top=_TOP - 20,
        years=at.years(12),
        edges=[_edge(spots, link) for link in found.links],
        spots=sorted(spots.values(), key=lambda spot: (spot.node.day, spot.row)),
        focus=thing.id,
        legend=_legend(almanac, found.links, kinds),
        legend_y=bottom + 34,
    )
    lead = (
        f"Not drawn: {found.more} that are more than two steps away, or too many to show."
        if found.more
        else ""
    )
    title = "What it draws on, and what draws on it"
    return Chart("lineage", title, svg, f"chart/{thing.path}/lineage.svg", "relations", lead)


def _scale(found: Lineage) -> TimeScale:
    days = [node.day for node in found.nodes]
    return TimeScale(min(days), max(days), _LEFT, _RIGHT)


def _place(found: Lineage, thing: Thing) -> dict[str, _Spot]:
    """Give each node a place: from left to right by date, and near its neighbours."""
    at, spots = _scale(found), {}
    ends: list[list[tuple[float, float]]] = []
    for node in _ordered(found):
        x = at(node.day)
        text = fitting(node.thing)
        date = written(node.thing.span.start) if node.dated else "undated"
        bold = 1.1 if node.thing.id == thing.id else 1.0
        wide = (len(text) + len(date) + 3) * LETTER * bold + _GAP
        end = x + wide > _WIDTH
        row = _row(ends, (x - wide, x + _GAP) if end else (x - _GAP, x + wide))
        spots[node.thing.id] = _Spot(node, x, row, text, date, end)
    return spots


def _row(taken: list[list[tuple[float, float]]], span: tuple[float, float]) -> int:
    """Return the row for a span: the last one or the one before it where there is room."""
    for row in range(max(len(taken) - 2, 0), len(taken)):
        if all(span[1] < left or right < span[0] for left, right in taken[row]):
            taken[row].append(span)
            return row
    taken.append([span])
    return len(taken) - 1


def _ordered(found: Lineage) -> list[Node]:
    """Return the nodes so that those that are linked stand close (the barycentre heuristic)."""
    place = {node.thing.id: float(number) for number, node in enumerate(found.nodes)}
    near: dict[str, list[str]] = {id_: [] for id_ in place}
    for link in found.links:
        near[link.subject].append(link.object)
        near[link.object].append(link.subject)
    for _ in range(_ROUNDS):
        middle = {id_: _middle(place, id_, others) for id_, others in near.items()}
        ranked = sorted(middle.items(), key=itemgetter(1))
        place = {id_: float(number) for number, (id_, _) in enumerate(ranked)}
    return sorted(found.nodes, key=lambda node: place[node.thing.id])


def _middle(place: Mapping[str, float], id_: str, others: Iterable[str]) -> float:
    places = [place[id_], *(place[other] for other in others)]
    return sum(places) / len(places)


def _edge(spots: Mapping[str, _Spot], link: Link) -> dict[str, str]:
    start, stop = spots[link.origin], spots[link.outcome]
    if stop.x < start.x - _GAP:  # it was there before what it came of: pass below
        low = max(start.y, stop.y) + 24
        bends = f"{start.x} {low} {stop.x} {low}"
    else:
        bend = max(abs(stop.x - start.x) / 2, 28)
        bends = f"{round(start.x + bend, 1)} {start.y} {round(stop.x - bend, 1)} {stop.y}"
    path = f"M{start.x} {start.y}C{bends} {stop.x} {stop.y}"
    return {"style": _style(link), "path": path}


def _style(link: Link) -> str:
    return _STYLES.get(link.relation.partition(":")[2], "other")


def _legend(
    almanac: Almanac, links: Sequence[Link], kinds: Iterable[str]
) -> list[tuple[float, str, str]]:
    """Return the place, the class and the words of each kind of line."""
    found, x = [], float(_LEFT)
    for kind in kinds:
        names = dict.fromkeys(
            almanac.label(link.relation) for link in links if _style(link) == kind
        )
        words = ", ".join(names)
        found.append((x, kind, words))
        x += 34 + len(words) * LETTER + 22
    return found
