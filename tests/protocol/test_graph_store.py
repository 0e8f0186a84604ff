"""Whole graphs (SPARQL 1.1 Graph Store HTTP Protocol, sections 4 and 5.2), for reading only."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
import rdflib
from rdflib.compare import isomorphic

from protocol.shared import (
    AUKUS,
    BROWSER,
    GRAPH,
    NTRIPLES,
    ONE,
    PROBLEM,
    RDF_TYPES,
    TURTLE,
    TWO,
    UNKNOWN,
    fields,
    rows,
    send,
    value,
    varies,
)
from serving import Server

ALL = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def whole(graph: str) -> str:
    return f"/graphs?graph={quote(graph, safe='')}"


def lines(body: bytes) -> list[bytes]:
    return sorted(body.splitlines())


def test_a_named_graph_has_the_triples_that_a_query_finds_in_it(endpoint: Server) -> None:
    graphs = [row["g"] for row in rows(endpoint.get(ALL))]
    assert len(graphs) > 50
    chosen = {*graphs[::40], ONE, TWO, *(f"{GRAPH}{name}" for name in ("derived", "shapes"))}
    for graph in chosen:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        found = endpoint.get(query, Accept=NTRIPLES)
        given = send(endpoint, "GET", whole(graph), Accept=NTRIPLES)
        assert lines(given.body) == lines(found.body), graph


def test_the_default_graph_is_given_whole(endpoint: Server) -> None:
    given = send(endpoint, "GET", "/graphs?default", Accept=NTRIPLES)
    number = value(endpoint.get("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))
    assert len(set(given.body.splitlines())) == len(given.body.splitlines()) == int(number)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("accept", "name"), RDF_TYPES.items())
@pytest.mark.parametrize("graph", [TWO, AUKUS])
def test_a_graph_is_the_same_in_every_format(
    endpoint: Server, accept: str, name: str, graph: str
) -> None:
    reply = send(endpoint, "GET", whole(graph), Accept=accept)
    assert (reply.status, reply.media_type) == (200, accept)
    assert varies(reply) >= {"accept", "accept-encoding"}
    read = rdflib.Dataset(default_union=True).parse(reply.body, format=name)
    plain = send(endpoint, "GET", whole(graph), Accept=NTRIPLES).body
    triples = rdflib.Graph()
    for triple in read.triples((None, None, None)):
        triples.add(triple)
    assert isomorphic(triples, rdflib.Graph().parse(plain, format="nt"))


@pytest.mark.parametrize("name", ["turtle", "nt", "jsonld", "rdfxml", "nq", "trig", TURTLE])
def test_the_parameter_format_comes_before_the_header(endpoint: Server, name: str) -> None:
    path = f"{whole(ONE)}&format={quote(name)}"
    by_name = send(endpoint, "GET", path, Accept="image/png")
    assert by_name.status == 200
    again = send(endpoint, "GET", whole(ONE), Accept=by_name.media_type)
    assert fields(again) == fields(by_name)


def test_turtle_is_what_one_gets_without_asking(endpoint: Server) -> None:
    for accept in ("", "*/*"):
        assert send(endpoint, "GET", whole(ONE), Accept=accept).media_type == TURTLE


@pytest.mark.parametrize("path", [whole(ONE), "/graphs?default"])
def test_head_gives_the_header_alone(endpoint: Server, path: str) -> None:
    given, asked = (send(endpoint, method, path, Accept=TURTLE) for method in ("GET", "HEAD"))
    assert asked.body == b""
    assert fields(asked) == fields(given)


@pytest.mark.parametrize("graph", [UNKNOWN, f"{ONE}x", "added/one", "graph:added/one", "x y", "<>"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_graph_that_is_not_there_is_not_found(endpoint: Server, graph: str, method: str) -> None:
    reply = send(endpoint, method, whole(graph), Accept="application/json")
    assert (reply.status, reply.media_type) == (404, PROBLEM)


@pytest.mark.parametrize(
    "path",
    [
        f"{whole(ONE)}&default",
        f"/graphs?default=&graph={ONE}",
        f"{whole(ONE)}&graph={TWO}",
        f"{whole(ONE)}&graph={ONE}",
        "/graphs?default&graph=",
        "/graphs?graph=",
        "/graphs?default&default",
    ],
)
def test_anything_but_exactly_one_graph_is_refused(endpoint: Server, path: str) -> None:
    reply = send(endpoint, "GET", path, Accept="application/json")
    assert reply.status in (400, 404)
    assert reply.media_type == PROBLEM


@pytest.mark.parametrize("wanted", ["format=csv", "format=html", "format=", "format=bananas"])
def test_a_graph_has_no_page_and_no_table(endpoint: Server, wanted: str) -> None:
    reply = send(endpoint, "GET", f"{whole(ONE)}&{wanted}", Accept="application/json")
    assert reply.status == 406
    assert reply.json["available"] == list(RDF_TYPES)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/graphs", "/graphs?default", whole(ONE), whole(UNKNOWN)])
def test_no_graph_can_be_written(endpoint: Server, method: str, path: str) -> None:
    reply = send(endpoint, method, path, b"<urn:s> <urn:p> 1 .", Content_Type=TURTLE)
    assert reply.status == 405
    assert "GET" in reply.headers["Allow"]


def test_nothing_has_changed_after_attempts_to_write(endpoint: Server) -> None:
    before = send(endpoint, "GET", whole(ONE), Accept=NTRIPLES)
    send(endpoint, "PUT", whole(ONE), b"", Content_Type=NTRIPLES)
    send(endpoint, "DELETE", whole(ONE))
    assert send(endpoint, "GET", whole(ONE), Accept=NTRIPLES).body == before.body


def test_the_list_leads_a_browser_to_every_graph(endpoint: Server) -> None:
    page = send(endpoint, "GET", "/graphs", Accept=BROWSER)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    listed = re.findall(r'<a href="(/graphs\?graph=[^"]+)">([^<]+)</a>', page.body.decode())
    assert [name for _, name in listed] == [row["g"] for row in rows(endpoint.get(ALL))]
    for path, _ in listed[:3]:
        assert send(endpoint, "GET", path.replace("&amp;", "&")).status == 200
    assert b'href="/graphs?default' in page.body


def test_the_list_is_a_description_of_the_service_for_programs(endpoint: Server) -> None:
    told = send(endpoint, "GET", "/graphs", Accept=NTRIPLES)
    described = send(endpoint, "GET", "/sparql", Accept=NTRIPLES)
    assert lines(told.body) == lines(described.body)
    assert f"<{GRAPH}data/countries>".encode() in told.body
    assert send(endpoint, "GET", "/graphs?format=html").media_type == "text/html"
