"""The dataset of a query (SPARQL 1.1 Protocol, section 2.1.4; SPARQL 1.1 Query, section 13)."""

from __future__ import annotations

import socket

import pytest

from protocol.shared import BOTH, DIRECT, FORM, ONE, THREE, TWO, UNKNOWN, encoded, rows, send, truth
from protocol.shared import value as only
from serving import Reply, Server

Dataset = tuple[tuple[str, str], ...]

THINGS = "SELECT ?s WHERE { ?s a <urn:Thing> } ORDER BY ?s"
NAMED_THINGS = "SELECT ?g ?s WHERE { GRAPH ?g { ?s a <urn:Thing> } } ORDER BY ?g ?s"
NAMES = {ONE: "one", TWO: "two", THREE: "three", BOTH: "both"}


def default(*graphs: str) -> Dataset:
    return tuple(("default-graph-uri", graph) for graph in graphs)


def named(*graphs: str) -> Dataset:
    return tuple(("named-graph-uri", graph) for graph in graphs)


def by_get(server: Server, query: str, dataset: Dataset) -> Reply:
    return send(server, "GET", f"/sparql?{encoded(('query', query), *dataset)}")


def by_form(server: Server, query: str, dataset: Dataset) -> Reply:
    body = encoded(("query", query), *dataset).encode()
    return send(server, "POST", "/sparql", body, Content_Type=FORM)


def by_form_with_the_dataset_in_the_address(server: Server, query: str, dataset: Dataset) -> Reply:
    body = encoded(("query", query)).encode()
    return send(server, "POST", f"/sparql?{encoded(*dataset)}", body, Content_Type=FORM)


def directly(server: Server, query: str, dataset: Dataset) -> Reply:
    path = f"/sparql?{encoded(*dataset)}"
    return send(server, "POST", path, query.encode(), Content_Type=DIRECT)


def by_the_method_query(server: Server, query: str, dataset: Dataset) -> Reply:
    path = f"/sparql?{encoded(*dataset)}"
    return send(server, "QUERY", path, query.encode(), Content_Type=DIRECT)


WAYS = [by_get, by_form, by_form_with_the_dataset_in_the_address, directly, by_the_method_query]


@pytest.mark.parametrize("ask", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    ("dataset", "things", "named_things"),
    [
        # QUERY_DATASET_DEFAULT_GRAPH, _DEFAULT_GRAPHS, _NAMED_GRAPHS and _FULL
        (default(ONE), ["one"], []),
        (default(ONE, TWO), ["one", "two"], []),
        (default(ONE, ONE), ["one"], []),
        (default(ONE, BOTH), ["one"], []),
        (named(TWO), [], ["two two"]),
        (named(ONE, TWO), [], ["one one", "two two"]),
        (named(ONE, ONE), [], ["one one"]),
        (default(THREE) + named(ONE, TWO), ["three"], ["one one", "two two"]),
        (default(ONE) + named(ONE), ["one"], ["one one"]),
        (named(BOTH) + default(THREE, TWO), ["three", "two"], ["both one"]),
    ],
)
def test_the_dataset_consists_of_the_graphs_that_are_named_and_no_others(
    endpoint: Server, ask: object, dataset: Dataset, things: list[str], named_things: list[str]
) -> None:
    assert callable(ask)
    found = [row["s"] for row in rows(ask(endpoint, THINGS, dataset))]
    assert found == [f"urn:{name}" for name in things]
    pairs = [
        f"{NAMES[row['g']]} {row['s'][4:]}" for row in rows(ask(endpoint, NAMED_THINGS, dataset))
    ]
    assert pairs == named_things


@pytest.mark.parametrize(
    ("clause", "things", "named_things"),
    [
        (f"FROM <{ONE}>", ["one"], []),
        (f"FROM <{ONE}> FROM <{TWO}>", ["one", "two"], []),
        (f"FROM <{ONE}> FROM <{BOTH}>", ["one"], []),
        (f"FROM NAMED <{ONE}>", [], ["one one"]),
        (f"FROM NAMED <{ONE}> FROM NAMED <{BOTH}>", [], ["both one", "one one"]),
        (f"FROM <{THREE}> FROM NAMED <{TWO}>", ["three"], ["two two"]),
        ("FROM graph:added\\/one", ["one"], []),
        ("FROM <graph/added/one>", ["one"], []),
    ],
)
def test_from_clauses_choose_the_dataset(
    endpoint: Server, clause: str, things: list[str], named_things: list[str]
) -> None:
    found = rows(endpoint.get(THINGS.replace("WHERE", f"{clause} WHERE")))
    assert [row["s"] for row in found] == [f"urn:{name}" for name in things]
    found = rows(endpoint.get(NAMED_THINGS.replace("WHERE", f"{clause} WHERE")))
    assert [f"{NAMES[row['g']]} {row['s'][4:]}" for row in found] == named_things


@pytest.mark.parametrize("ask", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("clause", [f"FROM <{ONE}>", f"FROM NAMED <{ONE}>", f"FROM <{UNKNOWN}>"])
def test_the_dataset_of_the_protocol_overrides_that_of_the_query(
    endpoint: Server, ask: object, clause: str
) -> None:
    assert callable(ask)  # QUERY_MULTIPLE_DATASET
    query = f"ASK {clause} {{ <urn:two> a <urn:Thing> FILTER NOT EXISTS {{ <urn:one> ?p ?o }} }}"
    assert truth(ask(endpoint, query, default(TWO)))
    query = f"ASK {clause} {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}"
    assert not truth(ask(endpoint, query, default(TWO)))


def test_without_a_dataset_the_default_graph_is_the_merge_of_all(endpoint: Server) -> None:
    assert [row["s"] for row in rows(endpoint.get(THINGS))] == ["urn:one", "urn:three", "urn:two"]
    assert len(rows(endpoint.get(NAMED_THINGS))) == 4


def test_a_graph_by_its_name_is_asked_without_any_dataset(endpoint: Server) -> None:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{TWO}> {{ ?s ?p ?o }} }}"
    assert only(endpoint.get(query)) == "4"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s a <urn:Thing> }", b'"boolean":true'),
        ("CONSTRUCT WHERE { ?s a <urn:Thing> }", b"<urn:one> a <urn:Thing> .\n"),
        ("DESCRIBE <urn:one> <urn:two>", b"<urn:one> <urn:in> 1 ;\n\ta <urn:Thing> .\n"),
    ],
)
def test_every_form_of_a_query_is_asked_of_the_dataset(
    endpoint: Server, query: str, expected: bytes
) -> None:
    assert expected in endpoint.get(query, *default(ONE)).body


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize(
    "graph", [UNKNOWN, f"{ONE}x", "graph:added/one", "added/one", "", "no iri", "<urn:x>"]
)
def test_a_graph_that_is_not_there_is_refused(endpoint: Server, parameter: str, graph: str) -> None:
    reply = endpoint.get("ASK {}", (parameter, graph), Accept="application/json")
    assert reply.status == 400
    assert graph in str(reply.json["detail"])


@pytest.mark.parametrize("clause", [f"FROM <{UNKNOWN}>", f"FROM NAMED <{UNKNOWN}>"])
def test_a_clause_with_a_graph_that_is_not_there_is_refused_too(
    endpoint: Server, clause: str
) -> None:
    assert endpoint.get(f"ASK {clause} {{ ?s ?p ?o }}").status == 400


@pytest.mark.parametrize("clause", ["default-graph-uri", "named-graph-uri", "FROM", "FROM NAMED"])
def test_nothing_is_fetched(endpoint: Server, clause: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        if clause.startswith("FROM"):
            endpoint.get(f"ASK {clause} <{there}> {{ ?s ?p ?o }}")
        else:
            endpoint.get("ASK { ?s ?p ?o }", (clause, there))
        with pytest.raises(TimeoutError):
            listener.accept()
