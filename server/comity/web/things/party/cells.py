"""Write what the tables about parties have in common: names, dates, times."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Span
from comity.web.tables import Cell


def first(almanac: Almanac, ids: Sequence[str]) -> Cell:
    """Return a link to the first of some things, with the names of the others beside it."""
    if not ids:
        return Cell("")
    small = f"and {', '.join(almanac.label(each) for each in ids[1:])}" if ids[1:] else ""
    return Cell(almanac.label(ids[0]), to=ids[0] if ids[0] in almanac else "", small=small)


def began(span: Span) -> Cell:
    """Return when something began, as precise as the source; else since when it is on record."""
    if span.start:
        return Cell(span.start)
    if span.latest_start:
        return Cell("", small=f"on record by {span.latest_start}", order=span.latest_start)
    return Cell("", small="not dated")


def ended(span: Span, day: str) -> Cell:
    """Return when something ended, where it can be over by a day."""
    return Cell(span.end if span.end and span.earliest_end < day else "")
