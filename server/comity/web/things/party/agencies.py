"""Show the agencies of a country."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.almanac.certainty import begun
from comity.web.cells import ended, first
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = (
    Column("agency", "Agency"),
    Column("type", "Type"),
    Column("parent", "Part of"),
    Column("founded", "Founded"),
    Column("ended", "Ended"),
    Column("successor", "Followed by"),
)


def agencies(almanac: Almanac, found: Iterable[Thing], caption: str, day: str) -> Table:
    """Return the table of agencies that can have existed by a day, those that are over too."""
    ordered = sorted(begun(found, day), key=lambda each: each.label.casefold())
    return Table("agencies", caption, _COLUMNS, [_row(almanac, each, day) for each in ordered])


def _row(almanac: Almanac, agency: Thing, day: str) -> Row:
    end = ended(agency.span, day)
    return Row(
        (
            Cell(agency.label, to=agency.id, small=", ".join(agency.all("skos:altLabel"))),
            first(almanac, agency.all("org:classification")),
            first(almanac, agency.all("org:subOrganizationOf")),
            Cell(agency.span.start),
            end,
            first(almanac, agency.all("comity:successor") if end.text else ()),
        ),
        agency.citations,
    )
