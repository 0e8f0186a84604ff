"""Count what descriptions tell of a graph, in a handful of queries whatever its classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from comity.vocabulary import PREFIXES

Rows = list[dict[str, str]]

_TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }
"""
# An entity has an IRI (VoID, section 4.5); a document has one without a fragment.
_ENTITIES = """
SELECT (COUNT(?s) AS ?entities) (SUM(IF(?document, 1, 0)) AS ?documents) WHERE {
  { SELECT DISTINCT ?s WHERE { ?s ?p ?o } }
  FILTER(isIRI(?s))
  BIND(STRSTARTS(STR(?s), "https://w3id.org/comity/") && !CONTAINS(STR(?s), "#") AS ?document)
}
"""
_CLASSES = """
SELECT ?class (SUM(IF(isIRI(?s), 1, 0)) AS ?entities) WHERE { ?s a ?class FILTER(isIRI(?class)) }
GROUP BY ?class ORDER BY ?class
"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?property ?o } GROUP BY ?property ORDER BY ?property
"""
_VALUES = """
SELECT ?class ?property ?datatype (COUNT(*) AS ?triples)
WHERE { ?s a ?class ; ?property ?o FILTER(isIRI(?class)) BIND(DATATYPE(?o) AS ?datatype) }
GROUP BY ?class ?property ?datatype ORDER BY ?class ?property ?datatype
"""
# The subquery makes the engine join by hash and not by look-ups, which takes half the time.
_OBJECTS = """
SELECT ?class ?property ?objectClass (COUNT(*) AS ?triples) WHERE {
  { SELECT ?s ?property ?objectClass WHERE { ?o a ?objectClass . ?s ?property ?o } }
  ?s a ?class
  FILTER(isIRI(?class) && isIRI(?objectClass))
} GROUP BY ?class ?property ?objectClass ORDER BY ?class ?property ?objectClass
"""
_LINKS = """
SELECT ?property ?object WHERE {
  VALUES ?property { skos:exactMatch skos:closeMatch } ?s ?property ?object FILTER(isIRI(?object))
}
"""
_GRAPHS = """
SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } FILTER(isIRI(?graph)) }
GROUP BY ?graph ORDER BY ?graph
"""
# A draft that is laid over the graph may have days that are none: the cast leaves them out.
_FIRST = """
SELECT (MIN(?day) AS ?first) WHERE {
  ?thing comity:earliestStart ?text BIND(xsd:date(STR(?text)) AS ?day) FILTER(BOUND(?day))
}
"""
_LAST = """
SELECT (MAX(?day) AS ?last) WHERE {
  ?thing comity:latestStart|comity:latestEnd ?text
  BIND(xsd:date(STR(?text)) AS ?day) FILTER(BOUND(?day))
}
"""
_REGIONS = "SELECT DISTINCT ?iri WHERE { ?country comity:region ?iri } ORDER BY ?iri"
_THEMES = """
SELECT DISTINCT ?iri WHERE { ?thing dct:subject ?iri . ?iri skos:inScheme scheme:themes }
ORDER BY ?iri
"""


@dataclass(frozen=True)
class Counts:
    """Hold what was counted in the default graph, each as rows of texts by variable.

    ``values`` has the triples by class, property and type of literal, ``objects`` those by class,
    property and class of the object; ``links`` the matches to things elsewhere. ``graphs``
    has the number of triples in each named graph.
    """

    totals: dict[str, str]
    classes: Rows
    properties: Rows
    values: Rows
    objects: Rows
    links: Rows
    graphs: dict[str, int]


@dataclass(frozen=True)
class Coverage:
    """Hold what the graph is about: first and last day, if any; regions and themes as IRIs."""

    first: str
    last: str
    regions: tuple[str, ...]
    themes: tuple[str, ...]


def count(store: ox.Store) -> Counts:
    """Count a store that has no descriptions in it yet."""
    (totals,), (entities,) = (rows(store, each) for each in (_TOTALS, _ENTITIES))
    return Counts(
        totals=totals | entities,
        classes=rows(store, _CLASSES),
        properties=rows(store, _PROPERTIES),
        values=rows(store, _VALUES),
        objects=rows(store, _OBJECTS),
        links=rows(store, _LINKS),
        graphs={row["graph"]: int(row["triples"]) for row in rows(store, _GRAPHS)},
    )


def coverage(store: ox.Store) -> Coverage:
    """Find out which time, which regions and which themes a store covers."""
    (first,), (last,) = (rows(store, each) for each in (_FIRST, _LAST))
    regions, themes = (
        tuple(row["iri"] for row in rows(store, each)) for each in (_REGIONS, _THEMES)
    )
    return Coverage(first.get("first", ""), last.get("last", ""), regions, themes)


def rows(store: ox.Store, query: str) -> Rows:
    """Return the solutions of a query, each as the texts of its bound variables by name."""
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101
    names = [variable.value for variable in solutions.variables]
    return [dict(_bound(names, solution)) for solution in solutions]


def _bound(names: list[str], solution: ox.QuerySolution) -> Iterator[tuple[str, str]]:
    for name in names:
        term = solution[name]
        if isinstance(term, ox.NamedNode | ox.Literal):
            yield name, term.value
