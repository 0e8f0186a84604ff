"""Say where a party belongs, in which roles, and which body is part of which."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from comity.almanac.things import Almanac, Thing

_LAST = "9"  # sorts after every day


@dataclass(frozen=True, slots=True)
class Belonging:
    """Hold a forum, every stint of a party in it by time, and how deep it is in another one."""

    forum: Thing
    stints: tuple[Thing, ...]
    depth: int = 0


def belongings(almanac: Almanac, party: str, day: str) -> list[Belonging]:
    """Return where a party has belonged by a day, in any role, ended stints with the others.

    The forums are in the order in which the party came to them, each followed by the bodies that
    are part of it.
    """
    stints: dict[str, list[Thing]] = {}
    for stint in almanac.naming("org:member", party):
        for forum in stint.all("org:organization"):
            if forum in almanac and stint.span.happened(day) is not None:
                stints.setdefault(forum, []).append(stint)
    within: dict[str, list[str]] = {}
    for forum in sorted(stints, key=lambda id_: _begun(stints[id_])):
        within.setdefault(_above(almanac, forum, stints), []).append(forum)

    def below(above: str, depth: int) -> list[Belonging]:
        return [
            each
            for forum in within.get(above, ())
            for each in (
                Belonging(almanac[forum], tuple(sorted(stints[forum], key=_start)), depth),
                *below(forum, depth + 1),
            )
        ]

    return below("", 0)


def later(almanac: Almanac, party: str, day: str) -> int:
    """Return how many stints of a party begin after a day for certain."""
    return sum(stint.span.happened(day) is None for stint in almanac.naming("org:member", party))


def _above(almanac: Almanac, forum: str, among: Collection[str]) -> str:
    """Return the nearest body that a forum is part of among some, an empty text for none."""
    seen = {forum}
    above = almanac[forum].one("org:subOrganizationOf")
    while above in almanac and above not in seen:
        if above in among:
            # Bodies that contain each other, which only data from elsewhere say, have no top.
            return above if not _contains(almanac, forum, above) else ""
        seen.add(above)
        above = almanac[above].one("org:subOrganizationOf")
    return ""


def _contains(almanac: Almanac, outer: str, inner: str) -> bool:
    seen: set[str] = set()
    while inner in almanac and inner not in seen:
        seen.add(inner)
        inner = almanac[inner].one("org:subOrganizationOf")
        if inner == outer:
            return True
    return False


def _begun(stints: list[Thing]) -> tuple[str, str]:
    return min(map(_start, stints))


def _start(stint: Thing) -> tuple[str, str]:
    return stint.span.latest_start or _LAST, stint.label.casefold()
