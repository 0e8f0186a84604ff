"""Gather what the document about a thing says: the same triples for every format.

It is what DESCRIBE answers, for the thing and for the evidence that it has or the versions of it
that sources tell, and beside it what else in the graph names the thing (what rests on a source,
what a term is used for), and a few statements about the document itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

import pyoxigraph as ox

from comity.engine.describe import about, bounded, describe, records, sources
from comity.engine.job import Topic
from comity.formats import DOCUMENTS
from comity.turtle import predicate_order
from comity.vocabulary import DATASET, LICENSE, expand

MENTIONS = 100  # of the things that name the thing by one property, so many are told

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Facts = dict[Subject, list[ox.Triple]]

# What is told of a thing that names the one the document is about.
_OF_A_MENTION = tuple(
    ox.NamedNode(expand(name))
    for name in "rdf:type rdfs:label schema:startDate dct:date comity:asOf comity:adoptedOn".split()
)
_A, _LABEL, _WITHIN, _BACKING = (
    ox.NamedNode(expand(name))
    for name in ("rdf:type", "rdfs:label", "dct:isPartOf", "comity:evidenceFor")
)
_VERSIONS = tuple(ox.NamedNode(expand(name)) for name in ("comity:kept", "comity:rejected"))


@dataclass(frozen=True)
class Document:
    """Hold what was gathered about a thing.

    ``facts`` are the triples by subject, in the order in which they are to be read; ``records`` are
    those about the thing; ``mentions`` counts, by property, what else names it.
    """

    topic: Topic
    thing: ox.NamedNode
    facts: Facts
    records: list[ox.NamedNode]
    mentions: dict[ox.NamedNode, int]

    @property
    def triples(self) -> list[ox.Triple]:
        """Return the triples, subject after subject."""
        return [triple for triples in self.facts.values() for triple in triples]


def gather(store: ox.Store, topic: Topic) -> Document:
    """Gather what the default graph of a store says about a topic."""
    thing = ox.NamedNode(topic.iri)
    parts = sorted(_parts(store, thing), key=str)
    known = [*records(store, thing), *parts]
    naming = _naming(store, thing, {thing, *known})
    told = {role: nsmallest(MENTIONS, found, key=str) for role, found in naming.items()}
    triples = [
        *describe(store, (fact for each in (thing, *parts) for fact in bounded(store, each))),
        *sources(store, {triple.object for triple in about(store, thing, _WITHIN)}),
        *_mentions(store, thing, told),
        *_about_itself(topic, {role: len(found) for role, found in naming.items()}),
    ]
    counted = {role: len(naming[role]) for role in sorted(naming, key=str)}
    return Document(topic, thing, _by_subject(triples), known, counted)


def _parts(store: ox.Store, thing: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """Yield the evidence for a thing, and the versions that a disagreement is between."""
    for quad in store.quads_for_pattern(None, _BACKING, thing, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject
    for role in _VERSIONS:
        for triple in about(store, thing, role):
            if isinstance(triple.object, ox.NamedNode):
                yield triple.object


def _naming(
    store: ox.Store, thing: ox.NamedNode, but: set[ox.NamedNode]
) -> dict[ox.NamedNode, list[ox.NamedNode]]:
    """Return by property what names a thing, apart from what the document has whole."""
    found = defaultdict(list)
    for quad in store.quads_for_pattern(None, None, thing, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject not in but:
            found[quad.predicate].append(quad.subject)
    return found


def _mentions(
    store: ox.Store, thing: ox.NamedNode, told: dict[ox.NamedNode, list[ox.NamedNode]]
) -> Iterator[ox.Triple]:
    for role, subjects in told.items():
        yield from about(store, role, _LABEL)
        for subject in subjects:
            yield ox.Triple(subject, role, thing)
    for subject in {subject for subjects in told.values() for subject in subjects}:
        for role in _OF_A_MENTION:
            for triple in about(store, subject, role):
                yield triple
                if role == _A and isinstance(triple.object, ox.NamedNode):
                    yield from about(store, triple.object, _LABEL)


def _about_itself(topic: Topic, mentions: dict[ox.NamedNode, int]) -> Iterator[ox.Triple]:
    """Describe the document: what it is about, its licence, what it is part of, what it leaves out.

    All formats hold the same triples, and so they all tell of the one in Turtle and name the rest.
    """
    addresses = {ending: ox.NamedNode(f"{topic.iri}.{ending}") for ending in ("html", *DOCUMENTS)}
    document = addresses.pop("ttl")
    yield ox.Triple(document, _A, ox.NamedNode(expand("foaf:Document")))
    yield ox.Triple(document, _iri("foaf:primaryTopic"), ox.NamedNode(topic.iri))
    yield ox.Triple(document, _iri("dct:isPartOf"), ox.NamedNode(DATASET))
    yield ox.Triple(document, _iri("dct:license"), ox.NamedNode(LICENSE))
    yield ox.Triple(document, _iri("owl:versionInfo"), ox.Literal(topic.version))
    for other in addresses.values():
        yield ox.Triple(document, _iri("dct:hasFormat"), other)
    for role, number in mentions.items():
        if number > MENTIONS:
            said = f"{number} things name this one by <{role.value}>; {MENTIONS} of them are here."
            yield ox.Triple(document, _iri("rdfs:comment"), ox.Literal(said, language="en"))


def _iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _by_subject(triples: Iterable[ox.Triple]) -> Facts:
    """Return triples by subject, each once and always in the same order."""
    found: dict[Subject, set[ox.Triple]] = {}
    for triple in triples:
        found.setdefault(triple.subject, set()).add(triple)
    return {subject: sorted(facts, key=_order) for subject, facts in found.items()}


def _order(triple: ox.Triple) -> tuple[tuple[int, str], str]:
    return predicate_order(triple.predicate.value), str(triple.object)
