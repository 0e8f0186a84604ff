"""List meetings and the texts that came out of them, as of a day."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters
from comity.web.cells import first
from comity.web.tables import Cell, Column, Row, Table

_MEETINGS = (
    Column("date", "Date"),
    Column("meeting", "Meeting"),
    Column("place", "Place"),
    Column("presidency", "Presidency"),
    Column("state", "On the day"),
)
_COMING = (
    Column("date", "When"),
    Column("meeting", "Meeting"),
    Column("forum", "Of"),
    Column("place", "Place"),
)
_OF = "comity:meetingOf"
_TEXTS = (
    Column("date", "Adopted"),
    Column("text", "Text"),
    Column("kind", "Kind"),
    Column("meeting", "At"),
    Column("behind", "Behind it", numeric=True),
)


def state(meeting: Thing, day: str) -> str:
    """Return whether a meeting is to come on a day, under way, or over.

    Where its sources give no more than a month or a year, it may be at about this time.
    """
    span = meeting.span
    if day < span.earliest_start:
        return "to come"
    if day > (span.latest_end or span.latest_start):
        return "over"
    known = span.latest_start <= day <= (span.earliest_end or span.earliest_start)
    return "under way" if known else "at about this time"


def meetings(almanac: Almanac, caption: str, found: Iterable[Thing], day: str) -> Table:
    """Return a table of meetings, the latest first."""
    rows = [
        Row(
            (
                Cell(between(each), order=each.span.latest_start),
                Cell(each.label, to=each.id),
                Cell(place(almanac, each)),
                Cell(", ".join(almanac.label(party) for party in each.all("comity:presidency"))),
                Cell(state(each, day)),
            ),
            each.citations,
        )
        for each in _latest_first(found)
    ]
    return Table("meetings", caption, _MEETINGS, rows)


def coming(almanac: Almanac, forums: Iterable[str], day: str) -> Table:
    """Return a table of the meetings of forums, and of bodies in them, to come, the next first.

    On an earlier day than today it is empty: what was planned then is not on record.
    """
    within = list(dict.fromkeys(forums))
    for forum in within:  # which grows
        parts = (each.id for each in almanac.naming("org:subOrganizationOf", forum))
        within += [each for each in parts if each not in within]
    meant = {each.id: each for forum in within for each in almanac.naming(_OF, forum)}
    ahead = [each for each in meant.values() if state(each, day) == "to come"]
    rows = [
        Row(
            (
                Cell(between(each), order=each.span.earliest_start),
                Cell(each.label, to=each.id),
                first(almanac, each.all(_OF)),
                Cell(place(almanac, each)),
            ),
            each.citations,
        )
        for each in sorted(ahead, key=lambda each: (each.span.earliest_start, each.id))
    ]
    return Table("coming", "Meetings to come", _COMING, rows if day >= almanac.today else [])


def texts(almanac: Almanac, caption: str, found: Iterable[Thing], day: str) -> Table:
    """Return a table of the texts that were adopted by a day, the latest first.

    The last column counts who had supported each by the day, certainly or possibly.
    """
    rows = []
    for each in _latest_first(found):
        meeting = each.one("comity:adoptedAt")
        behind = len(supporters(almanac, each.id, day))
        rows.append(
            Row(
                (
                    Cell(each.one("comity:adoptedOn"), order=each.span.latest_start),
                    Cell(each.label, to=each.id),
                    Cell(almanac.label(each.one("dct:type"))),
                    Cell(almanac.label(meeting), to=meeting),
                    Cell(str(behind) if behind else "", order=behind or None),
                ),
                each.citations,
            )
        )
    return Table("texts", caption, _TEXTS, rows)


def between(meeting: Thing) -> str:
    """Return when a meeting is, as its sources say: one date, or two."""
    span = meeting.span
    return f"{span.start} – {span.end}" if span.end and span.end != span.start else span.start


def place(almanac: Almanac, meeting: Thing) -> str:
    """Return the city and the country of a meeting, as far as they are known."""
    country = almanac.label(meeting.one("comity:hostCountry"))
    return ", ".join(filter(None, (meeting.one("comity:city"), country)))


def _latest_first(found: Iterable[Thing]) -> list[Thing]:
    return sorted(found, key=lambda each: (each.span.latest_start, each.id), reverse=True)
