"""Say in one row what there is to say of a thing in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters, supports
from comity.almanac.members import members, memberships
from comity.dates import Certainty
from comity.web.tables import Cell, Row
from comity.web.things.calendar import state


def countries(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of countries."""
    supported = _texts_supported(almanac, day)
    return [
        Row(
            (
                Cell(each.label, to=each.id),
                _link(almanac, each, "comity:region"),
                _count(memberships(almanac, each.id, day)),
                _number(supported[each.id]),
                Cell(each.one("comity:iso3")),
            ),
            each.cited(),
        )
        for each in things
    ]


def forums(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of forums."""
    return [
        Row(
            (
                Cell(each.label, to=each.id, small=_short(each)),
                _link(almanac, each, "org:classification"),
                _link(almanac, each, "org:subOrganizationOf"),
                _count(members(almanac, each.id, day)),
                Cell(each.span.start),
                Cell(each.span.end if each.span.end and each.span.end <= day else ""),
            ),
            each.cited(),
        )
        for each in things
    ]


def declarations(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of declarations."""
    return [
        Row(
            (
                Cell(each.label, to=each.id, small=_short(each)),
                _link(almanac, each, "dct:type"),
                Cell(each.span.start),
                _link(almanac, each, "comity:adoptedBy"),
                _count(supporters(almanac, each.id, day)),
            ),
            each.cited(),
        )
        for each in reversed(things)
    ]


def meetings(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:
    """Return the rows of the list of meetings."""
    return [
        Row(
            (
                Cell(each.label, to=each.id),
                Cell(each.span.start, small=_until(each)),
                Cell(state(each, day)),
                Cell(each.one("comity:city")),
                _link(almanac, each, "comity:hostCountry"),
                _link(almanac, each, "comity:meetingOf"),
            ),
            each.cited(),
        )
        for each in reversed(things)
    ]


def agencies(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:  # noqa: ARG001
    """Return the rows of the list of agencies."""
    return [
        Row(
            (
                Cell(each.label, to=each.id, small=_short(each)),
                _link(almanac, each, "comity:ofCountry"),
                _link(almanac, each, "org:classification"),
                _link(almanac, each, "org:subOrganizationOf"),
                Cell(each.span.start),
            ),
            each.cited(),
        )
        for each in things
    ]


def initiatives(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:  # noqa: ARG001
    """Return the rows of the list of initiatives."""
    return [
        Row(
            (
                Cell(each.label, to=each.id),
                _link(almanac, each, "dct:type"),
                _link(almanac, each, "comity:ledBy"),
                Cell(each.one("comity:announcedOn")),
                Cell(each.span.start),
            ),
            each.cited(),
        )
        for each in things
    ]


def positions(almanac: Almanac, things: Sequence[Thing], day: str) -> list[Row]:  # noqa: ARG001
    """Return the rows of the list of positions."""
    return [
        Row(
            (
                Cell(each.label, to=each.id),
                _link(almanac, each, "comity:holder"),
                _link(almanac, each, "comity:stance"),
                _link(almanac, each, "dct:subject"),
                Cell(each.span.start),
            ),
            each.cited(),
        )
        for each in things
    ]


def _texts_supported(almanac: Almanac, day: str) -> Counter[str]:
    """Return how many texts each party has certainly supported by a day."""
    found = {
        (party, action.one("comity:declaration"))
        for action in almanac.kind("action")
        if supports(almanac, action) and action.span.happened(day) == "certain"
        for party in action.all("comity:party")
    }
    return Counter(party for party, _ in found)


def _count(found: dict[str, Certainty]) -> Cell:
    certain = sum(each == "certain" for each in found.values())
    possible = len(found) - certain
    small = f"+{possible} possible" if possible else ""
    return Cell(str(certain) if found else "", small=small, order=certain if found else None)


def _number(count: int) -> Cell:
    return Cell(str(count), order=count) if count else Cell("")


def _link(almanac: Almanac, thing: Thing, name: str) -> Cell:
    """Return a link to the first of some things, and the names of the others beside it."""
    first, *others = thing.all(name) or ("",)
    small = f"and {', '.join(almanac.label(each) for each in others)}" if others else ""
    return Cell(almanac.label(first), to=first, small=small) if first else Cell("")


def _short(thing: Thing) -> str:
    """Return the shortest of the other names that is shorter than the name."""
    others = sorted(thing.all("skos:altLabel"), key=len)
    return others[0] if others and len(others[0]) < len(thing.label) else ""


def _until(thing: Thing) -> str:
    end = thing.span.end
    return f"to {end}" if end and end != thing.span.start else ""
