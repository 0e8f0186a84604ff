"""Put what parties do and what they agreed on about a theme in tables."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac import Almanac, Thing
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.acts import when


def initiatives(almanac: Almanac, found: Iterable[Thing], day: str) -> Table:
    """Return the table of initiatives that can have been begun or announced by a day."""
    columns = [
        Column("initiative", "Initiative"),
        Column("type", "Type"),
        Column("led", "Led by"),
        Column("announced", "Announced"),
    ]
    rows = [
        Row(
            (
                Cell(each.label, to=each.id),
                Cell(named(almanac, each.all("dct:type"))),
                Cell(named(almanac, each.all("comity:ledBy"))),
                Cell(announced),
            ),
            each.cited(),
        )
        for each in found
        if (announced := each.one("comity:announcedOn")) <= day
        and each.span.happened(day) is not None
    ]
    return Table("initiatives", "Initiatives", columns, rows)


def texts(almanac: Almanac, found: Iterable[tuple[Thing, str]], day: str) -> Table:
    """Return the table of texts adopted by a day, the newest first; takes the themes of each."""
    columns = [
        Column("text", "Text"),
        Column("type", "Type"),
        Column("adopted", "Adopted"),
        Column("by", "By"),
        Column("theme", "Theme"),
    ]
    rows = [
        Row(
            (
                Cell(text.label, to=text.id),
                Cell(named(almanac, text.all("dct:type"))),
                when(text, held),
                Cell(named(almanac, text.all("comity:adoptedBy"))),
                Cell(said),
            ),
            text.cited("dct:subject"),
        )
        for text, said in sorted(found, key=lambda each: each[0].span.latest_start, reverse=True)
        if (held := text.span.happened(day)) is not None
    ]
    return Table("texts", "Texts", columns, rows)


def named(almanac: Almanac, ids: Iterable[str]) -> str:
    """Return the names of things in one text."""
    return ", ".join(almanac.label(each) for each in ids)
