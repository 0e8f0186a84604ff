"""Walk over a graph that an engine has sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from comity.engine import Engine, text
from comity.formats import NTRIPLES
from comity.query import Query
from comity.vocabulary import expand


class Triples:
    """Hold the triples of one graph, terms as plain texts, for pages that are in English.

    A blank node is ``_:`` and its label. Texts in other languages are left out. Properties may be
    given as prefixed names; what is returned comes in a stable order.
    """

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._objects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for triple in triples:
            if getattr(triple.object, "language", None) not in (None, "en"):
                continue
            subject, value = _name(triple.subject), _name(triple.object)
            property_ = triple.predicate.value
            self._objects[subject, property_].append(value)
            self._subjects[property_, value].append(subject)
            self._pairs[property_].append((subject, value))

    def objects(self, subject: str, property_: str) -> list[str]:
        """Return the values of a property of a subject."""
        return sorted(self._objects.get((subject, expand(property_)), ()))

    def value(self, subject: str, property_: str) -> str:
        """Return the first value of a property of a subject, an empty text without one."""
        return next(iter(self.objects(subject, property_)), "")

    def subjects(self, property_: str, value: str) -> list[str]:
        """Return what has a value for a property."""
        return sorted(self._subjects.get((expand(property_), expand(value)), ()))

    def pairs(self, property_: str) -> list[tuple[str, str]]:
        """Return subject and value of every statement of a property."""
        return sorted(self._pairs.get(expand(property_), ()))

    def items(self, head: str) -> list[str]:
        """Return the members of an RDF list in their order; a list that runs in a ring once."""
        members: dict[str, str] = {}
        while head not in members and (first := self.value(head, "rdf:first")):
            members[head] = first
            head = self.value(head, "rdf:rest")
        return list(members.values())

    def members(self, node: str) -> list[str]:
        """Return the members of a union or a list of classes or properties, else the node alone."""
        return self.items(self.value(node, "owl:unionOf")) or self.items(node) or [node]


def read(engine: Engine, graph: str) -> Triples:
    """Ask an engine for a named graph; raises what ``Engine.query`` raises."""
    query = Query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    answer = b"".join(engine.query(query, NTRIPLES))
    return Triples(ox.parse(answer, format=ox.RdfFormat.N_TRIPLES))


def is_iri(node: str) -> bool:
    """Return whether a node has a name of its own."""
    return not node.startswith("_:")


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else text(term)
