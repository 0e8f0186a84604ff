"""List the sources, with how much rests on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint

from comity.almanac import Almanac, Thing
from comity.almanac.reliance import counts
from comity.web.book import book
from comity.web.cells import counted
from comity.web.choices import chosen
from comity.web.kept import kept
from comity.web.shown import Page, render, shown
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("sources", __name__)

_COLUMNS = (
    Column("source", "Source"),
    Column("publisher", "Publisher"),
    Column("published", "Published"),
    Column("kind", "Kind"),
    Column("records", "Rests on it", numeric=True),
)


@blueprint.get("/sources")
@shown
def sources() -> Page:
    """List the sources, those on which most rests first; ``?only=`` narrows the list to a kind."""
    almanac = book()
    resting = kept("resting", lambda: counts(almanac))
    found = almanac.kind("source")
    kinds = Counter(each.one("comity:sourceKind") for each in found)
    only = chosen("only", ("", *kinds))
    left = [each for each in found if only in ("", each.one("comity:sourceKind"))]
    table = Table("sources", "Sources", _COLUMNS, _rows(almanac, left, resting), sourced=False)
    by_kind = [(almanac[kind], number) for kind, number in kinds.most_common() if kind in almanac]
    return render("sources.html", [table], kinds=by_kind, only=only, total=len(found))


def _rows(almanac: Almanac, found: Sequence[Thing], resting: Counter[str]) -> list[Row]:
    ordered = sorted(found, key=lambda each: (-resting[each.id], each.label.casefold()))
    return [
        Row(
            (
                Cell(each.label, to=each.id),
                Cell(each.one("comity:publisherName")),
                Cell(each.one("dct:issued")),
                Cell(almanac.label(each.one("comity:sourceKind"))),
                counted(resting[each.id]),
            )
        )
        for each in ordered
    ]
