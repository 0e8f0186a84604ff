"""Say which parties belong to the same forums, and which forums have the same members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from comity.almanac.members import members
from comity.almanac.things import Almanac


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold what two things have in common: how many, and what share of all that either has."""

    one: str
    other: str
    common: int
    share: float


def shared_members(almanac: Almanac, forums: Iterable[str], day: str, least: int) -> list[Tie]:
    """Return the ties between forums that certainly share so many members at least on a day."""
    return _ties({forum: _certain(almanac, forum, day) for forum in forums}, least)


def shared_forums(almanac: Almanac, forums: Iterable[str], day: str, least: int) -> list[Tie]:
    """Return the ties between countries that certainly share so many forums at least on a day."""
    belonging: dict[str, set[str]] = {}
    for forum in forums:
        for party in _certain(almanac, forum, day):
            if party.startswith("country:"):
                belonging.setdefault(party, set()).add(forum)
    return _ties(belonging, least)


def _certain(almanac: Almanac, forum: str, day: str) -> set[str]:
    held = members(almanac, forum, day).items()
    return {party for party, certainty in held if certainty == "certain"}


def _ties(sets: Mapping[str, set[str]], least: int) -> list[Tie]:
    """Return the ties between sets that share so much, the strongest first."""
    within: dict[str, list[str]] = {}
    for name, each in sets.items():
        for member in each if len(each) >= least else ():
            within.setdefault(member, []).append(name)
    common = Counter(pair for names in within.values() for pair in combinations(sorted(names), 2))
    found = [
        Tie(one, other, count, count / len(sets[one] | sets[other]))
        for (one, other), count in common.items()
        if count >= least
    ]
    return sorted(found, key=lambda tie: (-tie.common, -tie.share, tie.one, tie.other))
