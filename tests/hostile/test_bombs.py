"""An attacker sends one query that would take forever, or all memory there is."""

from __future__ import annotations

import time

import pytest

from hostile.conftest import TIMEOUT, Figures
from hostile.load import fresh
from hostile.rude import NORMAL
from serving import Reply, Server

A_BIT_MORE = 4  # seconds after the deadline: half of one, and the rest for a busy machine

PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
IMPOSSIBLE = "FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) < 0)"
CHAIN = "/".join(["(a|!a)*"] * 12)
DOUBLED = " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(40))
BLOWN_UP = " ".join(
    f'BIND(REPLACE(?s{n}, ".", "$0$0$0$0$0$0$0$0$0$0") AS ?s{n + 1})' for n in range(9)
)

TOO_LONG = {
    "a product of all triples, counted": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "a product that nothing passes": f"SELECT * {{ {PRODUCT} {IMPOSSIBLE} }}",
    "paths in paths": "SELECT (COUNT(*) AS ?n) { ?s ((((a|!a)*)*/(^a|!^a)*)*|!a)* ?o }",
    "expressions over a product": f"SELECT (SUM(STRLEN(SHA512(STR(?a)))) AS ?n) {{ {PRODUCT} }}",
    "a CONSTRUCT that yields one triple": f"CONSTRUCT {{ <urn:x> <urn:x> 1 }} {{ {PRODUCT} }}",
}
TOO_MUCH = {
    "a chain of paths over everything": f"SELECT (COUNT(*) AS ?n) {{ ?s {CHAIN} ?o }}",
    "a product within EXISTS": f"ASK {{ FILTER EXISTS {{ {PRODUCT} {IMPOSSIBLE} }} }}",
    "ORDER BY over a product": f"SELECT * {{ {PRODUCT} }} ORDER BY ?c ?f",
    "GROUP_CONCAT over a product": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?all) {{ {PRODUCT} }}",
    "DISTINCT over a product": f"SELECT DISTINCT * {{ {PRODUCT} }}",
    "groups of one row": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {PRODUCT} }} GROUP BY ?a ?d ?g",
    "a string doubled often": f'SELECT (STRLEN(?s40) AS ?n) {{ BIND("xx" AS ?s0) {DOUBLED} }}',
    "a graph of a product": f"CONSTRUCT {{ ?a ?e ?i }} {{ {PRODUCT} }}",
    "all rows of a product": f"SELECT * {{ {PRODUCT} }}",
    "REPLACE that blows up": f'SELECT (STRLEN(?s9) AS ?n) {{ BIND("xxxx" AS ?s0) {BLOWN_UP} }}',
}


def _timed(server: Server, query: str, **headers: str) -> tuple[Reply, float]:
    started = time.monotonic()
    reply = server.post(query, **headers)
    return reply, time.monotonic() - started


@pytest.mark.parametrize("name", TOO_LONG)
def test_a_query_that_takes_forever_is_ended_at_the_deadline_and_the_next_is_answered(
    server: Server, figures: Figures, name: str
) -> None:
    reply, seconds = _timed(server, TOO_LONG[name])
    assert reply.status == 503
    assert f"ran for {TIMEOUT:g} seconds" in str(reply.json["detail"])
    assert TIMEOUT <= seconds < TIMEOUT + A_BIT_MORE
    assert "Retry-After" in reply.headers
    figures(f"bomb, {name}", ended_after_s=seconds)
    assert b"Kenya" in server.get(fresh()).body


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_query_that_takes_all_memory_is_ended_by_then_and_the_next_is_answered(
    server: Server, figures: Figures, name: str
) -> None:
    reply, seconds = _timed(server, TOO_MUCH[name])
    told = str(reply.json.get("detail"))
    assert reply.status == 503, reply.body[:200]
    assert "MiB" in told or f"ran for {TIMEOUT:g} seconds" in told
    assert seconds < TIMEOUT + A_BIT_MORE
    assert "Retry-After" in reply.headers
    figures(f"bomb, {name}", ended_after_s=seconds, why="memory" if "MiB" in told else "time")
    assert b"Kenya" in server.get(fresh()).body


def test_a_pattern_that_catastrophic_matchers_choke_on_is_answered_at_once(server: Server) -> None:
    text = "A" * 100_000
    query = f'SELECT (REGEX("{text}!", "^(A+)+$") AS ?found) {{}}'
    reply, seconds = _timed(server, query, Accept="text/csv")
    assert (reply.status, reply.body) == (200, b"found\r\nfalse\r\n")
    assert seconds < TIMEOUT


@pytest.mark.parametrize(
    "pattern", ["(a{1000}){1000}", "((a{100}){100}){100}", "(" * 200 + ")" * 200]
)
def test_a_pattern_that_compiles_to_something_huge_is_no_trouble(
    server: Server, pattern: str
) -> None:
    reply, seconds = _timed(server, f'SELECT (REGEX("aaaa", "{pattern}") AS ?found) {{}}')
    assert reply.status in (200, 400, 503)
    assert seconds < TIMEOUT + A_BIT_MORE
    assert b"Kenya" in server.get(fresh()).body


def test_values_of_almost_a_mebibyte_are_answered(server: Server) -> None:
    rows = " ".join(str(n) for n in range(140_000))
    reply, seconds = _timed(server, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {rows} }} }}")
    assert reply.status == 200
    assert b'"140000"' in reply.body
    assert seconds < TIMEOUT


def test_a_long_word_in_lower_case_is_no_trouble(server: Server) -> None:
    """Finding the prefixes of a query must take linear time."""
    reply, seconds = _timed(server, f"{NORMAL} #{'x' * 900_000}")
    assert reply.status == 200
    assert seconds < TIMEOUT
