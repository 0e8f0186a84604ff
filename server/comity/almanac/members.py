"""Say who belongs to what on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from comity.almanac.certainty import surest
from comity.almanac.span import following
from comity.almanac.things import Almanac, Thing
from comity.dates import Certainty

ROLES = ("role:member", "role:founding-member")  # those that make a member


def members(almanac: Almanac, forum: str, day: str) -> dict[str, Certainty]:
    """Return who is a member of a forum on a day, and how surely; as ``comity.members`` does."""
    return _holding(almanac.naming("org:organization", forum), "org:member", day)


def memberships(almanac: Almanac, party: str, day: str) -> dict[str, Certainty]:
    """Return the forums of which a party is a member on a day, and how surely."""
    return _holding(almanac.naming("org:member", party), "org:organization", day)


def growth(almanac: Almanac, forum: str, until: str) -> list[tuple[str, int, int]]:
    """Return how many members a forum had from each day on which that changed, until a day.

    Each is the day, how many were certain, and how many were possible or certain.
    """
    changes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    held: Counter[str] = Counter()
    for stints in _by_party(almanac.naming("org:organization", forum)).values():
        before = _standing(stints, "")
        held.update(before)
        for day in sorted({day for stint in stints for day in _turns(stint) if day <= until}):
            now = _standing(stints, day)
            changes[day].update(now)
            changes[day].subtract(before)
            before = now
    found = []
    for day in sorted(changes):
        held.update(changes[day])
        found.append((day, held["certain"], held["certain"] + held["possible"]))
    return found


def _by_party(stints: Iterable[Thing]) -> dict[str, list[Thing]]:
    """Return the stints as a member by the party."""
    found: dict[str, list[Thing]] = {}
    for stint in stints:
        if stint.one("org:role") in ROLES:
            for party in stint.all("org:member"):
                found.setdefault(party, []).append(stint)
    return found


def _standing(stints: Iterable[Thing], day: str) -> list[Certainty]:
    """Return whether a party is a member on a day by its stints, as a list of one or none."""
    held = surest(_holding(stints, "org:organization", day).values())
    return [held] if held else []


def _holding(stints: Iterable[Thing], name: str, day: str) -> dict[str, Certainty]:
    found: dict[str, Certainty] = {}
    for stint in stints:
        holds = stint.span.holds(day) if stint.one("org:role") in ROLES else None
        if holds is not None:
            for each in stint.all(name):
                if found.get(each) != "certain":
                    found[each] = holds or "possible"
    return found


def _turns(stint: Thing) -> list[str]:
    """Return the days on which it can begin to hold, and those after which it cannot any more."""
    span = stint.span
    ends = [following(each) for each in (span.earliest_end, span.latest_end) if each]
    return [each for each in (span.earliest_start, span.latest_start, *ends) if each]
