"""Show a text that parties agreed on: what it is, who did what when, and what it draws on."""

from __future__ import annotations

from typing import Any

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters
from comity.almanac.certainty import parted
from comity.almanac.support import BOUND, SIGNED, actions, parties, silent
from comity.almanac.totals import newest, totals
from comity.almanac.votes import ballots
from comity.web.charts.lineage import lineage
from comity.web.charts.support import support
from comity.web.charts.votes import votes
from comity.web.charts.worldmap import supporters_map
from comity.web.things import acts, relations
from comity.web.things.disputes import disputes
from comity.web.things.facts import facts
from comity.web.things.party.positions import positions
from comity.web.things.published import published
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "skos:altLabel": "Also called",
    "comity:adoptedOn": "Adopted on",
    "comity:adoptedBy": "Adopted by",
    "comity:adoptedAt": "Adopted at",
    "comity:city": "City",
    "comity:issuedIn": "Issued in",
    "comity:legallyBinding": "Legally binding",
    "dct:subject": "Themes",
    "schema:url": "Text",
    "skos:note": "Note",
}
_MEASURES = ("endorser-count", "endorsing-country-count", "signatory-count", "ratification-count")
_RELATED = 4  # texts to compare with that are named
_PICTURES = {"votes": votes, "support": support, "map": supporters_map, "lineage": lineage}


@sheet("declaration")
def declaration(almanac: Almanac, thing: Thing, day: str) -> Sheet:
    """Return the sheet of a declaration."""
    done = actions(almanac, thing.id, day)
    held = ballots(almanac, thing, day)
    missing = silent(almanac, thing, day)
    stated = almanac.naming("comity:statedIn", thing.id)
    told = totals(almanac, thing.id, day)
    tables = (
        acts.table(almanac, thing, done),
        acts.turned(almanac, thing, held),
        acts.missing(almanac, thing, missing),
        published(almanac, thing, told),
        relations.table(almanac, thing, day),
        positions(almanac, stated, f"Positions stated in {thing.label}", day, without="text"),
    )
    values: dict[str, Any] = {
        "facts": facts(almanac, thing, _FACTS),
        "begun": thing.span.happened(day),
        "supporters": parted(supporters(almanac, thing.id, day).values()),
        **_rungs(done),
        "later": len(almanac.naming("comity:declaration", thing.id)) - len(done),
        "newest": [total for name in _MEASURES if (total := newest(told, f"measure:{name}"))],
        "missing": missing,
        "related": relations.texts(almanac, thing, day)[:_RELATED],
        **{name: draw(almanac, thing, day) for name, draw in _PICTURES.items()},
        "disputes": disputes(almanac, thing),
    }
    return Sheet(tuple(table for table in tables if table.rows), values)


def _rungs(done: acts.Done) -> dict[str, Any]:
    """Return how many signed and how many are bound, which of a treaty are told apart."""
    signed, bound = parties(done, SIGNED), parties(done, BOUND)
    return {
        "treaty": bool(signed and bound),
        "signed": parted(signed.values()),
        "bound": parted(bound.values()),
    }
