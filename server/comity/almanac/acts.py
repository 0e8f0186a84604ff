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
    text = almanac.get(declaration)
    bodies = {each for each in (text.all("comity:adoptedBy") if text else ()) if _is_forum(each)}
    found: dict[str, Certainty] = {}
    for action in almanac.naming("comity:declaration", declaration):
        happened = action.span.happened(day) if supports(almanac, action) else None
        if happened is not None:
            for party in action.all("comity:party"):
                if party not in bodies and found.get(party) != "certain":
                    found[party] = happened or "possible"
    return found


def _is_forum(id_: str) -> bool:
    return id_.startswith("forum:")
