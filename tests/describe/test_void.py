"""Every number in VoID is what SPARQL counts, over HTTP, in the graphs that it says it counts."""

from __future__ import annotations

from collections import defaultdict

import pytest
import rdflib
from rdflib import RDF, URIRef
from rdflib.term import Node

from comity.vocabulary import GRAPH
from describe.shared import DATASET, DOCUMENTS, EXT, VOID, document
from protocol.shared import rows
from serving import Server

# All graphs but those that describe, merged: a triple in two of them counts once.
DESCRIPTIONS = " ".join(f"<{GRAPH}{name}>," for name in DOCUMENTS).rstrip(",")
FACTS = f"""{{ SELECT DISTINCT ?s ?p ?o WHERE {{
  GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({DESCRIPTIONS})) }} }}"""
TYPES = f"""{{ SELECT DISTINCT ?s ?class WHERE {{
  GRAPH ?h {{ ?s a ?class }} FILTER(isIRI(?class) && ?h NOT IN ({DESCRIPTIONS})) }} }}"""
OBJECTS = TYPES.replace("?s ", "?o ").replace("?class", "?objectClass").replace("?h", "?k")


@pytest.fixture(scope="module")
def void(server: Server) -> rdflib.Graph:
    return document(server, DOCUMENTS["void"])


def counted(server: Server, query: str) -> dict[tuple[str, ...], int]:
    """Return the number in each solution by its other values."""
    solutions = rows(server.get(query))
    return {
        tuple(value for name, value in solution.items() if name != "n"): int(solution["n"])
        for solution in solutions
    }


def number(void: rdflib.Graph, node: Node, property_: URIRef) -> int:
    (value,) = void.objects(node, property_)
    return int(str(value))


@pytest.mark.parametrize(
    ("property_", "counts", "where"),
    [
        (VOID.triples, "COUNT(*)", ""),
        (VOID.distinctSubjects, "COUNT(DISTINCT ?s)", ""),
        (VOID.distinctObjects, "COUNT(DISTINCT ?o)", ""),
        (VOID.properties, "COUNT(DISTINCT ?p)", ""),
        (VOID.entities, "COUNT(DISTINCT ?s)", "FILTER(isIRI(?s))"),
        (VOID.classes, "COUNT(DISTINCT ?o)", "FILTER(?p = rdf:type && isIRI(?o))"),
        (
            VOID.documents,
            "COUNT(DISTINCT ?s)",
            'FILTER(REGEX(STR(?s), "^https://w3id.org/comity/[^#]*$"))',
        ),
    ],
)
def test_the_totals_are_what_sparql_counts(
    server: Server, void: rdflib.Graph, property_: URIRef, counts: str, where: str
) -> None:
    query = f"SELECT ({counts} AS ?n) WHERE {{ {FACTS} {where} }}"
    assert counted(server, query) == {(): number(void, DATASET, property_)}


def test_there_is_a_part_for_each_class_with_the_true_number_of_things(
    server: Server, void: rdflib.Graph
) -> None:
    told = {
        (str(void.value(part, VOID["class"])),): number(void, part, VOID.entities)
        for part in void.objects(DATASET, VOID.classPartition)
    }
    query = f"SELECT ?class (SUM(IF(isIRI(?s), 1, 0)) AS ?n) WHERE {{ {TYPES} }} GROUP BY ?class"
    assert told == counted(server, query)
    assert told["urn:odd:Class#é",] == 1


@pytest.mark.parametrize(
    ("property_", "counts"),
    [
        (VOID.triples, "COUNT(*)"),
        (VOID.distinctSubjects, "COUNT(DISTINCT ?s)"),
        (VOID.distinctObjects, "COUNT(DISTINCT ?o)"),
    ],
)
def test_there_is_a_part_for_each_property_with_its_true_numbers(
    server: Server, void: rdflib.Graph, property_: URIRef, counts: str
) -> None:
    told = {
        (str(void.value(part, VOID.property)),): number(void, part, property_)
        for part in void.objects(DATASET, VOID.propertyPartition)
    }
    query = f"SELECT ?p ({counts} AS ?n) WHERE {{ {FACTS} }} GROUP BY ?p"
    assert told == counted(server, query)


def properties_of_classes(void: rdflib.Graph) -> dict[Node, tuple[str, str]]:
    return {
        part: (str(void.value(whole, VOID["class"])), str(void.value(part, VOID.property)))
        for whole in void.objects(DATASET, VOID.classPartition)
        for part in void.objects(whole, VOID.propertyPartition)
    }


def test_each_class_has_a_part_for_each_property_with_the_true_number_of_triples(
    server: Server, void: rdflib.Graph
) -> None:
    parts = properties_of_classes(void)
    told = {key: number(void, part, VOID.triples) for part, key in parts.items()}
    query = f"SELECT ?class ?p (COUNT(*) AS ?n) WHERE {{ {TYPES} {FACTS} }} GROUP BY ?class ?p"
    assert len(told) == len(parts) > 300
    assert told == counted(server, query)


@pytest.mark.parametrize(
    ("parting", "property_", "query"),
    [
        (
            VOID.classPartition,
            VOID["class"],
            f"""SELECT ?class ?p ?objectClass (COUNT(*) AS ?n)
              WHERE {{ {TYPES} {FACTS} {OBJECTS} }} GROUP BY ?class ?p ?objectClass""",
        ),
        (
            EXT.datatypePartition,
            EXT.datatype,
            f"""SELECT ?class ?p ?datatype (COUNT(*) AS ?n)
              WHERE {{ {TYPES} {FACTS} FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?datatype) }}
              GROUP BY ?class ?p ?datatype""",
        ),
    ],
    ids=["class", "datatype"],
)
def test_each_property_of_a_class_is_parted_by_what_its_values_are(
    server: Server, void: rdflib.Graph, parting: URIRef, property_: URIRef, query: str
) -> None:
    told = {
        (*key, str(void.value(part, property_))): number(void, part, VOID.triples)
        for whole, key in properties_of_classes(void).items()
        for part in void.objects(whole, parting)
    }
    assert len(told) > 150
    assert told == counted(server, query)


def test_each_linkset_has_the_true_number_of_links(server: Server, void: rdflib.Graph) -> None:
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for links in void.subjects(RDF.type, VOID.Linkset):
        assert void.value(links, VOID.subjectsTarget) == DATASET
        space = str(void.value(void.value(links, VOID.objectsTarget), VOID.uriSpace))
        predicate = str(void.value(links, VOID.linkPredicate))
        told[space][predicate] = number(void, links, VOID.triples)
    assert {"http://www.wikidata.org/entity/", "https://sws.geonames.org/"} < set(told)
    for space, linked in told.items():
        query = f"""SELECT ?p (COUNT(*) AS ?n) WHERE {{ {FACTS}
          FILTER(?p IN (skos:exactMatch, skos:closeMatch) && STRSTARTS(STR(?o), "{space}")) }}
          GROUP BY ?p"""
        assert {(predicate,): n for predicate, n in linked.items()} == counted(server, query)


@pytest.mark.parametrize("name", ["ontology", "shapes", "derived"])
def test_the_graphs_that_it_consists_of_have_their_true_size(
    server: Server, void: rdflib.Graph, name: str
) -> None:
    graph = URIRef(GRAPH + name)
    assert (DATASET, VOID.subset, graph) in void
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    assert counted(server, query) == {(): number(void, graph, VOID.triples)}


def test_the_data_alone_have_their_true_size(server: Server, void: rdflib.Graph) -> None:
    query = f"""SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?s ?p ?o WHERE {{
      GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPH}data/")) }} }}"""
    assert counted(server, query) == {(): number(void, URIRef(f"{DATASET}#data"), VOID.triples)}


def test_the_example_resources_are_described(server: Server, void: rdflib.Graph) -> None:
    given = set(void.objects(DATASET, VOID.exampleResource))
    assert len(given) > 4
    for thing in given:
        assert server.get(f"ASK {{ <{thing}> a ?class }}").json["boolean"] is True


def test_every_vocabulary_is_used(server: Server, void: rdflib.Graph) -> None:
    told = {str(each) for each in void.objects(DATASET, VOID.vocabulary)}
    assert "https://w3id.org/comity/ontology" in told
    assert "http://rdfs.org/ns/void#" not in told
    used = rows(server.get(f"SELECT DISTINCT ?p WHERE {{ {FACTS} }}"))
    types = rows(server.get(f"SELECT DISTINCT ?class WHERE {{ {TYPES} }}"))
    names = [row["p"] for row in used] + [row["class"] for row in types]
    for vocabulary in told:
        assert any(name.startswith(vocabulary) for name in names), vocabulary
