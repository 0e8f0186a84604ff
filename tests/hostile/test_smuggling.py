"""An attacker writes requests that two readers would understand in two ways."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from hostile.load import fresh
from hostile.rude import NORMAL, get, post, say, statuses
from serving import Server

SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
ONCE = "Host: x\r\nConnection: close"
CHUNKED = b"5\r\nASK{}\r\n0\r\n\r\n"
ASK = get("ASK{}")


def test_a_body_with_both_length_and_chunks_is_one_request_at_most(server: Server) -> None:
    """RFC 9112, 6.1: chunks override the length, and the connection must be closed after."""
    for length in (5, len(CHUNKED)):
        headers = (f"Content-Length: {length}", "Transfer-Encoding: chunked")
        for order in (headers, headers[::-1]):
            said = say(server, post(CHUNKED, *order) + SMUGGLED)
            assert statuses(said) in ([200], [400])


AMBIGUOUS = {
    "two lengths": post(b"ASK{}X", "Content-Length: 5", "Content-Length: 6"),
    "a list of lengths": post(b"ASK{}X", "Content-Length: 5, 6"),
    "a length with a sign": post(b"ASK{}", "Content-Length: +5"),
    "a length below zero": post(b"ASK{}", "Content-Length: -5"),
    "a length in hex": post(b"ASK{}", "Content-Length: 0x5"),
    "a length of many digits": post(b"ASK{}", f"Content-Length: {'9' * 5000}"),
    "an unknown coding": post(CHUNKED, "Transfer-Encoding: xchunked"),
    "a coding after chunks": post(CHUNKED, "Transfer-Encoding: chunked, identity"),
    "a space before a colon": post(CHUNKED, "Transfer-Encoding : chunked"),
    "a folded header": get("ASK{}", "Accept: text/csv,\r\n application/json"),
    "a bare CR": get("ASK{}", "Origin: x\rInjected: 1"),
    "a null byte": get("ASK{}", "Origin: x\0y"),
    "a header without a name": get("ASK{}", ": x"),
    "a space in the target": b"GET /sparql?query=ASK {} HTTP/1.1\r\nHost: x\r\n\r\n",
    "HTTP/0.9": b"GET /sparql?query=ASK%7B%7D\r\n\r\n",
    "HTTP/9.9": b"GET /sparql?query=ASK%7B%7D HTTP/9.9\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_read(
    server: Server, name: str
) -> None:
    assert statuses(say(server, AMBIGUOUS[name] + SMUGGLED)) == [400]


PIPELINED = {
    "queries": ([ASK, ASK, ASK], [200, 200, 200]),
    "different statuses": ([ASK, SMUGGLED, get("ASK{"), ASK], [200, 404, 400, 200]),
    "a slow and a fast one": ([get("SELECT(COUNT(*)AS?n){?a ?b ?c}"), SMUGGLED], [200, 404]),
    "bodies": ([post(b"ASK{}", "Content-Length: 5")] * 3, [200] * 3),
    "chunks": ([post(CHUNKED, "Transfer-Encoding: chunked"), SMUGGLED], [200, 404]),
    "a body in a GET": (
        [get("ASK{}", f"Content-Length: {len(SMUGGLED)}") + SMUGGLED, ASK],
        [200, 200],
    ),
    "two equal lengths": ([post(b"ASK{}", "Content-Length: 5", "Content-Length: 5")], [200]),
    "a length with an underscore": (
        [post(b"ASK{}", "Content-Length: 5", "Content_Length: 3"), ASK],
        [200, 200],
    ),
    "a coding with an underscore": (
        [post(b"ASK{}", "Content-Length: 5", "Transfer_Encoding: chunked"), ASK],
        [200, 200],
    ),
}


@pytest.mark.parametrize("name", PIPELINED)
def test_there_are_as_many_answers_as_requests_and_in_their_order(
    server: Server, name: str
) -> None:
    requests, expected = PIPELINED[name]
    assert statuses(say(server, b"".join(requests), quiet=1)) == expected


@pytest.mark.parametrize("field", ["query", "format", "default-graph-uri", "$x", "update", "x"])
def test_a_line_break_in_a_parameter_adds_no_header(server: Server, field: str) -> None:
    value = quote("json\r\nX-Evil: 1\r\n\r\nHTTP/1.1 200 OK")
    for target in (f"/sparql?query=ASK%7B%7D&{field}={value}", f"/graphs?graph={value}"):
        said = say(server, f"GET {target} HTTP/1.1\r\n{ONCE}\r\n\r\n".encode())
        assert b"x-evil" not in said.partition(b"\r\n\r\n")[0].lower()
        assert len(statuses(said)) == 1


@pytest.mark.parametrize("name", ["Host", "Origin", "Accept", "If-None-Match", "X-Request-ID"])
def test_what_a_header_says_is_not_said_back_as_markup(server: Server, name: str) -> None:
    for value in ('"><script>', "a> <b", "\xff\xfe", "a/b;q=x;;,,"):
        request = f"GET /sparql HTTP/1.1\r\n{ONCE}\r\nAccept: text/html\r\n{name}: {value}\r\n\r\n"
        said = say(server, request.encode("latin-1"))
        assert statuses(said)[0] in (200, 400, 406)
        assert b"><script>" not in said


PATHS = {
    "/sparql/": 404,
    "/sparql%00": 404,
    "/sparql%2f": 404,
    "/sparql;x": 404,
    "/SPARQL": 404,
    "/sparql/../graphs/x": 404,
    "/static/../sparql": 404,
    "/static/..%2f..%2f__init__.py": 404,
    "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd": 404,
    "/%ff%fe": 404,
    "/x%0d%0aX-Evil:1": 404,
}


@pytest.mark.parametrize("path", PATHS)
def test_what_is_almost_a_path_is_none(server: Server, path: str) -> None:
    said = say(server, f"GET {path}?query=ASK%7B%7D HTTP/1.1\r\n{ONCE}\r\n\r\n".encode())
    assert statuses(said) == [PATHS[path]]
    assert b"x-evil" not in said.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.parametrize("target", ["//sparql", "http://evil.example/sparql", "/%73parql"])
def test_another_spelling_of_the_path_means_the_same_or_nothing(
    server: Server, target: str
) -> None:
    request = f"GET {target}?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n"
    assert statuses(say(server, request.encode())) in ([200], [400], [404])


def test_no_path_leads_to_another_host(server: Server) -> None:
    for path in ("//evil.example//static//x", "/static//evil.example", "/\\evil.example//x"):
        said = say(server, f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert statuses(said)[0] in (308, 400, 404)
        for line in said.lower().split(b"\r\n"):
            assert not line.startswith(b"location:") or line.startswith(b"location: http://x/")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "FOO", "post"])
def test_a_method_that_is_none_of_ours_is_not_allowed(server: Server, method: str) -> None:
    request = post(b"ASK{}", "Content-Length: 5").replace(b"POST", method.encode(), 1)
    assert statuses(say(server, request)) in ([405], [501])


def test_a_request_without_a_host_is_refused(server: Server) -> None:
    """RFC 9112, 3.2."""
    assert statuses(say(server, ASK.replace(b"Host: x\r\n", b""))) == [400]


def test_an_old_client_gets_an_answer_and_the_connection_is_closed(server: Server) -> None:
    said = say(server, ASK.replace(b"HTTP/1.1", b"HTTP/1.0") + SMUGGLED)
    assert statuses(said) == [200]


def test_a_query_is_sent_once_and_never_beside_an_update(server: Server) -> None:
    body = f"query={quote(NORMAL)}".encode()
    url = f"/sparql?query={quote(NORMAL)}"
    direct = {"Content_Type": "application/sparql-query"}
    assert server.fetch(url, body).status == 400
    assert server.fetch(url, NORMAL.encode(), **direct).status == 400
    assert server.fetch(f"{url}&query=ASK%7B%7D").status == 400
    assert server.fetch("/sparql", body + b"&" + body).status == 400
    assert server.fetch(f"{url}&update=CLEAR+ALL").status == 403
    assert server.fetch("/sparql?update=CLEAR+ALL", body).status == 403
    assert server.fetch("/sparql?update=CLEAR+ALL", NORMAL.encode(), **direct).status == 403
    assert server.fetch("/sparql?using-graph-uri=x", body).status == 403
    assert b"Kenya" in server.get(fresh()).body
