"""Show what parties lead, hold, host and are made of: initiatives, positions, meetings, agencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.status import known, status
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.party.cells import began, ended, first

_AGENCIES = (
    Column("agency", "Agency"),
    Column("type", "Type"),
    Column("parent", "Part of"),
    Column("founded", "Founded"),
    Column("ended", "Ended"),
    Column("successor", "Followed by"),
)
_INITIATIVES = (
    Column("initiative", "Initiative"),
    Column("part", "Part in it"),
    Column("type", "Type"),
    Column("announced", "Announced"),
    Column("started", "Started"),
    Column("ended", "Ended"),
    Column("status", "On the day"),
)
_POSITIONS = (
    Column("position", "Position, in our words"),
    Column("stance", "Stance"),
    Column("theme", "Themes"),
    Column("text", "Stated in"),
    Column("date", "Stated on"),
)
_MEETINGS = (
    Column("meeting", "Meeting"),
    Column("part", "Part in it"),
    Column("date", "When"),
    Column("forum", "Of"),
    Column("city", "City"),
)
_LED = {"comity:ledBy": "leads", "comity:partner": "partner"}
_MET = {"comity:hostCountry": "host", "comity:presidency": "presidency"}


def agencies(almanac: Almanac, country: str, day: str) -> Table:
    """Return the table of the agencies of a country that existed by a day."""
    found = [
        each for each in almanac.naming("comity:ofCountry", country) if each.span.happened(day) is not None
    ]
    rows = [
        Row(
            (
                Cell(each.label, to=each.id, small=", ".join(each.all("skos:altLabel"))),
                first(almanac, each.all("org:classification")),
                first(almanac, each.all("org:subOrganizationOf")),
                Cell(each.span.start),
                ended(each.span, day),
                first(almanac, each.all("comity:successor") if ended(each.span, day).text else ()),
            ),
            each.citations,
        )
        for each in sorted(found, key=lambda each: each.label.casefold())
    ]
    return Table("agencies", f"Agencies of {almanac.label(country)}", _AGENCIES, rows)


def initiatives(almanac: Almanac, parties: Sequence[str], day: str) -> Table:
    """Return the table of what parties lead or take part in, as far as known by a day."""
    found = _parts(almanac, parties, _LED)
    rows = [
        Row(
            (
                Cell(each.label, to=each.id),
                _part(almanac, parts),
                first(almanac, each.all("dct:type")),
                Cell(each.one("comity:announcedOn")),
                Cell(each.span.start),
                ended(each.span, day),
                Cell(status(each, day)),
            ),
            each.citations,
        )
        for each, parts in found
        if known(each, day)
    ]
    caption = f"Initiatives in which {almanac.label(parties[0])} has a part"
    return Table("initiatives", caption, _INITIATIVES, sorted(rows, key=_newest, reverse=True))


def positions(almanac: Almanac, found: Iterable[Thing], caption: str, day: str) -> Table:
    """Return the table of positions that were taken by a day, by stance and theme."""
    rows = [
        Row(
            (
                Cell(each.label, to=each.id),
                first(almanac, each.all("comity:stance")),
                first(almanac, each.all("dct:subject")),
                first(almanac, each.all("comity:statedIn")),
                Cell(each.span.start),
            ),
            each.citations,
        )
        for each in found
        if each.span.happened(day) is not None
    ]
    ordered = sorted(rows, key=lambda row: [cell.text for cell in (*row.cells[1:3], row.cells[0])])
    return Table("positions", caption, _POSITIONS, ordered, most=25)


def meetings(almanac: Almanac, parties: Sequence[str], day: str) -> Table:
    """Return the table of meetings hosted or presided over, the newest first.

    What is to come is known of the present only, so it is left out for an earlier day.
    """
    rows = [
        Row(
            (
                Cell(each.label, to=each.id, small="planned" if each.span.earliest_start > day else ""),
                _part(almanac, parts),
                began(each.span),
                first(almanac, each.all("comity:meetingOf")),
                Cell(each.one("comity:city")),
            ),
            each.citations,
        )
        for each, parts in _parts(almanac, parties, _MET)
        if each.span.happened(day) is not None or day >= almanac.today
    ]
    ordered = sorted(rows, key=lambda row: row.cells[2].text, reverse=True)
    return Table("meetings", f"Meetings that {almanac.label(parties[0])} hosted or led", _MEETINGS, ordered, most=25)


_Parts = list[tuple[str, str]]  # what the part is, and whose


def _parts(
    almanac: Almanac, parties: Sequence[str], names: dict[str, str]
) -> list[tuple[Thing, _Parts]]:
    """Return the things that name some parties, with the part of each in it."""
    found: dict[str, _Parts] = {}
    for name, word in names.items():
        for party in parties:
            for each in almanac.naming(name, party):
                found.setdefault(each.id, []).append((word, party))
    return [(almanac[id_], parts) for id_, parts in found.items()]


def _part(almanac: Almanac, parts: _Parts) -> Cell:
    """Return what the part is, naming the agencies that act for a country."""
    words = " and ".join(dict.fromkeys(word for word, _ in parts))
    agencies = [almanac.label(party) for _, party in parts if party.startswith("agency:")]
    return Cell(words, small=", ".join(dict.fromkeys(agencies)))


def _newest(row: Row) -> str:
    """Return the day on which a row's initiative started or, before that, was announced."""
    return row.cells[4].text or row.cells[3].text
