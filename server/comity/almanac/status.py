"""Say whether something was planned, running or over on a day."""

from __future__ import annotations

from comity.almanac.things import Thing


def status(thing: Thing, day: str) -> str:
    """Return in a word or two what a thing with a beginning and perhaps an end was on a day.

    It is ``announced`` as long as no source tells when it began, and ``undated`` where no source
    tells anything of its time.
    """
    span = thing.span
    if span.latest_end and span.latest_end < day:
        return "ended"
    if span.earliest_end and span.earliest_end < day:
        return "possibly ended"
    if span.earliest_start > day:
        return "planned"
    if not span.latest_start:
        return "announced" if thing.one("comity:announcedOn") else "undated"
    return "running" if span.latest_start <= day else "possibly running"


def known(thing: Thing, day: str) -> bool:
    """Return whether a thing can have been announced, or have begun, by a day."""
    announced = thing.one("comity:announcedOn")
    if announced:
        return announced <= day[: len(announced)]
    return thing.span.happened(day) is not None
