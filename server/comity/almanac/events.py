"""Say what happened when: texts adopted, meetings held, forums founded."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac.things import Almanac, Thing

KINDS = {"declaration": "comity:adoptedBy", "meeting": "comity:meetingOf", "forum": ""}


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one event: the thing, and the outermost forum that it belongs to, or an empty text.

    It begins between ``first`` and ``last``, days as YYYY-MM-DD.
    """

    thing: Thing
    family: str
    first: str
    last: str


def events(almanac: Almanac) -> list[Event]:
    """Return every event that has a date, in the order of time."""
    found = []
    for kind, belongs in KINDS.items():
        for thing in almanac.kind(kind):
            span = thing.span
            if span.start and span.latest_start:
                own = thing.id if kind == "forum" else thing.one(belongs)
                first = span.earliest_start or span.latest_start
                found.append(Event(thing, family(almanac, own), first, span.latest_start))
    return sorted(found, key=lambda each: (each.first, each.last, each.thing.label))


def family(almanac: Almanac, forum: str) -> str:
    """Return the outermost forum of which a forum is a part; empty for what is no forum."""
    seen: set[str] = set()
    while forum.startswith("forum:") and forum not in seen:
        seen.add(forum)
        thing = almanac.get(forum)
        whole = thing.one("org:subOrganizationOf") if thing else ""
        if not whole.startswith("forum:"):
            return forum
        forum = whole
    return ""
