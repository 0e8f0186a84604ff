"""Validators and caches (RFC 9110, sections 8.8.3, 13.1.2 and 15.4.5; RFC 9111, section 5.2)."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from protocol.shared import AUKUS, BROWSER, CSV, JSON, TURTLE, fields, send, varies
from serving import Reply, Server

QUERY = "SELECT ?name WHERE { country:KEN rdfs:label ?name } ORDER BY ?name"
SLOW = """SELECT (COUNT(*) AS ?n) WHERE {
  { SELECT * WHERE { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d } LIMIT 1500000 }
}"""
WHOLE = f"/graphs?graph={AUKUS}"


def again(server: Server, given: Reply, condition: str, method: str = "") -> Reply:
    assert given.status == 200
    return server.get(QUERY, method=method, If_None_Match=condition)


def test_a_query_that_can_be_repeated_has_a_weak_entity_tag_and_may_be_kept(
    endpoint: Server,
) -> None:
    reply = endpoint.get(QUERY)
    assert re.fullmatch(r'W/"[!#-~]+"', reply.headers["ETag"])
    assert reply.headers["Cache-Control"] == "public, max-age=300"
    assert varies(reply) >= {"accept", "accept-encoding"}


@pytest.mark.parametrize(
    "pattern",
    ["{}", "*", "  {}  ", '"x", {}', '{}, "x"', 'W/"x",{},W/"y"', '"x" , {} ', "{strong}", ",{},"],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_client_has_already_is_not_sent_again(
    endpoint: Server, pattern: str, method: str
) -> None:
    given = endpoint.get(QUERY)
    tag = given.headers["ETag"]
    condition = pattern.format(tag, strong=tag.removeprefix("W/"))
    reply = again(endpoint, given, condition, method)
    assert (reply.status, reply.body) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control", "Access-Control-Allow-Origin"):
        assert reply.headers[name] == given.headers[name]
    assert reply.headers["Content-Encoding"] is None


@pytest.mark.parametrize("condition", ["", '"x"', 'W/"x", "y"', "x", '"*"', "W/", ","])
def test_what_the_client_has_not_is_sent(endpoint: Server, condition: str) -> None:
    given = endpoint.get(QUERY)
    reply = again(endpoint, given, condition)
    assert (reply.status, reply.body) == (200, given.body)


def test_a_condition_holds_for_posted_queries_too(endpoint: Server) -> None:
    tag = endpoint.get(QUERY).headers["ETag"]
    assert endpoint.post(QUERY).headers["ETag"] == tag
    assert endpoint.post(QUERY, method="QUERY", If_None_Match=tag).status == 304


def test_another_question_another_form_and_another_dataset_have_other_tags(
    endpoint: Server,
) -> None:
    replies = [
        endpoint.get(QUERY),
        endpoint.get(f"{QUERY} "),
        endpoint.get(QUERY, Accept=CSV),
        endpoint.get(QUERY, Accept_Encoding="gzip"),
        endpoint.get(QUERY, Accept_Encoding="zstd"),
        endpoint.get(QUERY, ("default-graph-uri", AUKUS)),
        endpoint.get(QUERY, ("named-graph-uri", AUKUS)),
        endpoint.get(QUERY, ("$name", '"Kenya"@en')),
    ]
    tags = [reply.headers["ETag"] for reply in replies]
    assert len(set(tags)) == len(tags)


def test_the_format_counts_and_not_how_it_was_asked_for(endpoint: Server) -> None:
    tags = {
        endpoint.get(QUERY, Accept=CSV).headers["ETag"],
        endpoint.get(QUERY, Accept="text/*").headers["ETag"],
        endpoint.get(QUERY, ("format", "csv")).headers["ETag"],
    }
    assert len(tags) == 1


@pytest.mark.parametrize(
    "expression", ["NOW()", "now ( )", "RAND()", "UUID()", "STRUUID()", "BNODE()", "BNODE('a')"]
)
def test_a_query_whose_answer_changes_is_never_kept(endpoint: Server, expression: str) -> None:
    reply = endpoint.get(f"SELECT ({expression} AS ?x) WHERE {{}}")
    assert reply.status == 200
    assert reply.headers["ETag"] is None
    assert reply.headers["Cache-Control"] == "no-store"
    assert endpoint.get(f"SELECT ({expression} AS ?x) {{}}", If_None_Match="*").status == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?now WHERE { VALUES ?now { 1 } }",
        "SELECT ('NOW()' AS ?x) WHERE {}",
        'SELECT ("""RAND() \n UUID()""" AS ?x) WHERE {}',
        "SELECT (1 AS ?x) WHERE {} # NOW()",
        "SELECT (<urn:NOW()> AS ?x) WHERE {}",
        "PREFIX now: <urn:> SELECT (now:rand AS ?uuid) WHERE {}",
        "SELECT ?struuid WHERE { _:bnode rdfs:label ?struuid } LIMIT 1",
    ],
)
def test_the_words_for_it_elsewhere_in_a_query_do_no_harm(endpoint: Server, query: str) -> None:
    reply = endpoint.get(query)
    assert reply.status == 200
    assert reply.headers["ETag"]


@pytest.mark.parametrize("accept", [JSON, CSV])
def test_an_answer_from_the_cache_is_identical(endpoint: Server, accept: str) -> None:
    query = f"{QUERY} # {accept} from the cache"
    first, second = (endpoint.get(query, Accept=accept) for _ in range(2))
    assert _outcomes(endpoint, first, 2) == ["ok", "cached"]
    assert second.body == first.body
    assert fields(second) == fields(first)


def _outcomes(server: Server, reply: Reply, number: int) -> list[str]:
    """Return how each query with the digest of this reply went, from the journal.

    It is written just after the reply has left, so there may be a moment to wait.
    """
    digest = reply.headers["ETag"].strip('W/"')
    deadline = time.monotonic() + 5
    while True:
        lines = server.log.read_text().splitlines()
        told = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
        outcomes = [line["outcome"] for line in told if line["query"] == digest]
        if len(outcomes) >= number or time.monotonic() > deadline:
            return outcomes
        time.sleep(0.01)


def test_the_same_question_at_the_same_time_is_answered_once(endpoint: Server) -> None:
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(endpoint.get, [SLOW] * 4))
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 1
    assert sorted(_outcomes(endpoint, replies[0], 4)) == ["ok", "shared", "shared", "shared"]


def test_no_two_queries_are_given_the_same_uuid(endpoint: Server) -> None:
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(endpoint.get, ["SELECT (UUID() AS ?x) {}"] * 300))
    assert len({reply.body for reply in replies}) == 300


MISTAKES = [
    ("/sparql?query=bananas", 400),
    ("/sparql?query=SELECT+?now+?x", 400),
    ("/sparql?query=ASK{}&default-graph-uri=urn:none", 400),
    ("/sparql?query=CLEAR+ALL", 403),
    ("/graphs?graph=urn:none", 404),
    ("/nowhere", 404),
    ("/sparql?query=ASK{}&format=csv", 406),
]


@pytest.mark.parametrize(("path", "status"), MISTAKES)
@pytest.mark.parametrize("accept", ["application/json", "*/*", ""])
def test_a_mistake_is_never_kept(endpoint: Server, path: str, status: int, accept: str) -> None:
    reply = send(endpoint, "GET", path, Accept=accept)
    assert reply.status == status
    assert reply.headers["ETag"] is None
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("path", "status"), MISTAKES)
def test_the_page_of_a_mistake_is_never_kept(endpoint: Server, path: str, status: int) -> None:
    reply = send(endpoint, "GET", path, Accept=BROWSER)
    assert reply.status == status
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("path", "status"), MISTAKES)
def test_a_condition_does_not_hide_a_mistake(endpoint: Server, path: str, status: int) -> None:
    # RFC 9110, section 13.2.1
    assert send(endpoint, "GET", path, Accept=JSON, If_None_Match="*").status == status


def test_a_whole_graph_has_an_entity_tag_too(endpoint: Server) -> None:
    given = send(endpoint, "GET", WHOLE, Accept=TURTLE)
    tag = given.headers["ETag"]
    for condition in (tag, "*", f'"x", {tag}', tag.removeprefix("W/")):
        reply = send(endpoint, "GET", WHOLE, Accept=TURTLE, If_None_Match=condition)
        assert (reply.status, reply.body) == (304, b"")
        for name in ("ETag", "Vary", "Cache-Control"):
            assert reply.headers[name] == given.headers[name]
    others = [
        send(endpoint, "GET", WHOLE, Accept="application/n-triples"),
        send(endpoint, "GET", WHOLE, Accept=TURTLE, Accept_Encoding="gzip"),
        send(endpoint, "GET", "/graphs?default", Accept=TURTLE),
    ]
    assert len({tag, *(reply.headers["ETag"] for reply in others)}) == 4
