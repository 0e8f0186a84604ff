"""Show an agency: whose it is, what came before and after it, what it leads and where it sits."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.almanac.belongings import belongings
from comity.almanac.status import status
from comity.web.charts.deeds import deeds
from comity.web.charts.gantt import gantt
from comity.web.things.bonds import bonds
from comity.web.things.disputes import disputes
from comity.web.things.facts import facts
from comity.web.things.party import acts
from comity.web.things.party.agencies import agencies
from comity.web.things.party.initiatives import initiatives
from comity.web.things.party.links import named_by
from comity.web.things.party.meetings import meetings
from comity.web.things.party.memberships import membership_table
from comity.web.things.party.positions import positions
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "skos:altLabel": "Also called",
    "comity:ofCountry": "Country",
    "org:classification": "Type",
    "org:subOrganizationOf": "Part of",
    "schema:foundingDate": "Founded",
    "schema:dissolutionDate": "Ended",
    "comity:successor": "Followed by",
    "foaf:homepage": "Web site",
    "skos:note": "Note",
}
_NAMED_BY = {
    "comity:successor": "Follows",
    "comity:secretariatHost": "Houses the secretariat of",
    "comity:adoptedBy": "Adopted as a whole",
}


@sheet("agency")
def agency(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of an agency."""
    done = acts.done(almanac, thing.id, day)
    parts = almanac.naming("org:subOrganizationOf", thing.id)
    held = almanac.naming("comity:holder", thing.id)
    return Sheet(
        (
            membership_table(almanac, thing.label, belongings(almanac, thing.id, day), day),
            acts.acts(almanac, thing.label, done),
            agencies(almanac, parts, f"Parts of {thing.label}", day),
            initiatives(almanac, [thing.id], day),
            positions(almanac, held, f"Positions of {thing.label}", day, without="holder"),
            meetings(almanac, [thing.id], day),
        ),
        {
            "facts": [
                *facts(almanac, thing, _FACTS),
                *named_by(almanac, thing, _NAMED_BY, day),
                *bonds(almanac, thing, day),
            ],
            "status": _STATUS.get(status(thing, day), ""),
            "gantt": gantt(almanac, thing, day),
            "deeds": deeds(almanac, thing, day),
            "disputes": disputes(almanac, thing),
        },
    )


_STATUS = {
    "planned": "not yet founded on the day",
    "ended": "no longer there on the day",
    "possibly ended": "possibly no longer there on the day",
    "possibly running": "possibly founded by the day",
}
