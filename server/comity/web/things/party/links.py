"""Say in plain words how a thing is linked to others, in both directions."""

from __future__ import annotations

from collections.abc import Mapping

from comity.almanac import Almanac, Thing
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
    "relation-type:succeeds": ("Follows", "Followed by"),
    "relation-type:result-of": ("Result of", "Led to"),
    "relation-type:reflects-priorities-of": (
        "Reflects the priorities of",
        "Priorities reflected in",
    ),
    "relation-type:results-expected-at": ("Results expected at", "Results expected from"),
    "relation-type:derived-from": ("Derived from", "Source of content of"),
    "relation-type:announces-launch-of": ("Announces the launch of", "Launch announced in"),
    "relation-type:convened": ("Convened", "Convened by"),
    "relation-type:publishes": ("Publishes", "Published by"),
    "relation-type:outcome-of": ("Outcome of", "Outcome"),
    "relation-type:announced-at": ("Announced at", "Announced there"),
    "relation-type:hosted-by": ("Hosted by", "Hosts"),
}


def relations(almanac: Almanac, thing: Thing, day: str) -> list[Fact]:
    """Return what is linked to a thing by relations that can hold by a day, by kind of link."""
    found: dict[str, list[tuple[Thing, str]]] = {}
    for side, (here, there) in enumerate(_SIDES):
        for relation in almanac.naming(here, thing.id):
            if relation.span.happened(day) is not None:
                type_ = relation.one("comity:relation")
                known = _WORDS.get(type_, (almanac.label(type_).capitalize(),) * 2)
                found.setdefault(known[side], []).append((relation, relation.one(there)))
    return [_fact(almanac, word, linked) for word, linked in found.items()]


_SIDES = (("comity:subject", "comity:object"), ("comity:object", "comity:subject"))


def named_by(almanac: Almanac, thing: Thing, words: Mapping[str, str], day: str) -> list[Fact]:
    """Return the things that name one by some properties, under the words for each.

    What began after the day for certain is left out.
    """
    begun = {
        name: [
            each for each in almanac.naming(name, thing.id) if each.span.happened(day) is not None
        ]
        for name in words
    }
    return [
        Fact(
            word,
            tuple(Cell(each.label, to=each.id) for each in found),
            tuple(cited for each in found for cited in each.cited(name)),
        )
        for name, word in words.items()
        if (found := begun[name])
    ]


def _fact(almanac: Almanac, word: str, linked: list[tuple[Thing, str]]) -> Fact:
    cells = tuple(
        Cell(almanac.label(id_), to=id_, small=relation.span.start[:4]) for relation, id_ in linked
    )
    return Fact(word, cells, tuple(cited for relation, _ in linked for cited in relation.citations))
