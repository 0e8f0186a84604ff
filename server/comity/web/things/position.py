"""Show a position: who takes which stance on what, where it says so, and what others say."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.web.things.disputes import disputes
from comity.web.things.facts import facts
from comity.web.things.party.positions import positions
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "comity:holder": "Who",
    "comity:stance": "Stance",
    "dct:subject": "Themes",
    "comity:statedIn": "Stated in",
    "dct:date": "Stated on",
    "skos:note": "Note",
}


@sheet("position")
def position(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a position."""
    near = {
        each.id: each
        for theme in thing.all("dct:subject")
        for each in almanac.naming("dct:subject", theme)
        if each.kind == "position" and each.id != thing.id
    }
    caption = f"Other positions on {', '.join(map(almanac.label, thing.all('dct:subject')))}"
    return Sheet(
        (positions(almanac, near.values(), caption, day),),
        {
            "facts": facts(almanac, thing, _FACTS),
            "themes": thing.all("dct:subject"),
            "later": thing.span.happened(day) is None,
            "disputes": disputes(almanac, thing),
        },
    )
