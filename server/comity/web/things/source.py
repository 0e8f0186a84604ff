"""Show a source: what it is, and every record that rests on it."""

from __future__ import annotations

from comity.almanac import Almanac, Citation, Thing
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.facts import facts
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "comity:publisherName": "Publisher",
    "dct:issued": "Published",
    "comity:sourceKind": "Kind",
    "schema:url": "Address",
    "skos:note": "Note",
}


@sheet("source")
def source(almanac: Almanac, thing: Thing, day: str) -> Sheet:  # noqa: ARG001 - it has no day
    """Return the sheet of a source."""
    return Sheet((_resting(almanac, thing),), {"facts": facts(almanac, thing, _FACTS)})


def _resting(almanac: Almanac, thing: Thing) -> Table:
    """Return the table of the records that rest on a source, with the passage of each."""
    columns = [Column("record", "Record"), Column("kind", "Kind"), Column("place", "Where in it")]
    passages = almanac.naming("dct:isPartOf", thing.id)
    found = [
        Row(
            (
                Cell(record.label, to=record.id),
                Cell(record.kind),
                Cell(passage.one("comity:locator"), to=passage.id),
            ),
            (Citation(thing.id, passage.id),),
        )
        for passage in passages
        for record in almanac.naming("dct:source", passage.id)
    ]
    return Table("records", f"Records that rest on {thing.label}", columns, found, sourced=False)
