"""Show a meeting: when and where it is, what came out of it, and who acted there."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.almanac.certainty import begun
from comity.almanac.totals import totals
from comity.web.cells import party_and_region
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.bonds import bonds
from comity.web.things.calendar import state, texts
from comity.web.things.disputes import disputes
from comity.web.things.facts import facts
from comity.web.things.published import published
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "schema:startDate": "Begins",
    "schema:endDate": "Ends",
    "comity:city": "City",
    "comity:hostCountry": "Host",
    "comity:presidency": "Presidency",
    "comity:meetingOf": "Meeting of",
    "dct:type": "Kind",
    "skos:note": "Note",
}
_ACTS = (
    Column("party", "Party"),
    Column("region", "Region"),
    Column("act", "Act"),
    Column("text", "Text"),
    Column("date", "Date"),
    Column("note", "Note", prose=True),
)


@sheet("meeting")
def meeting(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a meeting."""
    adopted = almanac.naming("comity:adoptedAt", thing.id)
    known = begun(adopted, day)
    acts = _acts(almanac, thing, known, day)
    before, after = neighbours(almanac, thing)
    tables = (
        texts(almanac, f"Texts adopted at {thing.label}", known, day),
        acts,
        published(almanac, thing, totals(almanac, thing.id, day)),
    )
    values = {
        "state": state(thing, day),
        "facts": facts(almanac, thing, _FACTS),
        "bonds": bonds(almanac, thing, day),
        "before": before,
        "after": after,
        "later_texts": len(adopted) - len(known),
        "parties": len({row.cells[0].to for row in acts.rows}),
        "disputes": disputes(almanac, thing),
    }
    return Sheet(tables, values)


def neighbours(almanac: Almanac, meeting: Thing) -> tuple[Thing | None, Thing | None]:
    """Return the meetings before and after one, of the same forum and of the same kind."""
    kind = meeting.one("dct:type")
    row = [
        each
        for each in almanac.naming("comity:meetingOf", meeting.one("comity:meetingOf"))
        if each.one("dct:type") == kind
    ]
    if meeting not in row:
        return None, None
    place = row.index(meeting)
    return (row[place - 1] if place else None), (row[place + 1] if row[place + 1 :] else None)


def _acts(almanac: Almanac, meeting: Thing, known: Iterable[Thing], day: str) -> Table:
    """Return the table of the acts by a day on the texts of a meeting, by party."""
    rows = [
        _act(almanac, text, action)
        for text in known
        for action in begun(almanac.naming("comity:declaration", text.id), day)
    ]
    rows.sort(key=lambda row: row.cells[0].text.casefold())
    return Table("acts", f"Acts on the texts of {meeting.label}", _ACTS, rows)


def _act(almanac: Almanac, text: Thing, action: Thing) -> Row:
    party = action.one("comity:party")
    name, region = party_and_region(almanac, party)
    cells = (
        name if party else Cell(action.label, to=action.id),
        region,
        Cell(almanac.label(action.one("comity:act")), to=action.id),
        Cell(text.label, to=text.id),
        Cell(action.one("dct:date")),
        Cell(action.one("skos:note")),
    )
    return Row(cells, action.citations)
