"""What a client is told when it is mistaken (RFC 9457; RFC 9110, section 15.5)."""

from __future__ import annotations

import time
from http import HTTPStatus

import pytest

from protocol.shared import BROWSER, DIRECT, FORM, JSON, PROBLEM, TURTLE, XML, encoded, send, varies
from serving import Server


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "status"),
    [
        ("GET", "/sparql?query=bananas", None, "", 400),
        ("POST", "/sparql", b"format=csv", FORM, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=urn:x", None, "", 400),
        ("GET", "/graphs?default&graph=urn:x", None, "", 400),
        ("POST", "/sparql", b"update=CLEAR+ALL", FORM, 403),
        ("GET", "/sparql?query=ASK%7BSERVICE%3Curn:x%3E%7B%7D%7D", None, "", 403),
        ("GET", "/graphs?graph=urn:x", None, "", 404),
        ("GET", "/nowhere", None, "", 404),
        ("GET", "/sparql/", None, "", 404),
        ("POST", "/health", b"", FORM, 405),
        ("DELETE", "/", None, "", 405),
        ("GET", "/sparql?query=ASK%7B%7D&format=csv", None, "", 406),
        ("GET", "/graphs?default&format=csv", None, "", 406),
        ("POST", "/sparql", b"x" * (1024 * 1024 + 1), DIRECT, 413),
        ("POST", "/sparql", b"ASK {}", "text/plain", 415),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", JSON, f"{PROBLEM}, */*;q=0.1"])
def test_a_mistake_is_told_in_a_problem_document(
    endpoint: Server,
    method: str,
    path: str,
    body: bytes | None,
    media_type: str,
    status: int,
    accept: str,
) -> None:
    named = {"Content_Type": media_type} if media_type else {}
    reply = send(endpoint, method, path, body, **named, Accept=accept)
    assert (reply.status, reply.headers["Content-Type"]) == (status, PROBLEM)
    problem = reply.json
    assert problem["type"] == "about:blank"
    assert problem["title"] == HTTPStatus(status).phrase
    assert problem["status"] == status
    assert isinstance(problem["detail"], str)
    assert problem["detail"]
    assert set(problem) <= {"type", "title", "status", "detail", "line", "column", "available"}
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert varies(reply) >= {"accept"}
    assert reply.headers["Content-Length"] == str(len(reply.body))


BEHIND = pytest.mark.xfail(
    strict=True, reason="the engine points behind a bracket that comes too early"
)


@pytest.mark.parametrize(
    "marked",
    [
        "bananas¦",
        "¦",
        "SELECT ?x¦",
        "SELECT * WHERE { ?s ¦nope:p ?o }",
        "SELECT * WHERE {\n ?s ¦nope:p ?o }",
        "SELECT * WHERE {\r\n\r\n ?s ¦nope:p ?o }",
        "# Ωé🌍\nSELECT * WHERE {\n\t?s ¦nope:p ?o }",
        "SELECT ('Ωé🌍' AS ?x) WHERE { ?s ¦nope:p ?o }",
        "SELECT * WHERE { ?s ?p '''a\nb''' . ?s ¦nope:p ?o }",
        "ASK ¦{ ?s ?p ?o",
        "ASK\n¦{ { ?s ?p ?o }",
        "ASK { ?s ?p ?o } ¦}",
        "ASK { ?s ?p ¦'abc }",
        "ASK { ?s ?p ( 1 2 ¦}",
        "ASK { ?s ?p ?o ¦] }",
        'ASK { ?s ?p\n ¦"""abc }',
        pytest.param("SELECT * WHERE { ?s ?p ¦}", marks=BEHIND),
        pytest.param("SELECT *\nWHERE { ?s ?p ¦}", marks=BEHIND),
        pytest.param("\n\n\nASK { ?s ?p ¦. }", marks=BEHIND),
        pytest.param("SELECT * WHERE { FILTER ¦}", marks=BEHIND),
    ],
)
def test_a_mistake_in_a_query_is_shown_where_it_is(endpoint: Server, marked: str) -> None:
    before, _, after = marked.partition("¦")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    reply = endpoint.get(before + after, Accept=f"{JSON}, {TURTLE}")
    assert reply.status == 400
    assert (reply.json["line"], reply.json["column"]) == (line, column)
    assert str(reply.json["detail"]).startswith(f"line {line}, column {column}: ")


@pytest.mark.parametrize("accept", ["*/*", "text/plain, */*;q=0.1", f"{XML}, */*;q=0.1"])
@pytest.mark.parametrize("query", ["ASK { ?s ?p }", "CONSTRUCT {", "CLEAR ALL"])
def test_who_takes_anything_is_told_in_one_line_of_text(
    endpoint: Server, accept: str, query: str
) -> None:
    reply = endpoint.get(query, Accept=accept)
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    text = reply.body.decode()
    assert text.startswith(f"{reply.status} {HTTPStatus(reply.status).phrase}: ")
    assert text.endswith("\n")
    assert text.count("\n") == 1


@pytest.mark.parametrize("accept", ["", JSON, XML, TURTLE, "image/png", "application/xml"])
def test_who_asks_for_another_format_or_none_gets_a_problem_document(
    endpoint: Server, accept: str
) -> None:
    assert endpoint.get("ASK {", ("format", "json"), Accept=accept).media_type == PROBLEM


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE {\n  ?s ?p }",
        'ASK { <b>bold</b> & "quoted" }</textarea><script>',
        "bananas Ωé🌍",
        "SELECT * FROM <urn:none> { SERVICE <urn:x> {} }",
        "CLEAR ALL",
        "CONSTRUCT { ?s ?p }",
        "DESCRIBE nope:x",
    ],
)
@pytest.mark.parametrize("way", ["get", "post"])
def test_a_browser_gets_the_page_with_the_query_to_mend(
    endpoint: Server, query: str, way: str
) -> None:
    reply = (endpoint.get if way == "get" else endpoint.post)(query, Accept=BROWSER)
    assert reply.status in (400, 403)
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    escaped = query.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"{escaped}</textarea>".encode() in reply.body.replace(b"&#34;", b'"')
    assert b'role="alert"' in reply.body
    assert b"<script>" not in reply.body


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "status"),
    [
        ("GET", "/nowhere", None, "", 404),
        ("GET", "/graphs?graph=urn:x", None, "", 404),
        ("GET", "/graphs?graph=urn:x&default", None, "", 400),
        ("POST", "/graphs", b"", FORM, 405),
        ("GET", "/sparql?update=x", None, "", 403),
        ("POST", "/sparql", b"", FORM, 400),
        ("POST", "/sparql", b"x", "text/plain", 415),
        ("POST", "/sparql", b"x" * 2**21, DIRECT, 413),
        ("GET", "/sparql?query=ASK{}&format=x", None, "", 406),
    ],
)
def test_a_browser_gets_a_page_for_any_mistake(
    endpoint: Server, method: str, path: str, body: bytes | None, media_type: str, status: int
) -> None:
    named = {"Content_Type": media_type} if media_type else {}
    reply = send(endpoint, method, path, body, **named, Accept=BROWSER)
    assert (reply.status, reply.media_type) == (status, "text/html")


@pytest.mark.parametrize("path", ["/graphs", "/graphs?default", "/health", "/", "/openapi.json"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "TRACE", "QUERY"])
def test_what_can_only_be_read_lists_the_methods_that_do_so(
    endpoint: Server, path: str, method: str
) -> None:
    reply = send(endpoint, method, path, b"", Accept="application/json")
    assert (reply.status, reply.media_type) == (405, PROBLEM)
    allowed = {each.strip() for each in reply.headers["Allow"].split(",")}
    assert allowed == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("size", "status"), [(1024 * 1024, 400), (1024 * 1024 + 1, 413), (16 * 1024 * 1024, 413)]
)
@pytest.mark.parametrize("path", ["/sparql", "/graphs"])
def test_a_body_may_have_one_mebibyte_and_no_more(
    endpoint: Server, path: str, size: int, status: int
) -> None:
    body = b"bananas".ljust(size)
    reply = endpoint.fetch(path, body, Content_Type=DIRECT, Accept=JSON)
    assert reply.status == (405 if path == "/graphs" and status == 400 else status)
    assert reply.json["detail"]


def test_an_address_may_be_long_but_not_endless(endpoint: Server) -> None:
    query = f"ASK {{}} # {'X' * 60_000}"
    assert endpoint.get(query).status == 200
    assert endpoint.get(query * 2).status == 414
    assert endpoint.post(query * 2).status == 200


@pytest.mark.parametrize("size", [20_000])
def test_a_long_word_is_read_in_no_time(endpoint: Server, size: int) -> None:
    started = time.monotonic()
    assert endpoint.get(f"ASK {{}} # {'x' * size}").status == 200
    assert time.monotonic() - started < 3


@pytest.mark.xfail(strict=True, reason="the HTTP library itself answers, without a body or CORS")
def test_an_address_that_is_too_long_is_told_in_a_problem_document(endpoint: Server) -> None:
    reply = send(endpoint, "GET", f"/sparql?{encoded(('query', 'x' * 70_000))}", Accept=JSON)
    assert (reply.status, reply.media_type) == (414, PROBLEM)


def test_only_the_header_of_a_mistake_is_the_same(endpoint: Server) -> None:
    for path in ("/sparql?query=bananas", "/nowhere", "/graphs?graph=urn:x"):
        given, asked = (send(endpoint, method, path, Accept=JSON) for method in ("GET", "HEAD"))
        assert asked.status == given.status
        assert asked.body == b""
        assert asked.headers["Content-Type"] == given.headers["Content-Type"]
