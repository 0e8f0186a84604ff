"""Show an initiative: who leads it and takes part, when, what came of it."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.almanac.status import known, status
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.bonds import bonds
from comity.web.things.disputes import disputes
from comity.web.things.facts import facts
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "dct:type": "Type",
    "comity:ledBy": "Led by",
    "comity:partner": "Partners",
    "comity:announcedOn": "Announced",
    "schema:startDate": "Started",
    "schema:endDate": "Ended",
    "dct:subject": "Themes",
    "skos:note": "Note",
}
_STATUS = {
    "ended": "It had ended by {}.",
    "possibly ended": "It had possibly ended by {}: its source is no more precise.",
    "planned": "It had not begun on {}.",
    "announced": "It had been announced by {}; when it began, no source tells.",
    "running": "It was under way on {}.",
    "possibly running": "It was possibly under way on {}: its source is no more precise.",
}
_TOTALS = (
    Column("measure", "What was counted"),
    Column("value", "Published", numeric=True),
    Column("date", "As of"),
)
_NEIGHBOURS = (
    Column("initiative", "Initiative"),
    Column("led", "Led by"),
    Column("status", "On the day"),
)


@sheet("initiative")
def initiative(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of an initiative."""
    said = _STATUS.get(status(thing, day), "") if known(thing, day) else _UNKNOWN
    return Sheet(
        (_totals(almanac, thing, day), _neighbours(almanac, thing, day)),
        {
            "facts": [*facts(almanac, thing, _FACTS), *bonds(almanac, thing, day)],
            "status": said,
            "disputes": disputes(almanac, thing),
        },
    )


_UNKNOWN = "It was not yet known on {}."


def _totals(almanac: Almanac, thing: Thing, day: str) -> Table:
    rows = [
        Row(
            (
                Cell(each.label, to=each.id),
                Cell(each.one("schema:value"), order=float(each.one("schema:value") or 0)),
                Cell(each.one("comity:asOf")),
            ),
            each.citations,
        )
        for each in almanac.naming("comity:tallies", thing.id)
        if each.span.happened(day) is not None
    ]
    return Table("totals", f"Totals published about {thing.label}", _TOTALS, rows)


def _neighbours(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table of other initiatives on a theme of this one, or with the same parties."""
    parties = {*thing.all("comity:ledBy")}
    themes = {*thing.all("dct:subject")}
    rows = [
        Row(
            (
                Cell(each.label, to=each.id),
                Cell(", ".join(almanac.label(party) for party in each.all("comity:ledBy"))),
                Cell(status(each, day)),
            ),
            each.citations,
        )
        for each in almanac.kind("initiative")
        if each.id != thing.id
        and known(each, day)
        and (parties & {*each.all("comity:ledBy")} or themes & {*each.all("dct:subject")})
    ]
    return Table("others", f"Initiatives close to {thing.label}", _NEIGHBOURS, rows)
