"""Draw which countries belong to the same forums, and which forums have the same members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from flask import Blueprint
from markupsafe import Markup

from comity.almanac import Almanac, Thing
from comity.almanac.ties import Tie, shared_forums, shared_members
from comity.errors import NotFound
from comity.web.book import book
from comity.web.charts.chart import Chart, draw
from comity.web.charts.standalone import standalone
from comity.web.explore.choices import chosen, number
from comity.web.explore.matrix import short
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.speech import written
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("network", __name__)

_SIZE, _RADIUS = 800, 290
_MOST = 400  # ties in the picture
_LONGEST = 20  # characters of a name in the picture
_COMMON = {"countries": 10, "forums": 8}  # in common at least, unless the reader says otherwise
_WHAT = {"countries": "forums", "forums": "members"}  # that they have in common
_SERIES = {
    "region:africa": 1,
    "region:americas": 2,
    "region:asia": 3,
    "region:europe": 4,
    "region:oceania": 5,
}


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


@blueprint.get("/network")
@shown
def network() -> Page:
    """Show the network of countries or forums, ``?of=``, with ``?least=`` in common, on the day."""
    of, least, ties = _asked()
    almanac = book()
    what = _WHAT[of]
    columns = [
        Column("one", "One"),
        Column("other", "Other"),
        Column("common", f"{what.capitalize()} in common", numeric=True),
        Column("share", "Share", numeric=True),
    ]
    rows = [
        Row(
            (
                Cell(almanac.label(tie.one), to=tie.one),
                Cell(almanac.label(tie.other), to=tie.other),
                Cell(str(tie.common), order=tie.common),
                Cell(f"{tie.share:.0%}", order=tie.share),
            )
        )
        for tie in ties
    ]
    caption = f"Pairs of {of} with at least {least} {what} in common"
    table = Table("ties", caption, columns, rows, sourced=False)
    drawn = _chart(almanac, of, least, ties)
    left_out = max(0, len(ties) - _MOST)
    return render(
        "explore/network.html",
        [table],
        of=of,
        what=what,
        least=least,
        chart=drawn,
        left_out=left_out,
        series=[(number, name) for name, number in _SERIES.items()] if of == "countries" else [],
    )


@blueprint.get("/chart/network.svg")
@shown
def picture() -> Page:
    """Give the picture of the network by itself as an SVG file; raises NotFound."""
    of, least, ties = _asked()
    found = _chart(book(), of, least, ties)
    if found is None:
        raise NotFound(f"No two {of} have {least} {_WHAT[of]} in common on {moment().day}.")
    said = f"comity, as of {moment().day}. CC BY 4.0"
    return standalone(found, said), "image/svg+xml"


def _asked() -> tuple[str, int, list[Tie]]:
    of = chosen("of", tuple(_COMMON))
    least = number("least", 1, 999, _COMMON[of])
    find = shared_forums if of == "countries" else shared_members
    forums = [each.id for each in book().kind("forum")]
    return of, least, find(book(), forums, moment().day, least)


def _chart(almanac: Almanac, of: str, least: int, ties: Sequence[Tie]) -> Chart | None:
    if not ties:
        return None
    shown_ties = ties[:_MOST]
    nodes = _nodes(almanac, shown_ties)
    places = {node.id: node for node in nodes}
    links = [(places[tie.one], places[tie.other], tie) for tie in shown_ties]
    most = max(tie.common for tie in shown_ties)
    what = _WHAT[of]
    title = f"{of.capitalize()} with at least {least} {what} in common on {written(moment().day)}"
    svg: Markup = draw("network.svg", size=_SIZE, nodes=nodes, links=links, most=most, title=title)
    address = f"chart/network.svg?of={of}&least={least}"
    return Chart("network", title, svg, address, table="ties")


def _nodes(almanac: Almanac, ties: Sequence[Tie]) -> list[Node]:
    """Return the parties of ties in a circle, those of a region beside each other."""
    counts: dict[str, int] = {}
    for tie in ties:
        for id_ in (tie.one, tie.other):
            counts[id_] = counts.get(id_, 0) + 1
    things = sorted(
        (almanac[id_] for id_ in counts),
        key=lambda thing: (thing.one("comity:region"), thing.one("comity:subregion"), thing.label),
    )
    found = []
    for at, thing in enumerate(things):
        angle = 2 * pi * at / len(things)
        x, y = _SIZE / 2 + _RADIUS * cos(angle), _SIZE / 2 + _RADIUS * sin(angle)
        series = _SERIES.get(thing.one("comity:region"), 6)
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
    name = short(thing)
    return name if len(name) <= _LONGEST else thing.one("comity:iso3") or f"{name[:_LONGEST]}…"
