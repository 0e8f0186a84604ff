"""Say in one row what there is to say of a thing in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters, supports
from comity.almanac.members import members, memberships
from comity.web.cells import counted, ended, first, surely
from comity.web.naming import shortest
from comity.web.tables import Cell, Row
from comity.web.things.calendar import state


def countries(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of countries."""
    supported = _texts_supported(almanac, day)
    return _rows(
        things,
        lambda each: (
            Cell(each.label, to=each.id),
            first(almanac, each.all("comity:region")),
            surely(memberships(almanac, each.id, day).values()),
            counted(supported[each.id] or None),
            Cell(each.one("comity:iso3")),
        ),
    )


def forums(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of forums."""
    return _rows(
        things,
        lambda each: (
            Cell(each.label, to=each.id, small=_short(each)),
            first(almanac, each.all("org:classification")),
            first(almanac, each.all("org:subOrganizationOf")),
            surely(members(almanac, each.id, day).values()),
            Cell(each.span.start),
            ended(each.span, day),
        ),
    )


def declarations(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of declarations."""
    return _rows(
        reversed(things),
        lambda each: (
            Cell(each.label, to=each.id, small=_short(each)),
            first(almanac, each.all("dct:type")),
            Cell(each.span.start),
            first(almanac, each.all("comity:adoptedBy")),
            surely(supporters(almanac, each.id, day).values()),
        ),
    )


def meetings(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of meetings."""
    return _rows(
        reversed(things),
        lambda each: (
            Cell(each.label, to=each.id),
            Cell(each.span.start, small=_until(each)),
            Cell(state(each, day)),
            Cell(each.one("comity:city")),
            first(almanac, each.all("comity:hostCountry")),
            first(almanac, each.all("comity:meetingOf")),
        ),
    )


def agencies(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:  # noqa: ARG001
    """Return the rows of the list of agencies."""
    return _rows(
        things,
        lambda each: (
            Cell(each.label, to=each.id, small=_short(each)),
            first(almanac, each.all("comity:ofCountry")),
            first(almanac, each.all("org:classification")),
            first(almanac, each.all("org:subOrganizationOf")),
            Cell(each.span.start),
        ),
    )


def initiatives(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:  # noqa: ARG001
    """Return the rows of the list of initiatives."""
    return _rows(
        things,
        lambda each: (
            Cell(each.label, to=each.id),
            first(almanac, each.all("dct:type")),
            first(almanac, each.all("comity:ledBy")),
            Cell(each.one("comity:announcedOn")),
            Cell(each.span.start),
        ),
    )


def positions(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:  # noqa: ARG001
    """Return the rows of the list of positions."""
    return _rows(
        things,
        lambda each: (
            Cell(each.label, to=each.id),
            first(almanac, each.all("comity:holder")),
            first(almanac, each.all("comity:stance")),
            first(almanac, each.all("dct:subject")),
            Cell(each.span.start),
        ),
    )


def _rows(things: Iterable[Thing], cells: Callable[[Thing], tuple[Cell, ...]]) -> list[Row]:
    return [Row(cells(each), each.cited()) for each in things]


def _texts_supported(almanac: Almanac, day: str) -> Counter[str]:
    """Return how many texts each party has certainly supported by a day."""
    found = {
        (party, action.one("comity:declaration"))
        for action in almanac.kind("action")
        if supports(almanac, action) and action.span.happened(day) == "certain"
        for party in action.all("comity:party")
    }
    return Counter(party for party, _ in found)


def _short(thing: Thing) -> str:
    """Return the shortest of the other names that is shorter than the name."""
    found = shortest(thing)
    return found if len(found) < len(thing.label) else ""


def _until(thing: Thing) -> str:
    end = thing.span.end
    return f"to {end}" if end and end != thing.span.start else ""
