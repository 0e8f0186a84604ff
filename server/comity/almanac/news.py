"""Tell what happened lately, in sentences, newest first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from comity.almanac.members import ROLES
from comity.almanac.things import Almanac, Citation, Thing

_ACTS = {
    "act:adopted": "adopted",
    "act:endorsed": "endorsed",
    "act:adhered": "adhered to",
    "act:signed": "signed",
    "act:ratified": "ratified",
    "act:acceded": "acceded to",
    "act:co-sponsored": "co-sponsored",
    "act:voted-in-favour": "voted for",
    "act:voted-against": "voted against",
    "act:abstained": "abstained on",
}
_NAMED = 2  # parties that are named, of more only the number; and sources that are cited
_MEMBER = "org:member"


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one piece of news: its date as stated, who did what to what, and the sources.

    ``parties`` are the ids of who is named, ``others`` how many more there are; ``verb`` is what
    they did, ``thing`` the id of what they did it to. ``known`` is the first day on which it has
    certainly happened.
    """

    known: str
    date: str
    parties: tuple[str, ...]
    others: int
    verb: str
    thing: str
    citations: tuple[Citation, ...]


def news(almanac: Almanac, day: str, most: int) -> list[Event]:
    """Return what is known to have happened last by a day, one event for what was done together."""
    events = _events(almanac)
    end = bisect_right(events, day, key=lambda event: event.known)
    return events[max(0, end - most) : end][::-1]


@lru_cache(maxsize=1)
def _events(almanac: Almanac) -> list[Event]:
    """Return all events, the oldest first; they are the same on any day."""
    found = [*_joined(almanac), *_left(almanac), *_done(almanac), *_adopted(almanac)]
    found += _met(almanac)
    return sorted(found, key=lambda event: (event.known, event.verb, event.thing))


_Record = tuple[str, str, str, str, str, Thing]  # known, date, verb, thing, name of parties, record


def _joined(almanac: Almanac) -> Iterator[Event]:
    yield from _together(
        (span.latest_start, span.start, "joined", stint.one("org:organization"), _MEMBER, stint)
        for stint in almanac.kind("membership")
        if (span := stint.span).start and stint.one("org:role") in ROLES
    )


def _left(almanac: Almanac) -> Iterator[Event]:
    yield from _together(
        (span.latest_end, span.end, "left", stint.one("org:organization"), _MEMBER, stint)
        for stint in almanac.kind("membership")
        if (span := stint.span).latest_end and stint.one("org:role") in ROLES
    )


def _done(almanac: Almanac) -> Iterator[Event]:
    yield from _together(
        (span.latest_start, span.start, verb, act.one("comity:declaration"), "comity:party", act)
        for act in almanac.kind("action")
        if (span := act.span).start and (verb := _ACTS.get(act.one("comity:act"), ""))
    )


def _adopted(almanac: Almanac) -> Iterator[Event]:
    for text in almanac.kind("declaration"):
        bodies, span = text.all("comity:adoptedBy"), text.span
        if bodies and span.latest_start:
            named, others = bodies[:_NAMED], len(bodies[_NAMED:])
            said = named, others, "adopted", text.id, text.cited()
            yield Event(span.latest_start, span.start, *said)


def _met(almanac: Almanac) -> Iterator[Event]:
    for meeting in almanac.kind("meeting"):
        hosts, span = meeting.all("comity:hostCountry")[:_NAMED], meeting.span
        if span.latest_start:
            said = hosts, 0, "hosted" if hosts else "", meeting.id, meeting.cited()
            yield Event(span.latest_start, span.start, *said)


def _together(found: Iterable[_Record]) -> Iterator[Event]:
    """Yield one event for all records of the same day, verb and thing."""
    for told, group in groupby(sorted(found, key=lambda each: each[:5]), lambda each: each[:5]):
        known, date, verb, thing, name = told
        records = [record for *_, record in group]
        parties = sorted({party for record in records for party in record.all(name)})
        named = tuple(parties) if len(parties) <= _NAMED else ()
        citations = tuple(dict.fromkeys(each for record in records for each in record.cited()))
        others = len(parties) - len(named)
        yield Event(known, date, named, others, verb, thing, citations[:_NAMED])
