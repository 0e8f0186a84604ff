"""Put published totals beside the counts of the graph in a table."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac
from comity.almanac.totals import Total
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = (
    Column("measure", "What was counted"),
    Column("day", "As of"),
    Column("published", "Published", numeric=True),
    Column("counted", "Counted here", numeric=True),
    Column("verdict", "Verdict"),
    Column("note", "Note"),
)


def published(
    almanac: Almanac, caption: str, found: Iterable[Total], *, named: bool = False
) -> Table:
    """Return the table of published totals; takes whether to name what each is about."""
    about = [Column("about", "About")] if named else []
    rows = [_row(almanac, total, named=named) for total in found]
    return Table("totals", caption, [*about, *_COLUMNS], rows)


def _row(almanac: Almanac, total: Total, *, named: bool) -> Row:
    tally, stage = total.tally, total.tally.one("comity:stage")
    about, reason = tally.one("comity:tallies"), total.reason
    cells = (
        *[Cell(almanac.label(about), to=about)] * named,
        Cell(
            almanac.label(total.measure), to=tally.id, small=almanac.label(stage) if stage else ""
        ),
        Cell(tally.one("comity:asOf")),
        Cell(str(total.published), order=total.published),
        Cell("" if total.counted is None else str(total.counted), order=total.counted),
        Cell(total.verdict, small=almanac.label(reason) if reason else ""),
        Cell(tally.one("skos:note")),
    )
    return Row(cells, tally.cited())
