"""Show a forum: who belongs to it on the day, how it grew, and what it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comity.almanac import Almanac, Thing
from comity.almanac.certainty import begun, parted
from comity.almanac.members import growth, members, memberships
from comity.almanac.totals import Total, coverage, newest, totals
from comity.almanac.turnover import turnover
from comity.web.charts.growth import plot
from comity.web.charts.worldmap import members_map
from comity.web.tables import Table
from comity.web.things.bodies import bodies
from comity.web.things.bonds import bonds
from comity.web.things.calendar import meetings, state, texts
from comity.web.things.curve import curve
from comity.web.things.disputes import disputes
from comity.web.things.facts import facts
from comity.web.things.matches import matches
from comity.web.things.party import acts
from comity.web.things.party.initiatives import initiatives
from comity.web.things.party.positions import positions
from comity.web.things.published import published
from comity.web.things.sheet import Sheet, sheet
from comity.web.things.stints import stints

_Values = dict[str, Any]

_FACTS = {
    "skos:altLabel": "Other names",
    "schema:foundingDate": "Founded",
    "schema:dissolutionDate": "Dissolved",
    "org:subOrganizationOf": "Part of",
    "comity:secretariatHost": "Secretariat",
    "foaf:homepage": "Site",
    "skos:note": "Note",
}


@sheet("forum")
def forum(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a forum."""
    found = totals(almanac, thing.id, day)
    steps = growth(almanac, thing.id, max(day, almanac.today))
    happened, ahead = _calendar(almanac, thing, day)
    tables = (
        *stints(almanac, thing, day),
        curve(thing, steps),
        published(almanac, thing, found),
        *happened,
        *_deeds(almanac, thing, day),
    )
    values = {
        "standing": standing(thing, day),
        "facts": [*facts(almanac, thing, _known(thing, day)), *matches(thing)],
        "bonds": bonds(almanac, thing, day),
        "belongs": sorted(memberships(almanac, thing.id, day).items()),
        "bodies": bodies(almanac, thing, day),
        "map": members_map(almanac, thing, day),
        "growth": plot(almanac, thing, day, steps),
        "disputes": disputes(almanac, thing),
        **ahead,
        **_counts(almanac, thing, day),
        **_turns(almanac, thing, day),
        **_judged(found),
    }
    return Sheet(tables, values)


def _calendar(almanac: Almanac, thing: Thing, day: str) -> tuple[tuple[Table, Table], _Values]:
    """Return the tables of meetings and texts, and how much is still to come."""
    met = almanac.naming("comity:meetingOf", thing.id)
    adopted = _texts(almanac, thing, met)
    known = begun(adopted, day)
    tables = (
        meetings(almanac, f"Meetings of {thing.label}", met, day),
        texts(almanac, f"Texts of {thing.label} and its meetings", known, day),
    )
    to_come = sum(state(each, day) == "to come" for each in met)
    return tables, {"later_texts": len(adopted) - len(known), "ahead": to_come}


def _deeds(almanac: Almanac, thing: Thing, day: str) -> tuple[Table, ...]:
    """Return the tables of what it does itself."""
    held = almanac.naming("comity:holder", thing.id)
    return (
        acts.acts(almanac, thing.label, acts.done(almanac, thing.id, day)),
        initiatives(almanac, [thing.id], day),
        positions(almanac, held, f"Positions of {thing.label}", day, without="holder"),
    )


def _known(thing: Thing, day: str) -> dict[str, str]:
    """Return the facts to show, without an end that is still to come on the day."""
    to_come = thing.span.earliest_end > day
    return {
        p: name for p, name in _FACTS.items() if not (to_come and p.endswith("dissolutionDate"))
    }


def standing(thing: Thing, day: str) -> str:
    """Return whether a forum exists on a day: in one word, which the template puts in a sentence.

    It is ``future``, ``exists``, ``uncertain``, ``over``, or ``undated`` where nothing tells.
    """
    span = thing.span
    holds = span.holds(day)
    if holds is None:
        return "future" if span.earliest_start > day else "over"
    if not span.start and not span.end:
        return "undated"
    return "exists" if holds == "certain" else "uncertain"


def _counts(almanac: Almanac, thing: Thing, day: str) -> _Values:
    """Return how many members there are, certain and possible, and of what kind they are."""
    held = members(almanac, thing.id, day)
    certain, possible = parted(held.values())
    countries = sum(held[party] == "certain" for party in held if party.startswith("country:"))
    return {
        "certain": certain,
        "possible": possible,
        "countries": countries,
        "bodies_in": certain - countries,
    }


def _turns(almanac: Almanac, thing: Thing, day: str) -> _Values:
    """Return who joined and left by the day, and how often that happened later."""
    turns = turnover(almanac, thing.id)
    return {
        "turns": [each for each in turns if each.day <= day],
        "later_turns": sum(each.day > day for each in turns),
    }


def _judged(found: list[Total]) -> dict[str, Total | None]:
    """Return the newest published total of members, and the one that tells of our list."""
    return {"newest": newest(found), "coverage": coverage(found)}


def _texts(almanac: Almanac, thing: Thing, met: Iterable[Thing]) -> list[Thing]:
    """Return the texts that a forum adopted, itself or at its meetings, each once."""
    own = almanac.naming("comity:adoptedBy", thing.id)
    there = [text for each in met for text in almanac.naming("comity:adoptedAt", each.id)]
    return list({each.id: each for each in (*own, *there)}.values())
