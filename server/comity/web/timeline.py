"""Show all texts, meetings and foundings on one line of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Blueprint

from comity.almanac import Almanac
from comity.almanac.events import KINDS, Event, events
from comity.almanac.themes import under
from comity.web.book import book
from comity.web.charts.standalone import standalone
from comity.web.charts.timeline import density, timeline
from comity.web.kept import kept
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Cell, Column, Row, Table
from comity.web.timespan import Choice, read

blueprint = Blueprint("timeline", __name__)

_ROWS = 60
_MANY = {"declaration": "texts", "meeting": "meetings", "forum": "foundings of forums"}
_NAMES = {"declaration": "text adopted", "meeting": "meeting", "forum": "forum founded"}


@blueprint.get("/timeline")
@shown
def page() -> Page:
    """Show the events that the address chooses as a picture and as a table."""
    almanac, day = book(), moment().day
    every, known, choice = _asked(almanac)
    chosen = [each for each in known if choice.has(each, _themes(almanac, choice))]
    seen = [each for each in chosen if choice.spans(each)]
    return render(
        "timeline.html",
        [_table(almanac, seen)],
        choice=choice,
        picture=timeline(almanac, seen, choice, day),
        density=density(chosen, choice),
        number=len(seen),
        later=every - len(known),
        ahead=sum(each.first > day for each in seen),
        **_offers(almanac, known),
    )


@blueprint.get("/chart/timeline.svg")
@shown
def picture() -> Page:
    """Give the picture by itself."""
    almanac, day = book(), moment().day
    _, known, choice = _asked(almanac)
    themes = _themes(almanac, choice)
    seen = [each for each in known if choice.spans(each) and choice.has(each, themes)]
    return standalone(timeline(almanac, seen, choice, day), "timeline")


def _asked(almanac: Almanac) -> tuple[int, list[Event], Choice]:
    """Return how many events there are, those known on the day, and the choice among them.

    On another day than today, what has not happened by then is not known.
    """
    every = kept("events", lambda: events(almanac))
    now = moment()
    known = [each for each in every if not now.chosen or each.first <= now.day]
    return len(every), known, read(almanac, known, now)


def _themes(almanac: Almanac, choice: Choice) -> list[str]:
    return under(almanac, almanac[choice.theme]) if choice.theme else []


def _offers(almanac: Almanac, known: Sequence[Event]) -> dict[str, Any]:
    """Return what the form offers: forums and themes with the number of their events."""
    forums = Counter(each.family for each in known if each.family)
    return {
        "kinds": _MANY,
        "forums": sorted(forums.items(), key=lambda each: (-each[1], almanac.label(each[0]))),
        "themes": almanac.kind("theme"),
    }


def _table(almanac: Almanac, seen: Sequence[Event]) -> Table:
    columns = [
        Column("what", "What"),
        Column("date", "Date"),
        Column("kind", "Kind"),
        Column("forum", "Of"),
        Column("place", "Where"),
    ]
    rows = [
        Row(
            (
                Cell(thing.label, to=thing.id),
                Cell(thing.span.start, order=each.first),
                Cell(_NAMES[thing.kind]),
                Cell(_of(almanac, each)),
                Cell(_where(almanac, each)),
            ),
            thing.cited(),
        )
        for each in reversed(seen)
        for thing in (each.thing,)
    ]
    # Each row has sources of its own, and a page shows the picture of all of them besides.
    return Table("events", "Texts, meetings and foundings", columns, rows, size=_ROWS)


def _of(almanac: Almanac, event: Event) -> str:
    belongs = KINDS[event.thing.kind]
    return ", ".join(almanac.label(each) for each in event.thing.all(belongs)) if belongs else ""


def _where(almanac: Almanac, event: Event) -> str:
    thing = event.thing
    country = thing.one("comity:hostCountry") or thing.one("comity:issuedIn")
    found = thing.one("comity:city"), almanac.label(country) if country else ""
    return ", ".join(filter(None, found))
