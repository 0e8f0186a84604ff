"""Say in plain words which things name a party."""

from __future__ import annotations

from collections.abc import Mapping

from comity.almanac import Almanac, Thing
from comity.almanac.certainty import begun
from comity.web.tables import Cell
from comity.web.things.facts import Fact


def named_by(almanac: Almanac, thing: Thing, words: Mapping[str, str], day: str) -> list[Fact]:
    """Return the things that name one by some properties, under the words for each.

    What began after the day for certain is left out.
    """
    return [
        Fact(
            word,
            tuple(Cell(each.label, to=each.id) for each in found),
            tuple(cited for each in found for cited in each.cited(name)),
        )
        for name, word in words.items()
        if (found := begun(almanac.naming(name, thing.id), day))
    ]
