"""What the endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import RDF, URIRef
from rdflib.compare import isomorphic

from comity.formats import GRAPHS, RESULTS
from protocol.shared import BROWSER, LIMITS, NTRIPLES, RDF_TYPES, TURTLE, rows, send, value, varies
from serving import Server

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
FORMATS = rdflib.Namespace("http://www.w3.org/ns/formats/")
COMITY = rdflib.Namespace("https://w3id.org/comity/ontology#")


def read(body: bytes, name: str = "nt") -> rdflib.Graph:
    graph = rdflib.Graph()
    if name in ("nquads", "trig"):
        for triple in (
            rdflib.Dataset(default_union=True).parse(body, format=name).triples((None, None, None))
        ):
            graph.add(triple)
        return graph
    return graph.parse(body, format=name)


@pytest.fixture
def description(endpoint: Server) -> rdflib.Graph:
    return read(send(endpoint, "GET", "/sparql", Accept=NTRIPLES).body)


@pytest.fixture
def service(endpoint: Server) -> URIRef:
    return URIRef(f"{endpoint.address}/sparql")


def number(graph: rdflib.Graph, subject: object, predicate: URIRef) -> int:
    assert isinstance(subject, rdflib.term.Node)
    return int(str(graph.value(subject, predicate)))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("accept", "name"), RDF_TYPES.items())
def test_it_describes_itself_in_every_format(
    endpoint: Server, description: rdflib.Graph, accept: str, name: str
) -> None:
    reply = send(endpoint, "GET", "/sparql", Accept=accept)
    assert (reply.status, reply.media_type) == (200, accept)
    assert varies(reply) >= {"accept"}
    assert isomorphic(read(reply.body, name), description)


@pytest.mark.parametrize("each", GRAPHS, ids=lambda each: each.name)
def test_it_describes_itself_in_a_format_by_name(endpoint: Server, each: object) -> None:
    assert each in GRAPHS
    name = getattr(each, "name", "")
    reply = send(endpoint, "GET", f"/sparql?format={name}", Accept="image/png")
    assert reply.media_type == getattr(each, "media_type", "")


def test_turtle_is_what_one_gets_without_asking_and_browsers_get_a_page(endpoint: Server) -> None:
    for accept in ("", "*/*"):
        assert send(endpoint, "GET", "/sparql", Accept=accept).media_type == TURTLE
    assert send(endpoint, "GET", "/sparql", Accept=BROWSER).media_type == "text/html"
    assert send(endpoint, "GET", "/sparql?format=html").media_type == "text/html"


@pytest.mark.parametrize("wanted", ["text/csv", "application/sparql-results+json", "*/*;q=0"])
def test_it_cannot_be_described_in_a_table(endpoint: Server, wanted: str) -> None:
    reply = send(endpoint, "GET", "/sparql", Accept=wanted)
    assert reply.status == 406
    assert set(RDF_TYPES) <= set(reply.json["available"])  # type: ignore[call-overload]
    assert send(endpoint, "GET", f"/sparql?format={wanted}", Accept=TURTLE).status == 406


def test_aliases_count_for_a_description_as_for_an_answer(endpoint: Server) -> None:
    for alias in ("application/json", "application/xml", "text/xml"):
        assert send(endpoint, "GET", "/graphs", Accept=alias).status == 200
        assert send(endpoint, "GET", "/sparql", Accept=alias).status == 200


def test_the_service_is_what_was_asked(description: rdflib.Graph, service: URIRef) -> None:
    # The test suite of the W3C: RETURNS-RDF, HAS-ENDPOINT-TRIPLE, CONFORMS-TO-SCHEMA
    assert list(description.subjects(RDF.type, SD.Service)) == [service]
    assert list(description.subject_objects(SD.endpoint)) == [(service, service)]


@pytest.mark.parametrize("host", ["example.org", "example.org:8080", "[2001:db8::1]:80"])
def test_the_service_is_described_under_the_host_that_was_asked(
    endpoint: Server, host: str
) -> None:
    reply = send_to(endpoint, host)
    (there,) = read(reply).subjects(RDF.type, SD.Service)
    assert str(there) == f"http://{host.removesuffix(':80')}/sparql"


def send_to(server: Server, host: str) -> bytes:
    return server.fetch("/sparql", Host=host, Accept=NTRIPLES).body


def test_language_features_and_formats_are_told(description: rdflib.Graph, service: URIRef) -> None:
    assert list(description.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert list(description.objects(service, SD.feature)) == [SD.UnionDefaultGraph]
    told = set(description.objects(service, SD.resultFormat))
    assert told == {
        FORMATS[name]
        for name in (
            "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV "
            "Turtle N-Triples JSON-LD RDF_XML N-Quads TriG"
        ).split()
    }
    assert len(told) == len(RESULTS) + len(GRAPHS)


def test_the_default_graph_has_its_true_size(
    endpoint: Server, description: rdflib.Graph, service: URIRef
) -> None:
    dataset = description.value(service, SD.defaultDataset)
    default = description.value(dataset, SD.defaultGraph)
    assert (dataset, RDF.type, SD.Dataset) in description
    assert (default, RDF.type, SD.Graph) in description
    counted = value(endpoint.get("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))
    assert number(description, default, VOID.triples) == int(counted)


def test_each_named_graph_has_its_true_size(
    endpoint: Server, description: rdflib.Graph, service: URIRef
) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    counted = {row["g"]: int(row["n"]) for row in rows(endpoint.get(query))}
    told = {}
    for named in description.objects(description.value(service, SD.defaultDataset), SD.namedGraph):
        assert (named, RDF.type, SD.NamedGraph) in description
        graph = description.value(named, SD.graph)
        told[str(description.value(named, SD.name))] = number(description, graph, VOID.triples)
    assert told == counted


def test_the_limits_are_those_the_server_was_started_with(
    endpoint: Server, description: rdflib.Graph, service: URIRef
) -> None:
    assert str(description.value(service, COMITY.timeLimit)) == f"PT{LIMITS['timeout']}S"
    assert number(description, service, COMITY.memoryLimit) == LIMITS["memory"] * 1024**2
    assert number(description, service, COMITY.queryLimit) == LIMITS["workers"]
    longest = number(description, service, COMITY.requestLimit)
    body = b"bananas".ljust(longest + 1)
    direct = {"Content_Type": "application/sparql-query"}
    assert endpoint.fetch("/sparql", body[:-1], **direct).status == 400
    assert endpoint.fetch("/sparql", body, **direct).status == 413


def test_every_term_of_the_project_in_it_is_defined_by_the_ontology(
    endpoint: Server, description: rdflib.Graph
) -> None:
    used = {each for each in map(str, description.predicates()) if each.startswith(COMITY)}
    assert used
    values = " ".join(f"<{each}>" for each in used)
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ {values} }} ?x a ?type ; rdfs:label ?name }}"
    assert {row["x"] for row in rows(endpoint.get(query))} == used
