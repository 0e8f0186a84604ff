"""Draw which countries belong to the same forums, and which forums have the same members."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from comity.almanac import Almanac
from comity.almanac.ties import Tie, shared_forums, shared_members
from comity.errors import NotFound
from comity.web.book import book
from comity.web.cells import counted
from comity.web.charts.chart import Chart
from comity.web.charts.network import MOST, SERIES, draw_network
from comity.web.charts.standalone import standalone
from comity.web.choices import chosen, number
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.speech import written
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("network", __name__)

_MOST_LISTED = 2500  # ties in the table; there may be tens of thousands, which nobody reads
_COMMON = {"countries": 10, "forums": 8}  # in common at least, unless the reader says otherwise
_IN_COMMON = {"countries": "forums", "forums": "members"}


@blueprint.get("/network")
@shown
def network() -> Page:
    """Show the network of countries or forums, ``?of=``, with ``?least=`` in common, on the day."""
    of, least, ties = _asked()
    return render(
        "explore/network.html",
        [_table(book(), of, least, ties[:_MOST_LISTED])],
        of=of,
        what=_IN_COMMON[of],
        least=least,
        chart=_chart(book(), of, least, ties),
        number=len(ties),
        left_out=max(0, min(len(ties), _MOST_LISTED) - MOST),
        series=[(number, name) for name, number in SERIES.items()] if of == "countries" else [],
    )


@blueprint.get("/chart/network.svg")
@shown
def picture() -> Page:
    """Give the picture of the network by itself as an SVG file; raises NotFound."""
    of, least, ties = _asked()
    found = _chart(book(), of, least, ties)
    if found is None:
        raise NotFound(f"No two {of} have {least} {_IN_COMMON[of]} in common on {moment().day}.")
    return standalone(found, "network")


def _asked() -> tuple[str, int, list[Tie]]:
    of = chosen("of", tuple(_COMMON))
    least = number("least", 1, 999, _COMMON[of])
    find = shared_forums if of == "countries" else shared_members
    forums = [each.id for each in book().kind("forum")]
    return of, least, find(book(), forums, moment().day, least)


def _table(almanac: Almanac, of: str, least: int, ties: Sequence[Tie]) -> Table:
    columns = [
        Column("one", "One"),
        Column("other", "Other"),
        Column("common", f"{_IN_COMMON[of].capitalize()} in common", numeric=True),
        Column("share", "Share", numeric=True),
    ]
    rows = [
        Row(
            (
                Cell(almanac.label(tie.one), to=tie.one),
                Cell(almanac.label(tie.other), to=tie.other),
                counted(tie.common),
                Cell(f"{tie.share:.0%}", order=tie.share),
            )
        )
        for tie in ties
    ]
    caption = f"Pairs of {of} with at least {least} {_IN_COMMON[of]} in common"
    return Table("ties", caption, columns, rows, sourced=False)


def _chart(almanac: Almanac, of: str, least: int, ties: Sequence[Tie]) -> Chart | None:
    what = _IN_COMMON[of]
    title = f"{of.capitalize()} with at least {least} {what} in common on {written(moment().day)}"
    return draw_network(almanac, ties, title, f"chart/network.svg?of={of}&least={least}")
