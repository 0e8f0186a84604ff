"""Read the terms of the ontology: what each means, how it stands to others, how it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from comity.vocabulary import BASE, expand
from comity.web.names import Names, anchor, shorten
from comity.web.shapes import Row, Shapes
from comity.web.triples import Triples, is_iri
from comity.web.usage import Usage

KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "datatype property",
    "rdfs:Datatype": "datatype",
}
TRAITS = {
    "owl:FunctionalProperty": "functional",
    "owl:InverseFunctionalProperty": "inverse functional",
    "owl:IrreflexiveProperty": "irreflexive",
    "owl:ReflexiveProperty": "reflexive",
    "owl:SymmetricProperty": "symmetric",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:TransitiveProperty": "transitive",
}
_NOTES = {
    "skos:scopeNote": "Scope",
    "skos:example": "Example",
    "skos:editorialNote": "Editorial note",
    "skos:note": "On the alignment",
}
_RELATED = {
    "rdfs:subClassOf": "Subclass of",
    "rdfs:subPropertyOf": "Sub-property of",
    "owl:disjointUnionOf": "Is exactly one of",
    "owl:hasKey": "Key",
    "owl:equivalentClass": "Same as",
    "owl:equivalentProperty": "Same as",
    "owl:inverseOf": "Inverse of",
    "rdfs:domain": "Domain",
    "rdfs:range": "Range",
    "rdfs:seeAlso": "Takes its values from",
    "skos:exactMatch": "Exact match",
    "skos:closeMatch": "Close match",
    "skos:broadMatch": "Broader match",
    "skos:narrowMatch": "Narrower match",
}
_RELATED_BACK = {
    "rdfs:subClassOf": "Superclass of",
    "rdfs:subPropertyOf": "Super-property of",
    "rdfs:domain": "In the domain of",
    "rdfs:range": "In the range of",
}
_UNIONS = frozenset({"rdfs:domain", "rdfs:range", "owl:equivalentClass", "owl:disjointUnionOf"})


@dataclass(frozen=True)
class Term:
    """Hold what there is to say of one term.

    ``facts`` are names and values of a list; ``rows`` what the shapes allow on a class.
    """

    iri: str
    label: str
    kind: str
    traits: tuple[str, ...]
    definition: str
    facts: tuple[tuple[str, Markup], ...]
    rows: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        """Return the fragment at which the term is described."""
        return anchor(self.iri)

    @property
    def name(self) -> str:
        """Return the prefixed name of the term."""
        return shorten(self.iri)


@dataclass(frozen=True)
class Node:
    """Hold a term and the terms under it."""

    term: Term
    below: tuple[Node, ...]


class Terms:
    """Read terms from the graph of the ontology, with what shapes and usage say of them."""

    def __init__(self, graph: Triples, names: Names, shapes: Shapes, usage: Usage) -> None:
        self._graph = graph
        self._names = names
        self._usage = usage
        self._checks = {iri: shapes.of(iri) for iri in targets(shapes)}
        self._rows = {iri: tuple(shapes.rows(iri)) for iri in self._checks}
        self._allowed = _allowed(self._rows)
        self._back = {name: self._turned(name) for name in _RELATED_BACK}

    def own(self, kind: str) -> list[Term]:
        """Return the terms of the ontology of a kind, given as a prefixed name, by local name."""
        found = {iri for iri in self._graph.subjects("rdf:type", kind) if iri.startswith(BASE)}
        return [self.term(iri) for iri in sorted(found, key=lambda iri: (iri.lower(), iri))]

    def reused_classes(self) -> list[Term]:
        """Return the classes of other vocabularies that the shapes check."""
        return [self.term(iri) for iri in sorted(self._rows) if not iri.startswith(BASE)]

    def reused_properties(self) -> list[Term]:
        """Return the properties of other vocabularies that shapes allow or that have a name."""
        named = {iri for iri, _ in self._graph.pairs("rdfs:label") if not iri.startswith(BASE)}
        found = named | {iri for iri in self._allowed if not iri.startswith(BASE)}
        return [self.term(iri) for iri in sorted(found - set(self._rows), key=shorten)]

    def tree(self, terms: Sequence[Term]) -> tuple[Node, ...]:
        """Return terms, each under those of which it is a subclass or a sub-property."""
        by_iri = {term.iri: term for term in terms}
        above = {iri: self._above(iri) & set(by_iri) for iri in by_iri}

        def nodes(parent: str, path: tuple[str, ...]) -> tuple[Node, ...]:
            found = [iri for iri in by_iri if parent in above[iri] and iri not in path]
            return tuple(Node(by_iri[iri], nodes(iri, (*path, iri))) for iri in found)

        tops = [iri for iri in by_iri if not above[iri]]
        return tuple(Node(by_iri[iri], nodes(iri, (iri,))) for iri in tops)

    def _above(self, iri: str) -> set[str]:
        found = ("rdfs:subClassOf", "rdfs:subPropertyOf")
        return {each for property_ in found for each in self._graph.objects(iri, property_)}

    def term(self, iri: str) -> Term:
        """Return what there is to say of a term."""
        types = self._graph.objects(iri, "rdf:type")
        return Term(
            iri,
            self._graph.value(iri, "rdfs:label") or shorten(iri).rpartition(":")[2],
            next((kind for name, kind in KINDS.items() if expand(name) in types), ""),
            tuple(trait for name, trait in TRAITS.items() if expand(name) in types),
            self._graph.value(iri, "skos:definition"),
            (*self._notes(iri), *self._related(iri), *self._used(iri)),
            self._rows.get(iri, ()),
        )

    def _notes(self, iri: str) -> Iterator[tuple[str, Markup]]:
        for property_, name in _NOTES.items():
            for text in self._graph.objects(iri, property_):
                yield name, Markup("{}").format(text)

    def _related(self, iri: str) -> Iterator[tuple[str, Markup]]:
        for property_, name in _RELATED.items():
            word = " or " if property_ in _UNIONS else ", "
            nodes = self._graph.objects(iri, property_)
            if found := [each for node in nodes for each in self._graph.members(node)]:
                yield name, self._names.links(found, word)
        for property_, name in _RELATED_BACK.items():
            if found := self._back[property_].get(iri, []):
                yield name, self._names.links(found)

    def _used(self, iri: str) -> Iterator[tuple[str, Markup]]:
        if shapes := self._checks.get(iri):
            yield "Checked by", self._names.links(shape.iri for shape in shapes)
        if classes := self._allowed.get(iri):
            yield "Checked on", self._names.links(sorted(classes, key=shorten))
        if uses := self._usage.uses.get(iri):
            yield "Used", Markup("{:,} times").format(uses)
        if instances := self._usage.instances.get(iri):
            example = self._names.link(instances.example, instances.label)
            yield "In the graph", Markup("{:,}, such as {}").format(instances.number, example)

    def _turned(self, property_: str) -> Mapping[str, list[str]]:
        turned: defaultdict[str, list[str]] = defaultdict(list)
        for subject, node in self._graph.pairs(property_):
            for member in self._graph.members(node) if is_iri(subject) else ():
                turned[member].append(subject)
        return turned


def targets(shapes: Shapes) -> set[str]:
    """Return the classes that shapes check."""
    return {iri for shape in shapes.all for iri in shape.targets}


def _allowed(rows: Mapping[str, Iterable[Row]]) -> Mapping[str, set[str]]:
    """Return the classes on which each property is allowed."""
    allowed: defaultdict[str, set[str]] = defaultdict(set)
    for class_, each in rows.items():
        for row in each:
            if row.property:
                allowed[row.property].add(class_)
    return allowed
