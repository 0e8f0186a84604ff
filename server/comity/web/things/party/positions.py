"""Show the positions that parties take."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.almanac.certainty import begun
from comity.web.cells import first
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = {
    "position": "Position, in our words",
    "holder": "Who",
    "stance": "Stance",
    "theme": "Themes",
    "text": "Stated in",
    "date": "Stated on",
}


def positions(
    almanac: Almanac, found: Iterable[Thing], caption: str, day: str, *, without: str = ""
) -> Table:
    """Return the table of positions that can have been taken by a day, by stance and theme.

    Takes the name of a column to leave out, for it would say the same in each row.
    """
    columns = [Column(name, label) for name, label in _COLUMNS.items() if name != without]
    taken = sorted(
        begun(found, day),
        key=lambda each: (
            _word(almanac, each, "comity:stance"),
            _word(almanac, each, "dct:subject"),
            each.label,
        ),
    )
    rows = [_row(almanac, each, columns) for each in taken]
    return Table("positions", caption, columns, rows, size=15)


def _row(almanac: Almanac, position: Thing, columns: Iterable[Column]) -> Row:
    cells = {
        "position": Cell(position.label, to=position.id),
        "holder": first(almanac, position.all("comity:holder")),
        "stance": first(almanac, position.all("comity:stance")),
        "theme": first(almanac, position.all("dct:subject")),
        "text": first(almanac, position.all("comity:statedIn")),
        "date": Cell(position.span.start),
    }
    return Row(tuple(cells[column.name] for column in columns), position.citations)


def _word(almanac: Almanac, position: Thing, name: str) -> str:
    return almanac.label(position.one(name)).casefold()
