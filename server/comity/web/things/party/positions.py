"""Show the positions that parties take."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.party.cells import first

_HOLDER = Column("holder", "Who")
_COLUMNS = (
    Column("position", "Position, in our words"),
    Column("stance", "Stance"),
    Column("theme", "Themes"),
    Column("text", "Stated in"),
    Column("date", "Stated on"),
)


def positions(
    almanac: Almanac, found: Iterable[Thing], caption: str, day: str, *, whose: bool = False
) -> Table:
    """Return the table of positions that can have been taken by a day, by stance and theme.

    Takes whether to say who holds each.
    """
    columns = (_COLUMNS[0], _HOLDER, *_COLUMNS[1:]) if whose else _COLUMNS
    taken = [each for each in found if each.span.happened(day) is not None]
    taken.sort(
        key=lambda each: (
            _word(almanac, each, "comity:stance"),
            _word(almanac, each, "dct:subject"),
            each.label,
        )
    )
    return Table(
        "positions", caption, columns, [_row(almanac, each, whose) for each in taken], size=25
    )


def _row(almanac: Almanac, position: Thing, whose: bool) -> Row:
    holder = (first(almanac, position.all("comity:holder")),) if whose else ()
    return Row(
        (
            Cell(position.label, to=position.id),
            *holder,
            first(almanac, position.all("comity:stance")),
            first(almanac, position.all("dct:subject")),
            first(almanac, position.all("comity:statedIn")),
            Cell(position.span.start),
        ),
        position.citations,
    )


def _word(almanac: Almanac, position: Thing, name: str) -> str:
    return almanac.label(position.one(name)).casefold()
