"""List the totals that were published about a thing, each beside what the graph counts."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.totals import Total
from comity.web.cells import counted
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = (
    Column("date", "As of"),
    Column("measure", "What was counted"),
    Column("published", "Published", numeric=True),
    Column("counted", "Counted here", numeric=True),
    Column("verdict", "Verdict"),
    Column("reason", "Reason"),
    Column("note", "Note", prose=True),
)


def published(almanac: Almanac, thing: Thing, found: Sequence[Total]) -> Table:
    """Return the table of published totals about a thing, the newest first."""
    rows = [_row(almanac, each) for each in reversed(found)]
    return Table("totals", f"Published totals about {thing.label}", _COLUMNS, rows)


def _row(almanac: Almanac, total: Total) -> Row:
    tally = total.tally
    stage = tally.one("comity:stage")
    cells = (
        Cell(tally.one("comity:asOf"), order=tally.span.latest_start or None),
        Cell(almanac.label(total.measure), to=tally.id, small=almanac.label(stage)),
        counted(total.published),
        counted(total.counted),
        Cell(total.verdict),
        Cell(almanac.label(total.reason)),
        Cell(tally.one("skos:note")),
    )
    return Row(cells, tally.citations)
