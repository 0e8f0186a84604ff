"""Gather what the pages of the ontology and of the shapes tell, by a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from comity.engine import Engine
from comity.paths import root
from comity.vocabulary import BASE
from comity.web.lists import schemes
from comity.web.names import NAMESPACES, ONTOLOGY, SHAPES, Names, anchor, shorten
from comity.web.rules import rules
from comity.web.shapes import NodeShape, PropertyShape, Shapes
from comity.web.terms import KINDS, Terms
from comity.web.triples import Triples, is_iri, read
from comity.web.usage import Usage

_THIS = BASE + "ontology"
_ABOUT = {
    "owl:versionIRI": "This version",
    "owl:versionInfo": "Version",
    "dct:creator": "Creator",
    "dct:created": "Created",
    "dct:modified": "Modified",
    "dct:license": "Licence",
    "vann:preferredNamespaceUri": "Namespace",
    "vann:preferredNamespacePrefix": "Preferred prefix",
}
_ALIGNED = {
    "rdfs:subClassOf": "subclass of",
    "rdfs:subPropertyOf": "sub-property of",
    "owl:equivalentClass": "same as",
    "owl:equivalentProperty": "same as",
    "skos:exactMatch": "exact match of",
    "skos:closeMatch": "close to",
    "skos:broadMatch": "narrower than",
    "skos:narrowMatch": "broader than",
    "skos:relatedMatch": "related to",
}


@dataclass(frozen=True)
class Alignment:
    """Hold how one term of ours stands to terms of other vocabularies, and why."""

    term: Markup
    others: tuple[tuple[str, Markup], ...]
    note: str


class Ontology:
    """Read the ontology; raises what ``Engine.query`` raises."""

    def __init__(self, engine: Engine) -> None:
        graph, shapes = read(engine, "graph:ontology"), read(engine, "graph:shapes")
        names = Names(ONTOLOGY, described(graph, shapes))
        terms = Terms(graph, names, Shapes(shapes, names), Usage(engine))
        self.iri = _THIS
        self.title = graph.value(_THIS, "dct:title")
        self.description = graph.value(_THIS, "dct:description")
        self.facts = [
            (name, names.link(value, value) if value.startswith("http") else value)
            for property_, name in _ABOUT.items()
            for value in graph.objects(_THIS, property_)
        ]
        self.model = (root() / "ontology" / "model.svg").read_text(encoding="utf-8")
        self.disjoint = [
            names.links(graph.items(graph.value(axiom, "owl:members")))
            for axiom in graph.subjects("rdf:type", "owl:AllDisjointClasses")
        ]
        self.kinds = {name: terms.own(name) for name in KINDS}
        self.kinds["owl:Class"] += terms.reused_classes()
        self.trees = {name: terms.tree(found) for name, found in self.kinds.items()}
        self.reused = terms.reused_properties()
        self.schemes = schemes(graph, names)
        self.alignments = list(_alignments(graph, names))
        self.rules = [(rule, names.links(rule.states)) for rule in rules()]
        self.namespaces = sorted(NAMESPACES.items())

    def structured(self) -> dict[str, Any]:
        """Return the terms as schema.org describes such things."""
        terms = [term for found in self.kinds.values() for term in found]
        told = ((each.iri, each.label, each.definition) for each in terms if each.definition)
        return _term_set(self, told)


class ShapesGraph:
    """Read the shapes; raises what ``Engine.query`` raises."""

    title = "The shapes of comity"
    description = (
        "What the data of comity must be like, as SHACL shapes: what each kind of thing may and "
        "must have, the rules across records, and what a curator is told when one is broken."
    )

    def __init__(self, engine: Engine) -> None:
        graph, ontology = read(engine, "graph:shapes"), read(engine, "graph:ontology")
        names = Names(SHAPES, described(ontology, graph))
        found = Shapes(graph, names).all
        self.iri = BASE + "shapes"
        self.names = names
        self.all = found
        self.classes = sorted(
            (shape for shape in found if shape.targets),
            key=lambda shape: (_local_name(shape.targets[0]), not shape.properties, shape.iri),
        )
        self.rules = [shape for shape in found if shape.queries]
        self.parts = [shape for shape in found if not shape.queries and not shape.targets]
        self.lists = [
            (anchor(iri), graph.value(iri, "rdfs:label"), names.links(graph.items(iri)))
            for iri in graph.subjects("rdf:type", "rdf:List")
            if is_iri(iri)
        ]
        self.shared = _shared(found)

    def structured(self) -> dict[str, Any]:
        """Return the shapes as schema.org describes such things."""
        return _term_set(self, ((each.iri, each.label, each.message) for each in self.all))


def described(ontology: Triples, shapes: Triples) -> set[str]:
    """Return what the page of the ontology describes beside its own terms."""
    paths = {(shapes.items(path) or [path])[0] for _, path in shapes.pairs("sh:path")}
    classes = {iri for _, iri in shapes.pairs("sh:targetClass")}
    named = {iri for iri, _ in ontology.pairs("rdfs:label")}
    foreign = {iri for iri in paths | classes | named if is_iri(iri) and not iri.startswith(BASE)}
    return foreign | set(ontology.subjects("rdf:type", "skos:ConceptScheme"))


def _alignments(graph: Triples, names: Names) -> Iterator[Alignment]:
    """List the terms and values of ours that are linked to other vocabularies."""
    pairs = {relation: [*filter(_leads_out, graph.pairs(relation))] for relation in _ALIGNED}
    for iri in sorted({subject for found in pairs.values() for subject, _ in found}, key=shorten):
        others = [
            (word, names.links(found))
            for relation, word in _ALIGNED.items()
            if (found := [other for subject, other in pairs[relation] if subject == iri])
        ]
        yield Alignment(names.link(iri), tuple(others), graph.value(iri, "skos:note"))


def _leads_out(pair: tuple[str, str]) -> bool:
    subject, other = pair
    return subject.startswith(BASE) and is_iri(other) and not other.startswith(BASE)


def _shared(shapes: Iterable[NodeShape]) -> dict[str, PropertyShape]:
    """Return the property shapes that more than one node shape has, by IRI."""
    seen: set[str] = set()
    shared: dict[str, PropertyShape] = {}
    for each in (each for shape in shapes for each in shape.properties):
        if each.iri in seen:
            shared[each.iri] = each
        seen.add(each.iri)
    return dict(sorted(shared.items()))


def _local_name(iri: str) -> str:
    return shorten(iri).rpartition(":")[2].lower()


def _term_set(
    told: Ontology | ShapesGraph, terms: Iterable[tuple[str, str, str]]
) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": told.iri,
        "url": told.iri,
        "name": told.title,
        "description": told.description,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "inLanguage": "en",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": iri,
                "url": iri,
                "termCode": shorten(iri),
                "name": label,
                "description": description,
                "inDefinedTermSet": told.iri,
            }
            for iri, label, description in terms
        ],
    }
