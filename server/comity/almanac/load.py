"""Load the almanac from any engine, with one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from comity.almanac.span import Span
from comity.almanac.things import Almanac, Citation, Thing
from comity.engine.base import Engine
from comity.formats import NTRIPLES
from comity.query import Query
from comity.vocabulary import shorten

# Derived statements that are many, and that pages tell from the records themselves.
_ALL = """
CONSTRUCT { ?thing ?property ?value } WHERE {
  VALUES ?class {
    comity:Country comity:Forum comity:Agency comity:Declaration comity:Meeting comity:Initiative
    comity:Position org:Membership comity:Action comity:Relation comity:Tally comity:Coverage
    comity:Disagreement comity:Version comity:Evidence comity:Source comity:Passage skos:Concept
  }
  ?thing a ?class ; ?property ?value .
  FILTER(?property NOT IN (comity:endorsed, comity:memberOf))
}
"""
_PARTS = {"membership": "org:organization", "action": "comity:declaration"}
_SOURCE_KINDS = ("official", "secondary", "reference")

_Facts = Mapping[str, tuple[str, ...]]


def load(engine: Engine, version: str, today: str) -> Almanac:
    """Load an almanac; takes the version of the data, and the day that counts as today."""
    facts, labels, names = _read(engine)
    spans = {id_: Span.read(each) for id_, each in facts.items()}
    for id_, each in facts.items():
        whole = each.get(_PARTS.get(id_.partition(":")[0], ""), ("",))[0]
        if whole in spans:
            spans[id_] = spans[id_].no_sooner(spans[whole])
    citations = _citations(facts)
    things = [
        Thing(
            id_,
            labels.get(id_) or next(iter(each.get("rdfs:label", ())), id_),
            each,
            names.get(id_, {}),
            spans[id_],
            tuple(sorted(citations[id_], key=lambda cited: _rank(cited, facts))),
        )
        for id_, each in facts.items()
    ]
    return Almanac(version, today, sorted(things, key=_order))


def _read(engine: Engine) -> tuple[dict[str, _Facts], dict[str, str], dict[str, dict[str, str]]]:
    """Return the facts by thing and property, English labels, and names by thing and language."""
    answer = b"".join(engine.query(Query(_ALL), NTRIPLES))
    facts: defaultdict[str, defaultdict[str, list[str]]]
    facts = defaultdict(lambda: defaultdict(list))
    labels: dict[str, str] = {}
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    short = cache(shorten)  # each name once in memory, however often it is named
    for subject, predicate, value, _ in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES):
        id_, name = short(getattr(subject, "value", "")), short(predicate.value)
        if isinstance(value, ox.NamedNode):
            facts[id_][name].append(short(value.value))
        elif isinstance(value, ox.Literal):
            facts[id_][name].append(value.value)
            if name == "rdfs:label" and value.language == "en":
                labels[id_] = value.value
            elif name == "skos:prefLabel" and value.language:
                names[id_][value.language] = value.value
    found: dict[str, _Facts] = {
        id_: {name: tuple(sorted(values)) for name, values in each.items()}
        for id_, each in facts.items()
    }
    return found, labels, names


def _citations(facts: Mapping[str, _Facts]) -> defaultdict[str, list[Citation]]:
    found: defaultdict[str, list[Citation]] = defaultdict(list)
    for id_, each in facts.items():
        if id_.startswith("evidence:"):
            for about in each.get("comity:evidenceFor", ()):
                for backs in each.get("comity:backs", ("",)):
                    found[about].extend(_cited(each, facts, backs))
        else:
            found[id_].extend(_cited(each, facts, ""))
    for id_, citations in found.items():
        # Where a passage tells more, the source alone tells nothing.
        better = {each.source for each in citations if each.passage}
        found[id_] = [each for each in citations if each.passage or each.source not in better]
    return found


def _cited(each: _Facts, facts: Mapping[str, _Facts], backs: str) -> Iterator[Citation]:
    for cited in each.get("dct:source", ()):
        if cited.startswith("passage:"):
            for source in facts.get(cited, {}).get("dct:isPartOf", ()):
                yield Citation(source, cited, backs)
        else:
            yield Citation(cited, "", backs)


def _rank(cited: Citation, facts: Mapping[str, _Facts]) -> tuple[int, str, str, str]:
    """Order official sources before others, and the older before the newer."""
    source = facts.get(cited.source, {})
    kind = source.get("comity:sourceKind", ("",))[0].partition(":")[2]
    rank = _SOURCE_KINDS.index(kind) if kind in _SOURCE_KINDS else len(_SOURCE_KINDS)
    return rank, source.get("dct:issued", ("9",))[0], cited.source, cited.passage


def _order(thing: Thing) -> tuple[str, str, str, str]:
    dated = thing.span.latest_start if thing.id.partition(":")[0] in _DATED else ""
    return thing.kind, dated or "", thing.label.casefold(), thing.id


_DATED = frozenset(
    "membership action relation tally meeting declaration position initiative".split()
)
