"""List who belongs to a forum, who else has a role in it, and who did before."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.almanac.members import ROLES
from comity.web.cells import began, party_and_region
from comity.web.tables import Cell, Column, Row, Table

_ROWS = 100  # members on a page, which is all but for the forums of all the world
_UNDATED = "undated"
_PARTY = (Column("party", "Party"), Column("region", "Region"), Column("role", "Role"))
_TIME = (Column("since", "Since"), Column("until", "Until"))
_MORE = (Column("confidence", "Confidence"), Column("note", "Note", prose=True))


def stints(almanac: Almanac, forum: Thing, day: str) -> list[Table]:
    """Return the tables of the memberships of a forum: members, others, former.

    ``members`` and ``others`` are those that hold on the day, by their role; ``former`` are those
    that have ended. What begins after the day is in none of them.
    """
    now: tuple[list[Row], list[Row]] = ([], [])
    former = []
    for stint in _by_name(almanac, almanac.naming("org:organization", forum.id)):
        holds = stint.span.holds(day)
        if holds is not None:
            now[stint.one("org:role") not in ROLES].append(_row(almanac, stint, holds or _UNDATED))
        elif stint.span.happened(day) is not None:
            former.append(_row(almanac, stint))
    present = (*_PARTY, *_TIME, Column("holds", "On the day"), *_MORE)
    return [
        Table("members", f"Members of {forum.label} on {day}", present, now[0], size=_ROWS),
        Table("others", f"Who else has a role in {forum.label} on {day}", present, now[1]),
        Table("former", f"Former roles in {forum.label}", (*_PARTY, *_TIME, *_MORE), former),
    ]


def _by_name(almanac: Almanac, stints: Iterable[Thing]) -> list[Thing]:
    return sorted(stints, key=lambda each: almanac.label(each.one("org:member")).casefold())


def _row(almanac: Almanac, stint: Thing, holds: str = "") -> Row:
    party, span = stint.one("org:member"), stint.span
    name, region = party_and_region(almanac, party)
    cells = (
        name if party else Cell(stint.label, to=stint.id),
        region,
        Cell(almanac.label(stint.one("org:role")), to=stint.id),
        began(span),
        Cell(span.end, order=span.latest_end or None),
        *([Cell(holds, holds="possible" if holds == "possible" else None)] * bool(holds)),
        Cell(almanac.label(stint.one("comity:confidence"))),
        Cell(stint.one("skos:note")),
    )
    return Row(cells, stint.citations)
