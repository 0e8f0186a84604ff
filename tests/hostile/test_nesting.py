"""An attacker nests so deeply that a parser which calls itself would overflow its stack."""

from __future__ import annotations

import time

import pytest

from hostile.conftest import TIMEOUT, Figures
from hostile.load import fresh, normal_beside
from hostile.processes import Family
from hostile.rude import NORMAL
from serving import Server

DEEP = 10_000
DIRECT = "application/sparql-query"


def _around(before: str, inside: str, after: str, times: int = DEEP) -> str:
    return before * times + inside + after * times


NESTED = {
    "braces": f"SELECT * {_around('{', '?s a ?o', '}')}",
    "FILTER parentheses": f"ASK {{ FILTER{_around('(', 'true', ')')} }}",
    "minus signs": f"SELECT ({'- ' * DEEP}1 AS ?n) {{}}",
    "OPTIONAL": f"SELECT * {{ {_around('OPTIONAL{', '?s a ?o', '}')} }}",
    "UNION in UNION": f"SELECT * {{ {_around('{{?s a ?o}UNION', '{?s a ?o}', '}')} }} LIMIT 1",
    "subselects": f"SELECT * {{ {_around('{SELECT*{', '?s a ?o', '}}')} }} LIMIT 1",
    "path parentheses": f"SELECT * {{ ?s {_around('(', 'a', ')')} ?o }} LIMIT 1",
    "inverse paths": f"SELECT * {{ ?s {'^' * DEEP}a ?o }} LIMIT 1",
    "alternatives of paths": f"SELECT * {{ ?s {'a|' * DEEP}a ?o }} LIMIT 1",
    "stars of paths": f"SELECT * {{ ?s {_around('(', 'a', ')*')} ?o }} LIMIT 1",
    "blank nodes": f"SELECT * {{ {_around('[a ', '?o', ']')} }} LIMIT 1",
    "collections": f"SELECT * {{ ?s a {_around('(', '', ')')} }} LIMIT 1",
    "NOT EXISTS": f"ASK {{ {_around('FILTER NOT EXISTS{', '?s a ?o', '}')} }}",
    "IF": f"SELECT ({_around('IF(true,', '1', ',2)', 5000)} AS ?n) {{}}",
    "functions": f"SELECT ({_around('STR(', '1', ')')} AS ?n) {{}}",
    "opening brackets alone": "SELECT * " + "{" * DEEP,
}
CHAINED = {
    "exclamation marks": f"ASK {{ FILTER({'!' * DEEP}true) }}",
    "sums": f"SELECT ({'1+' * DEEP}1 AS ?n) {{}}",
    "ors": f"ASK {{ FILTER({'false||' * DEEP}true) }}",
    "ands": f"ASK {{ FILTER({'true&&' * DEEP}true) }}",
    "UNION in a row": f"SELECT * {{ {'{?s a ?o}UNION' * DEEP}{{?s a ?o}} }} LIMIT 1",
    "sequences of paths": f"SELECT * {{ ?s {'a/' * DEEP}a ?o }} LIMIT 1",
    "MINUS": f"ASK {{ {'?s a ?o ' + 'MINUS{?s a ?o}' * DEEP} }}",
    "quoted triples": f"ASK {{ {_around('<<', '?s', ' a ?o>>')} a ?o }}",
}


@pytest.mark.parametrize("name", NESTED)
def test_a_query_nested_ten_thousand_levels_deep_is_answered_or_refused(
    server: Server, name: str
) -> None:
    started = time.monotonic()
    reply = server.fetch("/sparql", NESTED[name].encode(), Content_Type=DIRECT)
    assert time.monotonic() - started < TIMEOUT + 4
    assert reply.status in (200, 400, 503), reply.body[:300]
    assert reply.status == 200 or reply.json["detail"]
    assert b"Kenya" in server.get(fresh()).body


@pytest.mark.parametrize("name", CHAINED)
def test_a_chain_of_ten_thousand_links_is_answered_or_refused(server: Server, name: str) -> None:
    reply = server.fetch("/sparql", CHAINED[name].encode(), Content_Type=DIRECT)
    assert reply.status in (200, 400, 503), reply.body[:300]


@pytest.mark.parametrize("name", CHAINED)
def test_a_chain_of_ten_thousand_links_ends_no_more_than_its_worker(
    server: Server, family: Family, name: str
) -> None:
    keeper, http = family.keeper, family.http
    reply = server.fetch("/sparql", CHAINED[name].encode(), Content_Type=DIRECT)
    assert b"VALUES or IN" in reply.body or reply.status == 200, "it is not said what to do"
    assert b"Kenya" in server.get(fresh()).body
    assert (family.keeper, family.http) == (keeper, http)


@pytest.mark.parametrize("piece", ["é", "{"])
def test_a_mebibyte_that_is_slow_to_read_holds_up_nobody_else(
    server: Server, figures: Figures, piece: str
) -> None:
    """What is done in the event loop must be short, since all others wait for it."""
    body = (piece * (1_000_000 // len(piece.encode())) + NORMAL).encode()
    with normal_beside(server) as fared:
        time.sleep(0.2)
        reply = server.fetch("/sparql", body, Content_Type=DIRECT)
    assert reply.status in (200, 400, 503)
    figures(f"beside a body of {piece!r}", slowest_s=max(fared.seconds), **fared.told)
    assert not fared.wrong
    assert max(fared.seconds) < 1
