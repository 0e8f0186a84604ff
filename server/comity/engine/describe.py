"""Answer DESCRIBE with what a reader of the graph needs to know of a thing.

SPARQL leaves the content to the service (SPARQL 1.1 Query, section 16.4). Here it is the Concise
Bounded Description of each thing (W3C submission of 3 June 2005), which follows blank nodes, and
beside it the same of each record about the thing, such as its memberships and acts, the labels of
all that is named, and the sources that are cited: where in which publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from comity.vocabulary import expand

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_NAMED = tuple(
    ox.NamedNode(expand(name))
    for name in "org:member org:organization comity:party comity:declaration comity:subject "
    "comity:object comity:holder comity:tallies comity:about".split()
)
_COVERAGE = ox.NamedNode(expand("comity:coverage"))
_LABEL = ox.NamedNode(expand("rdfs:label"))
_CITED = ox.NamedNode(expand("dct:source"))
_WITHIN = ox.NamedNode(expand("dct:isPartOf"))
_OF_A_SOURCE = tuple(
    ox.NamedNode(expand(name))
    for name in "dct:isPartOf comity:locator dct:title schema:url comity:publisherName "
    "dct:issued".split()
)
_DEFAULT = ox.DefaultGraph()


def describe(store: ox.Store, plain: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield, each triple once, a description of each thing that the engine itself describes.

    Takes the store, of which the default graph is read, and the triples that the engine gives: the
    subjects in them are what was to be described.
    """
    seen: set[ox.Triple] = set()
    for triple in _described(store, list(plain)):
        if triple not in seen:
            seen.add(triple)
            yield triple


def _described(store: ox.Store, plain: list[ox.Triple]) -> Iterator[ox.Triple]:
    facts = list(plain)
    things = {triple.subject for triple in plain if isinstance(triple.subject, ox.NamedNode)}
    for thing in sorted(things, key=str):
        for record in records(store, thing):
            facts += bounded(store, record)
    facts += sources(store, {triple.object for triple in facts if triple.predicate == _CITED})
    yield from facts
    named = {term for triple in facts for term in triple if isinstance(term, ox.NamedNode)}
    for term in sorted(named, key=str):
        yield from about(store, term, _LABEL)


def records(store: ox.Store, thing: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the records about a thing, such as its memberships, in the order of their IRIs."""
    found = {
        quad.subject
        for role in _NAMED
        for quad in store.quads_for_pattern(None, role, thing, _DEFAULT)
    } | {quad.object for quad in store.quads_for_pattern(thing, _COVERAGE, None, _DEFAULT)}
    return sorted((each for each in found if isinstance(each, ox.NamedNode)), key=str)


def bounded(store: ox.Store, thing: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Triple]:
    """Yield the triples about a thing and about the blank nodes that these lead to."""
    open_, done = [thing], set[ox.NamedNode | ox.BlankNode]()
    while open_:
        subject = open_.pop()
        done.add(subject)
        for quad in store.quads_for_pattern(subject, None, None, _DEFAULT):
            yield quad.triple
            if isinstance(quad.object, ox.BlankNode) and quad.object not in done:
                open_.append(quad.object)


def sources(store: ox.Store, open_: set[Term]) -> Iterator[ox.Triple]:
    """Yield what there is to know of some passages and publications, to find and to cite them."""
    done: set[Term] = set()
    open_ = set(open_)
    while open_ - done:
        for cited in sorted(open_ - done, key=str):
            done.add(cited)
            if isinstance(cited, ox.NamedNode):
                for role in (*_OF_A_SOURCE, _LABEL):
                    for triple in about(store, cited, role):
                        yield triple
                        if role == _WITHIN:
                            open_.add(triple.object)


def about(store: ox.Store, thing: ox.NamedNode, role: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the triples with a thing as subject and one predicate."""
    for quad in store.quads_for_pattern(thing, role, None, _DEFAULT):
        yield quad.triple
