"""Show on which texts a party acted, and which texts bodies adopted while it belonged to them."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.certainty import begun
from comity.almanac.collective import Collective
from comity.web.cells import first
from comity.web.tables import Cell, Column, Row, Table

_ACTS = (
    Column("text", "Text"),
    Column("act", "Act"),
    Column("date", "Date"),
    Column("adopted", "Text adopted"),
    Column("type", "Kind of text"),
    Column("confidence", "Confidence"),
)
_COLLECTIVE = (
    Column("text", "Text"),
    Column("body", "Adopted by"),
    Column("adopted", "Adopted"),
    Column("type", "Kind of text"),
    Column("member", "Member then"),
)


def done(almanac: Almanac, party: str, day: str) -> list[Thing]:
    """Return the acts of a party by a day, those that no source dates with them."""
    return begun(almanac.naming("comity:party", party), day)


def acts(almanac: Almanac, name: str, found: Sequence[Thing]) -> Table:
    """Return the table of acts on texts, the newest first."""
    rows = [_act(almanac, each) for each in reversed(found)]
    return Table("acts", f"What {name} did about each text", _ACTS, rows, size=20)


def on_behalf(almanac: Almanac, name: str, found: Sequence[Collective]) -> Table:
    """Return the table of texts that bodies adopted while a party belonged to them."""
    caption = f"Texts adopted by bodies of which {name} was a member"
    return Table(
        "adopted", caption, _COLLECTIVE, [_adopted(almanac, each) for each in found], size=20
    )


def _act(almanac: Almanac, action: Thing) -> Row:
    declaration = action.one("comity:declaration")
    text = almanac.get(declaration)
    stage = action.one("comity:stage")
    return Row(
        (
            Cell(almanac.label(declaration), to=declaration),
            Cell(
                almanac.label(action.one("comity:act")),
                to=action.id,
                small=almanac.label(stage) if stage else "",
            ),
            Cell(action.span.start),
            Cell(text.span.start if text else ""),
            first(almanac, text.all("dct:type") if text else ()),
            Cell(almanac.label(action.one("comity:confidence"))),
        ),
        action.citations,
    )


def _adopted(almanac: Almanac, each: Collective) -> Row:
    return Row(
        (
            Cell(each.text.label, to=each.text.id),
            Cell(almanac.label(each.body), to=each.body),
            Cell(each.text.span.start),
            first(almanac, each.text.all("dct:type")),
            Cell("certainly" if each.belonged == "certain" else "possibly"),
        ),
        each.text.cited("comity:adoptedBy"),
    )
