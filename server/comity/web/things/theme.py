"""Show a theme, or a principle of the OECD: what it means, and what is about it."""

from __future__ import annotations

from collections import Counter

from comity.almanac import Almanac, Thing
from comity.almanac.themes import about, narrower, under
from comity.web.charts.years import years
from comity.web.things.facts import facts
from comity.web.things.party.positions import positions
from comity.web.things.sheet import Sheet, sheet
from comity.web.things.statements import initiatives, named, texts

_FACTS = {
    "skos:notation": "Number",
    "skos:altLabel": "Also called",
    "skos:broader": "Part of",
    "skos:related": "Related",
    "skos:historyNote": "History",
    "skos:scopeNote": "Scope",
    "skos:note": "Note",
    "skos:exactMatch": "The same elsewhere",
    "skos:closeMatch": "Close to, elsewhere",
}


@sheet("theme")
def theme(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a theme."""
    return _sheet(almanac, thing, day)


@sheet("oecd-principle")
def principle(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a principle of the OECD."""
    return _sheet(almanac, thing, day)


def _sheet(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    themes = under(almanac, thing)
    on_it = about(almanac, themes, "declaration", day)
    stated = [each for each, _ in about(almanac, themes, "position", day)]
    done = [each for each, _ in about(almanac, themes, "initiative", day)]
    tables = (
        texts(almanac, [(text, named(almanac, which)) for text, which in on_it], day),
        positions(almanac, stated, f"Positions on {thing.label}", day),
        initiatives(almanac, done, day),
    )
    stances = Counter(almanac.label(each.one("comity:stance")) for each in stated)
    values = {
        "facts": facts(almanac, thing, _FACTS),
        "narrower": narrower(almanac, thing.id),
        "wide": len(themes) > 1,
        "stances": stances.most_common(),
        "years": years(almanac, thing, day),
    }
    return Sheet(tuple(table for table in tables if table.rows), values)
