"""Say who stands behind a text on a day."""

from __future__ import annotations

from comity.almanac.things import Almanac, Thing
from comity.dates import Certainty


def supports(almanac: Almanac, action: Thing) -> bool:
    """Return whether an act supports the text, from adoption to a vote in favour."""
    act = almanac.get(action.one("comity:act"))
    return act is not None and "act:supportive" in act.all("skos:broader")


def supporters(almanac: Almanac, declaration: str, day: str) -> dict[str, Certainty]:
    """Return who had supported a text in any way by a day, and how surely.

    A forum that adopted the text acted for its members and is not named beside them, as in
    ``comity.endorsers``.
    """
    acted = bodies(almanac, declaration)
    found: dict[str, Certainty] = {}
    for action in almanac.naming("comity:declaration", declaration):
        happened = action.span.happened(day) if supports(almanac, action) else None
        if happened is not None:
            for party in action.all("comity:party"):
                if party not in acted and found.get(party) != "certain":
                    found[party] = happened or "possible"
    return found


def bodies(almanac: Almanac, declaration: str) -> frozenset[str]:
    """Return the forums that adopted a text, which acted for their members."""
    text = almanac.get(declaration)
    found = text.all("comity:adoptedBy") if text else ()
    return frozenset(each for each in found if each.startswith("forum:"))
