"""Say how a thing is bound to others, from either end of each relation."""

from __future__ import annotations

from comity.almanac import Almanac, Citation, Thing
from comity.web.tables import Cell
from comity.web.things.facts import Fact

# What a relation is called at its object; its name there is not in the data.
_BACK = {
    "relation-type:annex-of": "Annex",
    "relation-type:announced-at": "Announced there",
    "relation-type:announces-launch-of": "Launch announced in",
    "relation-type:builds-on": "Built on by",
    "relation-type:convened": "Convened by",
    "relation-type:created-by": "Created",
    "relation-type:derived-from": "Content taken into",
    "relation-type:endorses": "Endorsed by",
    "relation-type:facilitates-engagement-in": "Engagement facilitated by",
    "relation-type:implements": "Implemented by",
    "relation-type:outcome-of": "Outcome",
    "relation-type:part-of": "Has part",
    "relation-type:reflects-priorities-of": "Priorities reflected in",
    "relation-type:result-of": "Result",
    "relation-type:results-expected-at": "Results expected there",
    "relation-type:revises": "Revised by",
    "relation-type:succeeds": "Succeeded by",
}


def bonds(almanac: Almanac, thing: Thing, day: str) -> list[Fact]:
    """Return the relations of a thing that had begun by a day: each name, with what it leads to."""
    found: dict[str, tuple[list[Cell], list[Citation]]] = {}
    for here, there in (("comity:subject", "comity:object"), ("comity:object", "comity:subject")):
        for relation in almanac.naming(here, thing.id):
            if relation.span.happened(day) is not None:
                cells, citations = found.setdefault(_name(almanac, relation, here), ([], []))
                for other in relation.all(there):
                    cells.append(_cell(almanac, other, relation))
                citations.extend(relation.citations)
    return [Fact(name, tuple(cells), tuple(cited)) for name, (cells, cited) in found.items()]


def _name(almanac: Almanac, relation: Thing, here: str) -> str:
    type_ = relation.one("comity:relation")
    label = almanac.label(type_)
    return _BACK.get(type_, label) if here == "comity:object" else label[:1].upper() + label[1:]


def _cell(almanac: Almanac, other: str, relation: Thing) -> Cell:
    said = (relation.one("dct:date"), relation.one("skos:note"))
    return Cell(almanac.label(other), to=other, small="; ".join(filter(None, said)))
