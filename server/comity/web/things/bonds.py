"""Say how a thing is bound to others, from either end of each relation."""

from __future__ import annotations

from comity.almanac import Almanac, Citation, Thing
from comity.almanac.certainty import begun
from comity.web.tables import Cell
from comity.web.things.facts import Fact

# By the type of a relation: how its subject says it, and how its object does.
_WORDS = {
    "relation-type:implements": ("Implements", "Implemented by"),
    "relation-type:annex-of": ("Annex of", "Has the annex"),
    "relation-type:created-by": ("Set up by", "Set up"),
    "relation-type:revises": ("Revises", "Revised by"),
    "relation-type:part-of": ("Part of", "Has the part"),
    "relation-type:facilitates-engagement-in": (
        "Supports the work of its country in",
        "Supported by",
    ),
    "relation-type:builds-on": ("Builds on", "Built on by"),
    "relation-type:endorses": ("Endorses", "Endorsed by"),
    "relation-type:succeeds": ("Succeeds", "Succeeded by"),
    "relation-type:result-of": ("Result of", "Led to"),
    "relation-type:reflects-priorities-of": (
        "Reflects the priorities of",
        "Priorities reflected in",
    ),
    "relation-type:results-expected-at": ("Results expected at", "Results expected there"),
    "relation-type:derived-from": ("Derived from", "Source of content of"),
    "relation-type:announces-launch-of": ("Announces the launch of", "Launch announced in"),
    "relation-type:convened": ("Convened", "Convened by"),
    "relation-type:publishes": ("Publishes", "Published by"),
    "relation-type:outcome-of": ("Outcome of", "Outcome"),
    "relation-type:announced-at": ("Announced at", "Announced there"),
    "relation-type:hosted-by": ("Hosted by", "Hosts"),
}
_SUBJECT, _OBJECT = "comity:subject", "comity:object"
_SIDES = ((_SUBJECT, _OBJECT), (_OBJECT, _SUBJECT))


def bonds(almanac: Almanac, thing: Thing, day: str) -> list[Fact]:
    """Return the relations of a thing that had begun by a day: each name, with what it leads to."""
    found: dict[str, tuple[list[Cell], list[Citation]]] = {}
    for here, there in _SIDES:
        for relation in begun(almanac.naming(here, thing.id), day):
            word = said(almanac, relation.one("comity:relation"), turned=here == _OBJECT)
            cells, citations = found.setdefault(word, ([], []))
            cells.extend(_cell(almanac, other, relation) for other in relation.all(there))
            citations.extend(relation.citations)
    return [Fact(name, tuple(cells), tuple(cited)) for name, (cells, cited) in found.items()]


def said(almanac: Almanac, relation: str, *, turned: bool) -> str:
    """Return the words for a type of relation, as its subject says it or, turned, its object."""
    label = almanac.label(relation)
    same = label[:1].upper() + label[1:]
    return _WORDS.get(relation, (same, same))[turned]


def _cell(almanac: Almanac, other: str, relation: Thing) -> Cell:
    more = (relation.one("dct:date"), relation.one("skos:note"))
    return Cell(almanac.label(other), to=other, small="; ".join(filter(None, more)))
