"""Write what the cells of tables have in common: names, numbers, dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.almanac import Almanac, Span
from comity.almanac.certainty import parted
from comity.dates import Certainty
from comity.web.tables import Cell


def first(almanac: Almanac, ids: Sequence[str]) -> Cell:
    """Return a link to the first of some things, with the names of the others beside it."""
    if not ids:
        return Cell("")
    small = f"and {', '.join(almanac.label(each) for each in ids[1:])}" if ids[1:] else ""
    return Cell(almanac.label(ids[0]), to=ids[0] if ids[0] in almanac else "", small=small)


def party_and_region(almanac: Almanac, id_: str) -> tuple[Cell, Cell]:
    """Return a link to a party, and its region."""
    thing = almanac.get(id_)
    region = thing.one("comity:region") if thing else ""
    return Cell(almanac.label(id_), to=id_), Cell(almanac.label(region))


def counted(number: int | None) -> Cell:
    """Return a number, empty where it is not known."""
    return Cell("") if number is None else Cell(str(number), order=number)


def surely(found: Iterable[Certainty]) -> Cell:
    """Return how many are certain, with how many more are possible beside it."""
    certain, possible = parted(found)
    if not certain and not possible:
        return Cell("")
    return Cell(str(certain), small=f"+{possible} possible" if possible else "", order=certain)


def began(span: Span) -> Cell:
    """Return when something began, as precise as the source; else since when it is on record."""
    if span.start:
        return Cell(span.start, order=span.earliest_start or None)
    if span.latest_start:
        return Cell("", small=f"on record by {span.latest_start}", order=span.latest_start)
    return Cell("", small="not dated")


def ended(span: Span, day: str) -> Cell:
    """Return when something ended, where it can be over by a day."""
    over = span.end and span.earliest_end < day
    return Cell(span.end, order=span.latest_end or None) if over else Cell("")
