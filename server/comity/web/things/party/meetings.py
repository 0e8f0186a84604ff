"""Show the meetings that parties hosted, or over which they presided."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.web.cells import first
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.party.shares import Parts, part, shares

_COLUMNS = (
    Column("meeting", "Meeting"),
    Column("part", "Part in it"),
    Column("date", "When"),
    Column("forum", "Of"),
    Column("city", "City"),
)
_WORDS = {"comity:hostCountry": "host", "comity:presidency": "presidency"}


def meetings(almanac: Almanac, parties: Sequence[str], day: str) -> Table:
    """Return the table of meetings in which parties had a part, the newest first.

    The first of the parties is the one that the page is about. Of what was to come then, only the
    present knows; so it is left out for an earlier day.
    """
    found = [
        (each, parts)
        for each, parts in shares(almanac, parties, _WORDS)
        if each.span.happened(day) is not None or day >= almanac.today
    ]
    found.sort(key=lambda each: (each[0].span.start, each[0].id), reverse=True)
    rows = [_row(almanac, parties[0], each, parts, day) for each, parts in found]
    caption = f"Meetings that {almanac.label(parties[0])} hosted, or over which it presided"
    return Table("meetings", caption, _COLUMNS, rows, size=20)


def _row(almanac: Almanac, party: str, meeting: Thing, parts: Parts, day: str) -> Row:
    return Row(
        (
            Cell(meeting.label, to=meeting.id),
            part(almanac, party, parts),
            Cell(meeting.span.start, small="planned" if meeting.span.earliest_start > day else ""),
            first(almanac, meeting.all("comity:meetingOf")),
            Cell(meeting.one("comity:city")),
        ),
        meeting.citations,
    )
