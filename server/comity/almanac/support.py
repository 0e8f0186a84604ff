"""Say how the support for a text grew, and which members of its bodies have not acted on it."""

from __future__ import annotations

from collections.abc import Collection

from comity.almanac.acts import bodies, supports
from comity.almanac.members import members
from comity.almanac.things import Almanac, Thing
from comity.dates import Certainty

# To sign a treaty is not to be bound by it, so these two are never counted together.
SIGNED = frozenset({"act:signed"})
BOUND = frozenset({"act:ratified", "act:acceded"})
JOINING = SIGNED | BOUND | {"act:adhered"}  # what is done about texts that stay open

_NEVER = "9"  # later than any day

Step = tuple[str, int, int]  # a day, how many for certain, and how many for certain or possibly


def actions(almanac: Almanac, declaration: str, day: str) -> list[tuple[Thing, Certainty]]:
    """Return the acts on a text that have happened by a day, by date, and how surely."""
    found = almanac.naming("comity:declaration", declaration)
    surely = ((action, action.span.happened(day)) for action in found)
    return [(action, held or "possible") for action, held in surely if held is not None]


def parties(
    done: Collection[tuple[Thing, Certainty]], acts: Collection[str]
) -> dict[str, Certainty]:
    """Return who did one of some acts, and how surely; takes acts that have happened."""
    found: dict[str, Certainty] = {}
    for action, held in done:
        if action.one("comity:act") in acts:
            for party in action.all("comity:party"):
                found[party] = "certain" if found.get(party) == "certain" else held
    return found


def rise(almanac: Almanac, declaration: str, acts: Collection[str], until: str) -> list[Step]:
    """Return how many parties had done one of some acts from each day on which that changed.

    A forum that adopted the text is not counted, as in ``supporters``.
    """
    first: dict[str, str] = {}
    surely: dict[str, str] = {}
    for action in almanac.naming("comity:declaration", declaration):
        if action.one("comity:act") in acts:
            begun, sure = action.span.earliest_start, action.span.latest_start
            for party in set(action.all("comity:party")) - bodies(almanac, declaration):
                first[party] = min(first.get(party, _NEVER), begun or sure or _NEVER)
                surely[party] = min(surely.get(party, _NEVER), sure or _NEVER)
    days = {day for day in (*first.values(), *surely.values()) if day <= until}
    return [
        (
            day,
            sum(each <= day for each in surely.values()),
            sum(each <= day for each in first.values()),
        )
        for day in sorted(days)
    ]


def supportive(almanac: Almanac, declaration: str) -> frozenset[str]:
    """Return the supportive acts that anybody has done on a text."""
    return frozenset(
        action.one("comity:act")
        for action in almanac.naming("comity:declaration", declaration)
        if supports(almanac, action)
    )


def silent(almanac: Almanac, declaration: Thing, day: str) -> dict[str, list[str]]:
    """Return, by each body that adopted a text, its members that have not acted on it by a day.

    Where no member has acted, the body has acted for all of them, and it is left out; so it is
    where all of them have. Counted are members that are certainly such on the day; of a text that
    nobody can join, only those that were members when it was adopted.
    """
    done = [action for action, _ in actions(almanac, declaration.id, day)]
    acted = {party for action in done for party in action.all("comity:party")}
    joined = any(action.one("comity:act") in JOINING for action in done)
    found: dict[str, list[str]] = {}
    for body in declaration.all("comity:adoptedBy"):
        held = members(almanac, body, day)
        then = held if joined else members(almanac, body, declaration.span.latest_start)
        missing = [
            party
            for party in held
            if party not in acted and held[party] == then.get(party) == "certain"
        ]
        if missing and acted & held.keys():
            found[body] = sorted(missing, key=almanac.label)
    return found
