"""Say where else a thing is described."""

from __future__ import annotations

from comity.almanac import Thing
from comity.web.tables import Cell
from comity.web.things.facts import Fact

_WIKIDATA = "wd:"


def matches(thing: Thing) -> list[Fact]:
    """Return the entry of a thing in Wikidata, where there is one, as a fact in a list."""
    found = [each for each in thing.all("skos:exactMatch") if each.startswith(_WIKIDATA)]
    cells = tuple(Cell(each.removeprefix(_WIKIDATA), to=each) for each in found)
    return [Fact("In Wikidata", cells, thing.cited("skos:exactMatch"))] if cells else []
