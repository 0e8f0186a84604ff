"""Count what there is on a day, and say what each number means."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac.things import Almanac
from comity.dates import Certainty


@dataclass(frozen=True, slots=True)
class Count:
    """Hold one number: what is counted, how many certainly, how many more possibly, and where.

    ``path`` is that of the page that lists what is counted.
    """

    name: str
    certain: int
    possible: int
    path: str


def counts(almanac: Almanac, day: str) -> list[Count]:
    """Return the numbers of forums, texts, memberships and acts on a day, and of the sources."""
    return [
        _holding(almanac, "forum", "forums and bodies within them", day, "forums"),
        _holding(almanac, "membership", "memberships and other roles in them", day, "matrix"),
        _happened(almanac, "declaration", "texts adopted", day, "declarations"),
        _happened(almanac, "action", "acts of parties on them", day, "matrix?of=declarations"),
        _happened(almanac, "meeting", "meetings held or begun", day, "meetings"),
        Count("sources that all this rests on", len(almanac.kind("source")), 0, "sources"),
    ]


def _holding(almanac: Almanac, kind: str, name: str, day: str, path: str) -> Count:
    return _count(name, [each.span.holds(day) for each in almanac.kind(kind)], path)


def _happened(almanac: Almanac, kind: str, name: str, day: str, path: str) -> Count:
    return _count(name, [each.span.happened(day) for each in almanac.kind(kind)], path)


def _count(name: str, found: list[Certainty | None], path: str) -> Count:
    certain = found.count("certain")
    return Count(name, certain, len(found) - found.count(None) - certain, path)
