"""List what a forum does itself: its acts on texts, its initiatives and its positions."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.web.tables import Cell, Column, Row, Table

_ACTS = (Column("date", "Date"), Column("act", "Act"), Column("text", "Text"))
_INITIATIVES = (
    Column("date", "Since"),
    Column("initiative", "Initiative"),
    Column("kind", "Kind"),
    Column("part", "Part in it"),
)
_POSITIONS = (
    Column("date", "Date"),
    Column("position", "Position"),
    Column("stance", "Stance"),
    Column("text", "Stated in"),
)


def deeds(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table of the acts of a party on texts by a day, the latest first."""
    rows = []
    for each in reversed(almanac.naming("comity:party", thing.id)):
        if each.span.happened(day) is not None:
            text = each.one("comity:declaration")
            cells = (
                Cell(each.one("dct:date"), to=each.id, order=each.span.latest_start or None),
                Cell(almanac.label(each.one("comity:act"))),
                Cell(almanac.label(text), to=text),
            )
            rows.append(Row(cells, each.citations))
    return Table("acts", f"Acts of {thing.label} on texts", _ACTS, rows)


def initiatives(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table of the initiatives that a party leads or takes part in, by a day."""
    rows = []
    for name, part in (("comity:ledBy", "leads"), ("comity:partner", "partner")):
        for each in almanac.naming(name, thing.id):
            announced = each.one("comity:announcedOn")
            if each.span.happened(day) is not None and announced[:10] <= day:
                cells = (
                    Cell(each.span.start or announced),
                    Cell(each.label, to=each.id),
                    Cell(almanac.label(each.one("dct:type"))),
                    Cell(part),
                )
                rows.append(Row(cells, each.citations))
    return Table("initiatives", f"Initiatives of {thing.label}", _INITIATIVES, rows)


def positions(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table of the positions that a party had taken by a day, the latest first."""
    rows = []
    for each in reversed(almanac.naming("comity:holder", thing.id)):
        if each.span.happened(day) is not None:
            text = each.one("comity:statedIn")
            cells = (
                Cell(each.one("dct:date")),
                Cell(each.label, to=each.id),
                Cell(almanac.label(each.one("comity:stance"))),
                Cell(almanac.label(text), to=text),
            )
            rows.append(Row(cells, each.citations))
    return Table("positions", f"Positions of {thing.label}", _POSITIONS, rows)
