"""Draw ties between countries or forums: all in a circle, with a line for each tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from comity.almanac import Almanac, Thing
from comity.almanac.ties import Tie
from comity.web.charts.chart import Chart, draw
from comity.web.naming import cut, shortest

MOST = 400  # ties in the picture
SERIES = {  # of the regions of countries
    "region:africa": 1,
    "region:americas": 2,
    "region:asia": 3,
    "region:europe": 4,
    "region:oceania": 5,
}
_SIZE, _RADIUS = 800, 290
_LONGEST = 20  # characters of a name


@dataclass(frozen=True, slots=True)
class Node:
    """Hold one party of the picture: where it is, how many ties it has, and its colour."""

    id: str
    label: str
    x: float
    y: float
    turn: float
    ties: int
    series: int


def draw_network(almanac: Almanac, ties: Sequence[Tie], title: str, address: str) -> Chart | None:
    """Draw the strongest of some ties, None where there are none; takes them the strongest first.

    Takes the title, and the address of the picture by itself.
    """
    if not ties:
        return None
    shown = ties[:MOST]
    nodes = _nodes(almanac, shown)
    places = {node.id: node for node in nodes}
    links = [(places[tie.one], places[tie.other], tie) for tie in shown]
    most = shown[0].common
    svg = draw("network.svg", size=_SIZE, nodes=nodes, links=links, most=most, title=title)
    return Chart("network", title, svg, address, table="ties")


def _nodes(almanac: Almanac, ties: Sequence[Tie]) -> list[Node]:
    """Return the parties of ties in a circle, those of a region beside each other."""
    counts = Counter(id_ for tie in ties for id_ in (tie.one, tie.other))
    things = sorted(
        (almanac[id_] for id_ in counts),
        key=lambda thing: (thing.one("comity:region"), thing.one("comity:subregion"), thing.label),
    )
    found = []
    for at, thing in enumerate(things):
        angle = 2 * pi * at / len(things)
        x, y = _SIZE / 2 + _RADIUS * cos(angle), _SIZE / 2 + _RADIUS * sin(angle)
        series = SERIES.get(thing.one("comity:region"), 6)
        found.append(
            Node(
                thing.id,
                _label(thing),
                round(x, 1),
                round(y, 1),
                round(angle * 180 / pi, 1),
                counts[thing.id],
                series,
            )
        )
    return found


def _label(thing: Thing) -> str:
    """Return a name that is short enough to stand beside others."""
    name = shortest(thing)
    return name if len(name) <= _LONGEST else thing.one("comity:iso3") or cut(name, _LONGEST)
