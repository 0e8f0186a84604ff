"""Read from an address which events a reader has chosen to see, and of what time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request

from comity.almanac import Almanac
from comity.almanac.events import KINDS, Event
from comity.web.choices import chosen
from comity.web.moment import Moment

_YEARS = 3  # that are shown before the day
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what of all events a reader has chosen to see; what is empty chooses nothing."""

    first: str
    last: str
    kind: str = ""
    forum: str = ""
    theme: str = ""
    binding: bool = False

    def has(self, event: Event, themes: Sequence[str]) -> bool:
        """Return whether an event is chosen, whenever it was; takes the themes that count."""
        thing = event.thing
        return (
            (not self.kind or thing.kind == self.kind)
            and (not self.forum or event.family == self.forum)
            and (not themes or any(each in thing.all("dct:subject") for each in themes))
            and (not self.binding or thing.one("comity:legallyBinding") == "true")
        )

    def spans(self, event: Event) -> bool:
        """Return whether an event can have happened in the time that is chosen."""
        return event.first <= self.last and event.last >= self.first

    def arguments(self) -> dict[str, str]:
        """Return the choice, but for the time, as the arguments of an address."""
        found = {"kind": self.kind, "forum": self.forum, "theme": self.theme}
        found["binding"] = "yes" if self.binding else ""
        return {name: value for name, value in found.items() if value}


def read(almanac: Almanac, known: Sequence[Event], now: Moment) -> Choice:
    """Return what the address of the page chooses; what makes no sense chooses nothing."""
    ahead = max((each.last for each in known), default=now.day)
    before = date.fromisoformat(now.day)
    default = f"{max(before.year - _YEARS, 1):04}-{before.month:02}-01"
    first = _day("from", "-01-01") or default
    last = _day("to", "-12-31") or (now.day if now.chosen else max(ahead, now.day))
    return Choice(
        min(first, last),
        max(first, last),
        chosen("kind", ("", *KINDS)),
        chosen("forum", ("", *{each.family for each in known})),
        chosen("theme", ("", *(each.id for each in almanac.kind("theme")))),
        chosen("binding", ("", "yes")) == "yes",
    )


def _day(name: str, rest: str) -> str:
    """Return the day that an argument says by a day or a year, empty for anything else."""
    given = request.args.get(name, "")
    if not _DATE.fullmatch(given):
        return ""
    try:
        return date.fromisoformat(given if "-" in given else given + rest).isoformat()
    except ValueError:
        return ""
