"""Say in a letter or two what a party is to a forum, and what it did about a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comity.almanac import Almanac, Thing
from comity.dates import Certainty

ROLES = {
    "role:founding-member": "F",
    "role:member": "M",
    "role:observer": "O",
    "role:partner": "P",
    "role:chair": "C",
    "role:invited-guest": "G",
    "role:secretariat-host": "S",
}
ACTS = {
    "act:adopted": "A",
    "act:endorsed": "E",
    "act:adhered": "H",
    "act:signed": "S",
    "act:ratified": "R",
    "act:acceded": "C",
    "act:co-sponsored": "P",
    "act:voted-in-favour": "+",
    "act:abstained": "0",
    "act:voted-against": "−",
}

Mark = tuple[str, Certainty]  # the letters, and how surely they hold
Marks = Mapping[tuple[str, str], Mark]  # by party, and forum or text


def roles(almanac: Almanac, forums: Iterable[str], day: str) -> Marks:
    """Return what parties are to forums on a day."""
    held = (
        (stint, "org:member", forum, ROLES.get(stint.one("org:role"), "?"), stint.span.holds(day))
        for forum in forums
        for stint in almanac.naming("org:organization", forum)
    )
    return _marks(held)


def acts(almanac: Almanac, texts: Iterable[str], day: str) -> Marks:
    """Return what parties had done about texts by a day."""
    done = (
        (act, "comity:party", text, ACTS.get(act.one("comity:act"), "?"), act.span.happened(day))
        for text in texts
        for act in almanac.naming("comity:declaration", text)
    )
    return _marks(done)


def _marks(found: Iterable[tuple[Thing, str, str, str, Certainty | None]]) -> Marks:
    marks: dict[tuple[str, str], Mark] = {}
    for record, name, column, letter, certainty in found:
        if certainty is None:
            continue
        for party in record.all(name):
            letters, before = marks.get((party, column), ("", "possible"))
            sure: Certainty = "certain" if "certain" in (certainty, before) else "possible"
            marks[party, column] = (letters if letter in letters else letters + letter, sure)
    return marks
