"""Say which texts bodies adopted while a party belonged to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from comity.almanac.acts import supports
from comity.almanac.certainty import surest
from comity.almanac.members import ROLES
from comity.almanac.things import Almanac, Thing
from comity.dates import Certainty


@dataclass(frozen=True, slots=True)
class Collective:
    """Hold a text, a body that adopted it, and how surely a party belonged to that body then."""

    text: Thing
    body: str
    belonged: Certainty


def collective(almanac: Almanac, party: str, day: str) -> list[Collective]:
    """Return the texts that bodies adopted by a day while a party was a member, the newest first.

    Texts that the party supported by an act of its own are left out.
    """
    own = {
        action.one("comity:declaration")
        for action in almanac.naming("comity:party", party)
        if supports(almanac, action)
    }
    found: dict[str, Collective] = {}
    for body, stints in _stints(almanac, party).items():
        for text in almanac.naming("comity:adoptedBy", body):
            known = text.id in own or text.span.happened(day) is None
            belonged = None if known else _belonged(stints, text.span.latest_start)
            if belonged and (text.id not in found or belonged == "certain"):
                found[text.id] = Collective(text, body, belonged)
    return sorted(found.values(), key=lambda each: (each.text.span.start, each.text.id))[::-1]


def _stints(almanac: Almanac, party: str) -> dict[str, list[Thing]]:
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for stint in almanac.naming("org:member", party):
        if stint.one("org:role") in ROLES:
            for body in stint.all("org:organization"):
                found[body].append(stint)
    return found


def _belonged(stints: list[Thing], day: str) -> Certainty | None:
    return surest(stint.span.holds(day) for stint in stints) if day else None
