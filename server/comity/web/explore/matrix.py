"""Show at a glance which country belongs to which forum, and did what about which text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters
from comity.almanac.members import members
from comity.web.book import book
from comity.web.cells import counted
from comity.web.choices import chosen, number
from comity.web.explore.marks import ACTS, ROLES, Marks, acts, roles
from comity.web.moment import moment
from comity.web.naming import shortest
from comity.web.shown import Page, render, shown
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("matrix", __name__)

_WIDE = 24  # columns at a time
_LEAST = 2  # parties that a column must have
_REGION = "comity:region"
_OF = {
    "forums": ("forum", "org:classification", ROLES),
    "declarations": ("declaration", "dct:type", ACTS),
}
_MARKS = {"forums": roles, "declarations": acts}


@blueprint.get("/matrix")
@shown
def matrix() -> Page:
    """Show countries against forums or declarations, ``?of=``, on the day.

    ``?only=`` narrows the columns to one type, ``?region=`` the rows; ``?columns=`` is the part of
    the columns that is shown, those with the most parties first.
    """
    almanac, day = book(), moment().day
    of = chosen("of", tuple(_OF))
    kind, facet, letters = _OF[of]
    columns = _columns(almanac, kind, day)
    types = Counter(value for each in columns for value in each.all(facet))
    only = chosen("only", ("", *types))
    part, page, pages = _part([each for each in columns if not only or only in each.all(facet)])
    marks = _MARKS[of](almanac, [each.id for each in part], day)
    regions = sorted({value for each in almanac.kind("country") for value in each.all(_REGION)})
    region = chosen("region", ("", *regions))
    return render(
        "explore/matrix.html",
        [_table(of, part, _rows(almanac, part, marks, region))],
        of=of,
        types=sorted(types.items(), key=lambda each: almanac.label(each[0])),
        only=only,
        regions=regions,
        region=region,
        page=page,
        pages=pages,
        part=part,
        letters=_letters(almanac, marks, letters),
    )


def _part(columns: Sequence[Thing]) -> tuple[Sequence[Thing], int, int]:
    """Return the part of the columns that is asked for, its number, and how many there are."""
    pages = max(1, -(-len(columns) // _WIDE))
    page = number("columns", 1, pages, 1)
    return columns[(page - 1) * _WIDE : page * _WIDE], page, pages


def _columns(almanac: Almanac, kind: str, day: str) -> list[Thing]:
    """Return the forums or texts that have parties on a day, those with the most first."""
    count = members if kind == "forum" else supporters
    found = [(len(count(almanac, each.id, day)), each) for each in almanac.kind(kind)]
    full = [(size, each) for size, each in found if size >= _LEAST]
    return [each for _, each in sorted(full, key=lambda pair: (-pair[0], pair[1].label))]


def _rows(almanac: Almanac, columns: Sequence[Thing], marks: Marks, region: str) -> list[Row]:
    rows = []
    for country in almanac.kind("country"):
        if region and region not in country.all(_REGION):
            continue
        found = [marks.get((country.id, each.id)) for each in columns]
        count = sum(each is not None for each in found)
        if count:
            cells = [Cell(each[0], holds=each[1]) if each else _EMPTY for each in found]
            first = Cell(country.label, to=country.id), counted(count)
            rows.append(Row((*first, *cells)))
    return rows


_EMPTY = Cell("")


def _table(of: str, columns: Sequence[Thing], rows: Sequence[Row]) -> Table:
    heads = [Column("country", "Country"), Column("count", "Shown here", numeric=True)]
    heads += [Column(each.path.partition("/")[2], shortest(each)) for each in columns]
    return Table("matrix", f"Countries and {of}", heads, rows, sourced=False)


def _letters(almanac: Almanac, marks: Marks, known: dict[str, str]) -> list[tuple[str, str]]:
    """Return the letters that a matrix has, each with what it means."""
    used = {letter for letters, _ in marks.values() for letter in letters}
    return [(letter, almanac.label(id_)) for id_, letter in known.items() if letter in used]
