"""Show where a party belongs, stint by stint."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.almanac.belongings import Belonging
from comity.web.cells import began, ended
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = (
    Column("forum", "Forum"),
    Column("role", "Role"),
    Column("start", "Since"),
    Column("end", "Until"),
    Column("holds", "On the day"),
    Column("confidence", "Confidence"),
    Column("note", "Note"),
)


def membership_table(almanac: Almanac, name: str, found: list[Belonging], day: str) -> Table:
    """Return the table of the stints of a party, those that are over too."""
    rows = [_row(almanac, each.forum, stint, day) for each in found for stint in each.stints]
    return Table("memberships", f"Forums to which {name} belongs or belonged", _COLUMNS, rows)


def _row(almanac: Almanac, forum: Thing, stint: Thing, day: str) -> Row:
    holds = stint.span.holds(day)
    return Row(
        (
            Cell(forum.label, to=forum.id),
            Cell(almanac.label(stint.one("org:role")), to=stint.id),
            began(stint.span),
            ended(stint.span, day),
            Cell("over" if holds is None else holds or "undated"),
            Cell(almanac.label(stint.one("comity:confidence"))),
            Cell("; ".join(stint.all("skos:note"))),
        ),
        stint.citations,
    )
