"""Show with whom a party shares its forums."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.almanac.members import memberships
from comity.almanac.partners import Partner, partners
from comity.vocabulary import BASE
from comity.web.cells import surely
from comity.web.tables import Cell, Column, Row, Table

_COLUMNS = (
    Column("party", "Country or body"),
    Column("forums", "Shared forums", numeric=True),
    Column("share", "Share of its forums", numeric=True),
    Column("compare", "Both side by side"),
)


def partner_table(almanac: Almanac, thing: Thing, day: str) -> Table:
    """Return the table of who is a member beside a party on a day."""
    forums = list(memberships(almanac, thing.id, day).values()).count("certain")
    rows = [_row(almanac, thing, each, forums) for each in partners(almanac, thing.id, day)]
    return Table(
        "partners", f"Who shares forums with {thing.label}", _COLUMNS, rows, sourced=False, size=15
    )


def _row(almanac: Almanac, thing: Thing, partner: Partner, forums: int) -> Row:
    alike = partner.party.partition(":")[0] == thing.kind == "country"
    share = round(100 * partner.certain / forums) if forums else 0
    return Row(
        (
            Cell(almanac.label(partner.party), to=partner.party),
            surely(partner.shared.values()),
            Cell(f"{share}%", order=share),
            Cell("Compare", to=f"{BASE}compare?a={thing.id}&b={partner.party}")
            if alike
            else Cell(""),
        )
    )
