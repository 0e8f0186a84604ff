"""What scripts of other sites may do (Fetch, section 3.3), and OPTIONS and HEAD (RFC 9110, 9.3)."""

from __future__ import annotations

import pytest

from protocol.shared import (
    CSV,
    DIRECT,
    FORM,
    JSON,
    NTRIPLES,
    TSV,
    TURTLE,
    UPDATE,
    XML,
    encoded,
    fields,
    send,
)
from serving import Server

READ = {"GET", "HEAD", "OPTIONS"}
METHODS = {
    "/sparql": READ | {"POST", "QUERY"},
    "/graphs": READ,
    "/health": READ,
    "/openapi.json": READ,
    "/": READ,
}
SELECT = encoded(("query", "SELECT ?name WHERE { country:KEN rdfs:label ?name }"))
DESCRIBE = encoded(("query", "DESCRIBE country:KEN"))


def names(field: str) -> set[str]:
    return {each.strip() for each in field.split(",")}


@pytest.mark.parametrize(("path", "methods"), METHODS.items())
def test_options_lists_the_methods(endpoint: Server, path: str, methods: set[str]) -> None:
    reply = send(endpoint, "OPTIONS", path)
    assert reply.status in (200, 204)
    assert reply.body == b""
    assert names(reply.headers["Allow"]) == methods


def test_options_lists_the_media_types_of_queries(endpoint: Server) -> None:
    # RFC 10008, section 3
    reply = send(endpoint, "OPTIONS", "/sparql")
    assert names(reply.headers["Accept-Query"]) == {DIRECT, FORM}
    assert send(endpoint, "OPTIONS", "/graphs").headers["Accept-Query"] is None


@pytest.mark.parametrize(("path", "methods"), METHODS.items())
@pytest.mark.parametrize("wanted", ["GET", "POST", "QUERY", "PUT"])
def test_a_preflight_tells_a_browser_what_a_script_may_send(
    endpoint: Server, path: str, methods: set[str], wanted: str
) -> None:
    reply = send(
        endpoint,
        "OPTIONS",
        path,
        Origin="https://example.org",
        Access_Control_Request_Method=wanted,
        Access_Control_Request_Headers="content-type,accept,if-none-match",
    )
    assert reply.status in (200, 204)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert names(reply.headers["Access-Control-Allow-Methods"]) == methods
    allowed = {each.lower() for each in names(reply.headers["Access-Control-Allow-Headers"])}
    assert allowed >= {"accept", "content-type", "if-none-match"}
    assert int(reply.headers["Access-Control-Max-Age"]) > 0
    assert reply.headers["Access-Control-Allow-Credentials"] is None


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "status"),
    [
        ("GET", f"/sparql?{SELECT}", None, "", 200),
        ("GET", "/sparql", None, "", 200),
        ("GET", "/graphs", None, "", 200),
        ("GET", "/health", None, "", 200),
        ("GET", "/openapi.json", None, "", 200),
        ("GET", "/", None, "", 200),
        ("GET", "/static/style.css", None, "", 200),
        ("GET", "/sparql?query=x", None, "", 400),
        ("POST", "/sparql", b"CLEAR ALL", UPDATE, 403),
        ("GET", "/nowhere", None, "", 404),
        ("PUT", "/graphs", b"", TURTLE, 405),
        ("GET", f"/sparql?{SELECT}&format=png", None, "", 406),
        ("POST", "/sparql", b"x" * 2_000_000, DIRECT, 413),
        ("POST", "/sparql", b"x", "text/plain", 415),
    ],
)
@pytest.mark.parametrize("origin", ["https://example.org", "null"])
def test_any_origin_may_read_any_reply(
    endpoint: Server,
    method: str,
    path: str,
    body: bytes | None,
    media_type: str,
    status: int,
    origin: str,
) -> None:
    named = {"Content_Type": media_type} if media_type else {}
    reply = send(endpoint, method, path, body, **named, Origin=origin)
    assert reply.status == status
    assert reply.headers.get_all("Access-Control-Allow-Origin") == ["*"]
    exposed = names(reply.headers["Access-Control-Expose-Headers"])
    assert exposed >= {"ETag", "Retry-After", "Content-Encoding"}
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        *((f"/sparql?{SELECT}", accept) for accept in (JSON, XML, CSV, TSV, "text/html")),
        *((f"/sparql?{DESCRIBE}", accept) for accept in (TURTLE, NTRIPLES)),
        ("/sparql", TURTLE),
        ("/sparql", "text/html"),
        ("/graphs", "text/html"),
        ("/graphs", TURTLE),
        ("/graphs?default", NTRIPLES),
        ("/openapi.json", ""),
        ("/", ""),
        ("/nowhere", ""),
    ],
)
def test_head_gives_the_header_of_get_and_nothing_else(
    endpoint: Server, path: str, accept: str
) -> None:
    given = send(endpoint, "GET", path, Accept=accept)
    asked = send(endpoint, "HEAD", path, Accept=accept)
    assert asked.body == b""
    assert asked.status == given.status
    assert fields(asked) == fields(given)


def test_head_is_answered_even_for_what_may_not_be_kept(endpoint: Server) -> None:
    reply = endpoint.get("SELECT (NOW() AS ?now) {}", method="HEAD")
    assert (reply.status, reply.body, reply.media_type) == (200, b"", JSON)
