"""Show on a map who belongs to a forum, who stands behind a text, or who belongs to most."""

from __future__ import annotations

from flask import Blueprint, request

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters
from comity.almanac.members import ROLES, members, memberships
from comity.errors import NotFound
from comity.vocabulary import expand, shorten
from comity.web.book import book
from comity.web.cells import surely
from comity.web.charts.known import CHARTS
from comity.web.charts.standalone import standalone
from comity.web.charts.worldmap import CLASSES, belonging_map
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("atlas", __name__)

_PARTIES = [
    Column("party", "Party"),
    Column("what", "What"),
    Column("date", "Since"),
    Column("holds", "On the day"),
]
_COUNTRIES = [
    Column("country", "Country"),
    Column("region", "Region"),
    Column("forums", "Forums", numeric=True),
]


@blueprint.get("/map")
@shown
def atlas() -> Page:
    """Show the map of a forum or a declaration, ``?of=``, on the day; raises NotFound.

    Without one it shows to how many forums each country belongs.
    """
    almanac, day = book(), moment().day
    thing = _asked(almanac)
    choices = {
        "Forums": [each for each in almanac.kind("forum") if members(almanac, each.id, day)],
        "Declarations": [
            each for each in almanac.kind("declaration") if supporters(almanac, each.id, day)
        ],
    }
    chart = CHARTS[thing.kind, "map"](almanac, thing, day) if thing else belonging_map(almanac, day)
    table = _parties(almanac, thing, day) if thing else _belonging(almanac, day)
    return render(
        "explore/map.html", [table], thing=thing, chart=chart, choices=choices, classes=CLASSES
    )


@blueprint.get("/chart/map.svg")
@shown
def picture() -> Page:
    """Give the map of how many forums each country belongs to as an SVG file."""
    return standalone(belonging_map(book(), moment().day), "map")


def _asked(almanac: Almanac) -> Thing | None:
    given = request.args.get("of", "")
    if not given:
        return None
    found = almanac.get(shorten(expand(given)))
    if found is None or (found.kind, "map") not in CHARTS:
        raise NotFound(f"There is no forum and no declaration {given}; the map lists those it has.")
    return found


def _belonging(almanac: Almanac, day: str) -> Table:
    rows = []
    for country in almanac.kind("country"):
        if held := memberships(almanac, country.id, day).values():
            region = country.one("comity:region")
            cells = Cell(country.label, to=country.id), Cell(almanac.label(region), to=region)
            rows.append(Row((*cells, surely(held))))
    rows.sort(key=lambda row: -(row.cells[2].order or 0))  # type: ignore[operator]
    return Table("countries", "Forums to which each country belongs", _COUNTRIES, rows, False)


def _parties(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table that says what the map of a forum or a text shows."""
    if thing.kind == "forum":
        records = [
            (stint, "org:member", "org:role", stint.span.holds(day))
            for stint in almanac.naming("org:organization", thing.id)
            if stint.one("org:role") in ROLES
        ]
    else:
        records = [
            (act, "comity:party", "comity:act", act.span.happened(day))
            for act in almanac.naming("comity:declaration", thing.id)
        ]
    rows = [
        Row(
            (
                Cell(almanac.label(record.one(party)), to=record.one(party)),
                Cell(almanac.label(record.one(what)), to=record.id),
                Cell(record.span.start),
                Cell(certainty or "undated"),
            ),
            record.cited(),
        )
        for record, party, what, certainty in records
        if certainty is not None
    ]
    rows.sort(key=lambda row: row.cells[0].text)
    id_ = "members" if thing.kind == "forum" else "acts"
    return Table(id_, f"What the map of {thing.label} shows", _PARTIES, rows)
