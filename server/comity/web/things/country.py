"""Show a country: where it belongs, on which texts it acted, what it leads, with whom."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supports
from comity.almanac.belongings import Belonging, belongings, later
from comity.almanac.certainty import parted
from comity.almanac.collective import collective
from comity.almanac.members import memberships
from comity.web.charts.deeds import deeds
from comity.web.charts.gantt import gantt
from comity.web.tables import Table
from comity.web.things.calendar import coming
from comity.web.things.disputes import disputes
from comity.web.things.party import acts
from comity.web.things.party.agencies import agencies
from comity.web.things.party.initiatives import initiatives
from comity.web.things.party.links import named_by
from comity.web.things.party.meetings import meetings
from comity.web.things.party.memberships import membership_table
from comity.web.things.party.partners import partner_table
from comity.web.things.party.positions import positions
from comity.web.things.sheet import Sheet, sheet

_CODES = ("comity:iso2", "comity:iso3", "comity:m49")
_LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}
_NAMED_BY = {
    "comity:dependencyOf": "Its dependencies",
    "comity:secretariatHost": "Houses the secretariat of",
    "comity:adoptedBy": "Issued by its government",
}


@sheet("country")
def country(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a country."""
    done = acts.done(almanac, thing.id, day)
    places = belongings(almanac, thing.id, day)
    return Sheet(
        _tables(almanac, thing, done, places, day),
        {
            **_numbers(almanac, thing, done, day),
            "codes": [thing.one(name) for name in _CODES if thing.one(name)],
            "names": [
                (thing.names[code], code, name)
                for code, name in _LANGUAGES.items()
                if code in thing.names
            ],
            "facts": named_by(almanac, thing, _NAMED_BY, day),
            "standing": thing.one("comity:politicalStatus").rpartition(" ")[0].lower(),
            "gantt": gantt(almanac, thing, day),
            "deeds": deeds(almanac, thing, day),
            "disputes": disputes(almanac, thing),
            "others": _choices(almanac),
            "later_stints": later(almanac, thing.id, day),
            "later_acts": len(almanac.naming("comity:party", thing.id)) - len(done),
        },
    )


@lru_cache(maxsize=1)
def _choices(almanac: Almanac) -> Markup:
    """Return the countries as what a field offers, which is the same on every page."""
    option = Markup('<option value="{}">{}</option>')
    return Markup().join(option.format(each.id, each.label) for each in almanac.kind("country"))


def _tables(
    almanac: Almanac, thing: Thing, done: list[Thing], places: list[Belonging], day: str
) -> tuple[Table, ...]:
    bodies = almanac.naming("comity:ofCountry", thing.id)
    parties = [thing.id, *(each.id for each in bodies)]
    held = almanac.naming("comity:holder", thing.id)
    return (
        coming(almanac, memberships(almanac, thing.id, day), day),
        membership_table(almanac, thing.label, places, day),
        acts.acts(almanac, thing.label, done),
        acts.on_behalf(almanac, thing.label, collective(almanac, thing.id, day)),
        partner_table(almanac, thing, day),
        agencies(almanac, bodies, f"Agencies of {thing.label}", day),
        initiatives(almanac, parties, day),
        positions(almanac, held, f"Positions of {thing.label}", day, without="holder"),
        meetings(almanac, parties, day),
    )


def _numbers(almanac: Almanac, thing: Thing, done: list[Thing], day: str) -> dict[str, object]:
    """Return how many forums and texts there are, and the first and the latest dated act."""
    forums, forums_possible = parted(memberships(almanac, thing.id, day).values())
    texts: dict[str, bool] = {}  # whether the support is certain
    for each in done:
        if supports(almanac, each):
            text = each.one("comity:declaration")
            texts[text] = texts.get(text, False) or each.span.happened(day) == "certain"
    dated = [each for each in done if each.span.start]
    return {
        "forums": forums,
        "forums_possible": forums_possible,
        "texts": sum(texts.values()),
        "texts_possible": len(texts) - sum(texts.values()),
        "first": dated[0] if dated else None,
        "latest": dated[-1] if dated else None,
    }
