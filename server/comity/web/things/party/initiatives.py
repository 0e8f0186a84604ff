"""Show the initiatives in which parties have a part."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.status import known, status
from comity.web.cells import ended, first
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.party.shares import Parts, part, shares

_COLUMNS = (
    Column("initiative", "Initiative"),
    Column("part", "Part in it"),
    Column("type", "Type"),
    Column("announced", "Announced"),
    Column("started", "Started"),
    Column("ended", "Ended"),
    Column("status", "On the day"),
)
_WORDS = {"comity:ledBy": "leads", "comity:partner": "partner"}


def initiatives(almanac: Almanac, parties: Sequence[str], day: str) -> Table:
    """Return the table of what parties lead or take part in, the newest first.

    The first of the parties is the one that the page is about; the others act for it. What was
    announced and began after the day is left out.
    """
    found = [(each, parts) for each, parts in shares(almanac, parties, _WORDS) if known(each, day)]
    found.sort(key=lambda each: each[0].span.start or each[0].one("comity:announcedOn"))
    rows = [_row(almanac, parties[0], each, parts, day) for each, parts in reversed(found)]
    caption = f"Initiatives in which {almanac.label(parties[0])} has a part"
    return Table("initiatives", caption, _COLUMNS, rows)


def _row(almanac: Almanac, party: str, initiative: Thing, parts: Parts, day: str) -> Row:
    return Row(
        (
            Cell(initiative.label, to=initiative.id),
            part(almanac, party, parts),
            first(almanac, initiative.all("dct:type")),
            Cell(initiative.one("comity:announcedOn")),
            Cell(initiative.span.start),
            ended(initiative.span, day),
            Cell(status(initiative, day)),
        ),
        initiative.citations,
    )
