"""Put what a text draws on, and what draws on it, in a table."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.almanac.lineage import Link, links
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.acts import when
from comity.web.things.bonds import said


def table(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table of the relations of a text as of a day."""
    columns = [Column("relation", "This text"), Column("other", "What"), Column("date", "Date")]
    rows = [_row(almanac, thing, link, day) for link in links(almanac, thing.id, day)]
    return Table("relations", f"Relations of {thing.label}", columns, rows)


def texts(almanac: Almanac, thing: Thing, day: str) -> list[str]:
    """Return the other texts with which a text is related."""
    found = (_other(thing, link) for link in links(almanac, thing.id, day))
    return list(dict.fromkeys(each for each in found if each.startswith("declaration:")))


def _row(almanac: Almanac, thing: Thing, link: Link, day: str) -> Row:
    words = said(almanac, link.relation, turned=link.subject != thing.id)
    record, other = link.record, _other(thing, link)
    stated = when(record, record.span.happened(day) or "possible") if record else Cell("")
    note = record.one("skos:note") if record else ""
    first = Cell(
        words[:1].lower() + words[1:], to=record.id if record else link.relation, small=note
    )
    cells = (first, Cell(almanac.label(other), to=other), stated)
    return Row(cells, record.cited() if record else ())


def _other(thing: Thing, link: Link) -> str:
    return link.object if link.subject == thing.id else link.subject
