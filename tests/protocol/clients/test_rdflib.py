"""A Python user opens the endpoint as an rdflib graph, or asks it from within a query."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from rdflib.term import Identifier, Node

from protocol.clients.shared import (
    ASK,
    AUKUS,
    CONSTRUCT,
    COUNTRY,
    KENYA_HAS_A_NAME,
    MALFORMED,
    SELECT,
)

country = Namespace(COUNTRY)
KENYA = Literal("Kenya", lang="en")
MEMBERSHIP = URIRef("http://www.w3.org/ns/org#Membership")


def rows(graph: Graph, query: str, **bound: Identifier) -> list[tuple[Node, ...]]:
    """Ask for a table."""
    answer = graph.query(query, initBindings=bound)
    return [tuple(row) for row in answer if isinstance(row, ResultRow)]


@pytest.fixture(params=["GET", "POST", "POST_FORM"])
def remote(endpoint: str, request: pytest.FixtureRequest) -> Graph:
    """Open the endpoint as a graph that sends its questions in one of the three ways."""
    return Graph(SPARQLStore(endpoint, method=request.param))


def test_the_graph_answers_queries_of_each_form(remote: Graph) -> None:
    assert rows(remote, SELECT) == [(KENYA,)]
    assert remote.query(ASK).askAnswer is True
    assert list(remote.query(CONSTRUCT)) == [(country.KEN, RDFS.label, KENYA)]


def test_the_graph_is_walked_like_a_local_one(remote: Graph) -> None:
    assert list(remote.triples((country.KEN, RDFS.label, None))) == [
        (country.KEN, RDFS.label, KENYA)
    ]
    assert remote.value(country.KEN, RDFS.label) == KENYA
    assert (country.KEN, RDFS.label, KENYA) in remote
    assert len(remote) > 90_000


def test_a_prefix_of_the_user_is_understood_and_a_variable_is_bound(remote: Graph) -> None:
    remote.bind("land", country)
    assert rows(remote, "SELECT ?name { ?which rdfs:label ?name }", name=KENYA) == [(KENYA,)]
    assert remote.query("ASK { land:KEN rdfs:label 'Kenya'@en }").askAnswer is True


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_table_is_read_in_the_format_chosen(endpoint: str, form: str) -> None:
    ((name,),) = rows(Graph(SPARQLStore(endpoint, returnFormat=form)), SELECT)
    assert name == (Literal("Kenya") if form == "csv" else KENYA)  # CSV has no languages


def test_a_named_graph_is_opened_by_its_name(remote: Graph) -> None:
    forum = Graph(remote.store, identifier=URIRef(AUKUS))
    assert len(list(forum.subjects(RDF.type, MEMBERSHIP))) == 3
    assert 3 < len(forum) < 1000


def test_the_named_graphs_are_listed(endpoint: str) -> None:
    store = SPARQLStore(endpoint)
    assert AUKUS in {str(each) for each in store.contexts()}
    (graph,) = store.contexts((country.KEN, RDFS.label, KENYA))
    assert str(graph).startswith("https://w3id.org/comity/graph/")


def test_a_mistake_is_an_error_in_python(endpoint: str) -> None:
    with pytest.raises(ValueError, match="your SPARQL query"):  # by POST, rdflib swallows errors
        Graph(SPARQLStore(endpoint)).query(MALFORMED)


def test_a_local_query_fetches_a_part_of_its_answer_from_the_endpoint(endpoint: str) -> None:
    mine = Graph()
    mine.add((country.KEN, URIRef("urn:visited"), Literal(2024)))
    query = (
        f"SELECT ?name ?year {{ <{country.KEN}> <urn:visited> ?year "
        f"SERVICE <{endpoint}> {{ {KENYA_HAS_A_NAME} }} }}"
    )
    assert rows(mine, query) == [(KENYA, Literal(2024))]
