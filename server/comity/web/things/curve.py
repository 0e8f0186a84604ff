"""Tell the growth of a forum in numbers: the table beside the picture."""

from __future__ import annotations

from comity.almanac import Thing
from comity.web.cells import counted
from comity.web.charts.growth import Steps
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = (
    Column("from", "From"),
    Column("certain", "Members, certain", numeric=True),
    Column("possible", "Possible besides", numeric=True),
)


def curve(thing: Thing, steps: Steps) -> Table:
    """Return the table of how many members a forum had from each day on which that changed."""
    rows = [
        Row(
            (
                Cell(day),
                counted(certain),
                counted(most - certain),
            )
        )
        for day, certain, most in steps
    ]
    caption = f"Number of members of {thing.label} over time"
    return Table("curve", caption, _COLUMNS, rows, sourced=False)
