"""Read the value lists: each a SKOS concept scheme, its concepts one under the other."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from comity.web.names import Names, anchor, local
from comity.web.triples import Triples

_FACTS = {
    "skos:altLabel": "Also",
    "skos:scopeNote": "Scope",
    "skos:example": "Example",
    "skos:historyNote": "History",
    "skos:editorialNote": "Editorial note",
    "skos:note": "Note",
}
_LINKS = {
    "skos:related": "Related to",
    "skos:exactMatch": "Exact match",
    "skos:closeMatch": "Close match",
    "skos:broadMatch": "Broader match",
    "skos:narrowMatch": "Narrower match",
    "skos:relatedMatch": "Related match",
    "comity:directProperty": "Stated directly by",
    "comity:countsRole": "Counts the roles",
    "comity:countsAct": "Counts the acts",
    "comity:countsOnly": "Counts only",
}


@dataclass(frozen=True)
class Concept:
    """Hold one value, where its page is, and the values under it."""

    href: str
    notation: str
    label: str
    definition: str
    facts: tuple[tuple[str, Markup], ...]
    narrower: tuple[Concept, ...]


@dataclass(frozen=True)
class Scheme:
    """Hold one list: its values, how many, and the properties that take them."""

    iri: str
    label: str
    description: str
    concepts: tuple[Concept, ...]
    number: int
    properties: Markup

    @property
    def anchor(self) -> str:
        """Return the fragment at which the list is described."""
        return anchor(self.iri)

    @property
    def href(self) -> str:
        """Return where the list has a page of its own."""
        return local(self.iri)


def schemes(graph: Triples, names: Names) -> list[Scheme]:
    """Return the lists of a graph by label."""

    def concepts(property_: str, above: str, path: tuple[str, ...] = ()) -> tuple[Concept, ...]:
        below = [each for each in graph.subjects(property_, above) if each not in path]
        found = (_concept(each, (*path, each)) for each in below)
        return tuple(sorted(found, key=lambda each: (each.notation, each.label)))

    def _concept(iri: str, path: tuple[str, ...]) -> Concept:
        texts = [
            (name, Markup("{}").format(text))
            for property_, name in _FACTS.items()
            for text in graph.objects(iri, property_)
        ]
        linked = [
            (name, names.links(found))
            for property_, name in _LINKS.items()
            if (found := graph.objects(iri, property_))
        ]
        return Concept(
            local(iri),
            graph.value(iri, "skos:notation"),
            graph.value(iri, "skos:prefLabel"),
            graph.value(iri, "skos:definition"),
            (*texts, *linked),
            concepts("skos:broader", iri, path),
        )

    found = [
        Scheme(
            iri,
            graph.value(iri, "skos:prefLabel"),
            graph.value(iri, "dct:description"),
            concepts("skos:topConceptOf", iri),
            len(graph.subjects("skos:inScheme", iri)),
            names.links(graph.subjects("rdfs:seeAlso", iri)),
        )
        for iri in graph.subjects("rdf:type", "skos:ConceptScheme")
    ]
    return sorted(found, key=lambda each: each.label)
