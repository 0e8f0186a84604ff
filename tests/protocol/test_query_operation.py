"""The query operation (SPARQL 1.1 Protocol, section 2.1), by every way in which it may be sent.

The names in capitals are those of the test suite of the W3C for the protocol.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from protocol.shared import (
    DIRECT,
    FORM,
    JSON,
    RDF_TYPES,
    UPDATE,
    XML,
    encoded,
    send,
    truth,
)
from serving import Reply, Server

Way = Callable[[Server, str], Reply]


def by_get(server: Server, query: str) -> Reply:
    return send(server, "GET", f"/sparql?{encoded(('query', query))}")


def by_form(server: Server, query: str) -> Reply:
    body = encoded(("query", query)).encode()
    return send(server, "POST", "/sparql", body, Content_Type=FORM)


def directly(server: Server, query: str) -> Reply:
    return send(server, "POST", "/sparql", query.encode(), Content_Type=DIRECT)


def by_the_method_query(server: Server, query: str) -> Reply:
    return send(server, "QUERY", "/sparql", query.encode(), Content_Type=DIRECT)


def by_the_method_query_with_a_form(server: Server, query: str) -> Reply:
    body = encoded(("query", query)).encode()
    return send(server, "QUERY", "/sparql", body, Content_Type=FORM)


WAYS = [by_get, by_form, directly, by_the_method_query, by_the_method_query_with_a_form]
BY_ALL_WAYS = pytest.mark.parametrize("ask", WAYS, ids=lambda way: way.__name__)

# QUERY_CONTENT_TYPE_SELECT, _ASK, _DESCRIBE and _CONSTRUCT
FORMS_OF_A_QUERY = [
    ("SELECT (1 AS ?value) {}", {JSON, XML, "text/csv", "text/tab-separated-values"}),
    ("ASK {}", {JSON, XML}),
    ("DESCRIBE <http://example.org/>", set(RDF_TYPES)),
    ("CONSTRUCT { <s> <p> 1 } WHERE {}", set(RDF_TYPES)),
]


@BY_ALL_WAYS
def test_a_query_is_answered(endpoint: Server, ask: Way) -> None:
    # QUERY_GET, QUERY_POST_FORM, QUERY_POST_DIRECT
    assert truth(ask(endpoint, "ASK {}"))


@BY_ALL_WAYS
@pytest.mark.parametrize(("query", "types"), FORMS_OF_A_QUERY)
def test_each_form_of_a_query_is_answered_in_a_type_for_it(
    endpoint: Server, ask: Way, query: str, types: set[str]
) -> None:
    reply = ask(endpoint, query)
    assert reply.status == 200
    assert reply.media_type in types


@BY_ALL_WAYS
def test_any_unicode_reaches_the_engine_unchanged(endpoint: Server, ask: Way) -> None:
    text = "Ωμέγα & 100 % + 你好 🌍 = \u202e?#;"
    assert truth(ask(endpoint, f'ASK {{ FILTER(STRLEN("{text}") = {len(text)}) }}'))


@BY_ALL_WAYS
def test_a_malformed_query_is_refused(endpoint: Server, ask: Way) -> None:
    assert ask(endpoint, "ASK {").status == 400  # BAD_QUERY_SYNTAX


@BY_ALL_WAYS
def test_an_empty_query_is_refused_and_not_taken_for_no_query(endpoint: Server, ask: Way) -> None:
    assert ask(endpoint, "").status == 400


@BY_ALL_WAYS
@pytest.mark.parametrize(
    "update",
    [
        "CLEAR ALL",
        "DROP DEFAULT",
        "CREATE GRAPH <urn:g>",
        "LOAD <http://example.org/>",
        "COPY DEFAULT TO <urn:g>",
        "INSERT DATA { <urn:s> <urn:p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX x: <urn:x> WITH x: DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "insert { <urn:s> <urn:p> 1 } where {}",
    ],
)
def test_an_update_sent_as_a_query_is_forbidden(endpoint: Server, ask: Way, update: str) -> None:
    assert ask(endpoint, update).status == 403


def test_all_ways_give_the_same_answer_under_the_same_entity_tag(endpoint: Server) -> None:
    query = "SELECT ?name WHERE { country:KEN rdfs:label ?name }"
    replies = [ask(endpoint, query) for ask in WAYS]
    assert len({reply.body for reply in replies}) == 1
    assert len({reply.headers["ETag"] for reply in replies}) == 1


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type"),
    [
        ("GET", "/sparql?update=CLEAR+ALL", None, ""),  # BAD_UPDATE_GET
        ("GET", "/sparql?update=CLEAR+ALL&query=ASK{}", None, ""),
        ("POST", "/sparql", b"update=CLEAR+ALL", FORM),
        ("POST", "/sparql", b"update=CLEAR+NAMED&update=CLEAR+DEFAULT", FORM),
        ("POST", "/sparql", b"update=CLEAR+XYZ", FORM),  # BAD_UPDATE_SYNTAX
        ("POST", "/sparql?using-graph-uri=urn:g", b"update=CLEAR+ALL", FORM),
        ("POST", "/sparql", b"update=CLEAR+ALL&using-named-graph-uri=urn:g", FORM),
        ("POST", "/sparql", b"CLEAR ALL", UPDATE),
        ("POST", "/sparql", b"CLEAR ALL", f"{UPDATE}; charset=utf-8"),
        ("POST", "/sparql?query=ASK{}", b"CLEAR ALL", UPDATE),
        ("QUERY", "/sparql", b"CLEAR ALL", UPDATE),
        ("QUERY", "/sparql", b"update=CLEAR+ALL", FORM),
    ],
)
def test_the_update_operation_is_forbidden_in_each_form(
    endpoint: Server, method: str, path: str, body: bytes | None, media_type: str
) -> None:
    named = {"Content_Type": media_type} if media_type else {}
    reply = send(endpoint, method, path, body, **named, Accept="application/json")
    assert reply.status == 403
    assert "read-only" in str(reply.json["detail"])


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type"),
    [
        # BAD_MULTIPLE_QUERIES
        ("GET", "/sparql?query=ASK{}&query=SELECT+*+{}", None, ""),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", None, ""),
        ("POST", "/sparql", b"query=ASK{}&query=ASK{}", FORM),
        ("POST", "/sparql?query=ASK{}", b"query=ASK{}", FORM),
        ("POST", "/sparql?query=ASK{}", b"ASK {}", DIRECT),
        ("QUERY", "/sparql?query=ASK{}", b"ASK {}", DIRECT),
        ("QUERY", "/sparql", b"query=ASK{}&query=ASK{}", FORM),
        # no query where one must be
        ("POST", "/sparql", b"", FORM),
        ("POST", "/sparql", b"format=json", FORM),
        ("POST", "/sparql", b"Query=ASK{}", FORM),
        ("QUERY", "/sparql", b"default-graph-uri=urn:g", FORM),
        # more parameters than anybody needs
        ("GET", "/sparql?query=ASK{}" + "&x=1" * 100, None, ""),
        ("POST", "/sparql", b"query=ASK{}" + b"&x=1" * 100, FORM),
    ],
)
def test_a_request_without_exactly_one_query_is_refused(
    endpoint: Server, method: str, path: str, body: bytes | None, media_type: str
) -> None:
    named = {"Content_Type": media_type} if media_type else {}
    assert send(endpoint, method, path, body, **named).status == 400


@pytest.mark.parametrize("method", ["POST", "QUERY"])
@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"ASK {}", "text/plain"),  # BAD_QUERY_WRONG_MEDIA_TYPE
        (b"ASK {}", "application/json"),
        (b"ASK {}", "application/sparql-query+json"),
        (b"ASK {}", "*/*"),
        (b"ASK {}", "query"),
        (b"", "application/x-www-form"),
        (
            b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (b"query=ASK%20%7B%7D", None),  # BAD_QUERY_MISSING_FORM_TYPE
        (b"ASK {}", None),  # BAD_QUERY_MISSING_DIRECT_TYPE; RFC 10008, section 2
        (b"ASK {}", ""),
    ],
)
def test_a_body_of_another_type_or_of_none_is_refused(
    endpoint: Server, method: str, body: bytes, media_type: str | None
) -> None:
    named = {} if media_type is None else {"Content_Type": media_type}
    assert send(endpoint, method, "/sparql", body, **named).status == 415


@pytest.mark.parametrize(
    "media_type",
    [
        f"{DIRECT}; charset=utf-8",
        f"{DIRECT};charset=UTF-8",
        f'{DIRECT} ; charset="utf-8"',
        f"{DIRECT}; charset=us-ascii",
        f"{DIRECT}; x=y",
        "Application/SPARQL-Query",
        "APPLICATION/X-WWW-FORM-URLENCODED",
    ],
)
def test_parameters_and_case_of_the_type_do_not_matter_when_it_is_utf8(
    endpoint: Server, media_type: str
) -> None:
    body = b"query=ASK{}" if "form" in media_type.lower() else b"ASK {}"
    assert truth(send(endpoint, "POST", "/sparql", body, Content_Type=media_type))


@pytest.mark.parametrize("charset", ["UTF-8", "utf-8", '"utf-8"'])
def test_a_form_may_name_its_charset(endpoint: Server, charset: str) -> None:
    media_type = f"{FORM}; charset={charset}"
    assert truth(send(endpoint, "POST", "/sparql", b"query=ASK{}", Content_Type=media_type))


@pytest.mark.parametrize(
    ("path", "body", "media_type", "status"),
    [
        # BAD_QUERY_NON_UTF8
        ("/sparql", "ASK {}".encode("utf-16"), f"{DIRECT}; charset=UTF-16", 415),
        ("/sparql", "ASK {}".encode("utf-16"), DIRECT, 400),
        ("/sparql", "ASK { FILTER('é' != '') }".encode("latin-1"), DIRECT, 400),
        ("/sparql", b"ASK {}", f"{DIRECT}; charset=iso-8859-1", 415),
        ("/sparql", b"query=ASK{}", f"{FORM}; charset=iso-8859-1", 415),
        ("/sparql", b"query=ASK{FILTER('%E9'!='')}", FORM, 400),
        ("/sparql", b"query=ASK{FILTER('\xe9'!='')}", FORM, 400),
        ("/sparql?x=%E9", b"query=ASK{}", FORM, 400),
    ],
)
def test_what_is_not_utf8_is_refused(
    endpoint: Server, path: str, body: bytes, media_type: str, status: int
) -> None:
    assert send(endpoint, "POST", path, body, Content_Type=media_type).status == status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize(
    ("path", "body", "media_type"),
    [
        ("/sparql?query=ASK%20%7B%7D", None, ""),  # BAD_QUERY_METHOD
        ("/sparql", b"query=ASK{}", FORM),
        ("/sparql", b"ASK {}", DIRECT),
        ("/sparql", None, ""),
    ],
)
def test_another_method_is_refused_and_the_allowed_ones_are_listed(
    endpoint: Server, method: str, path: str, body: bytes | None, media_type: str
) -> None:
    named = {"Content_Type": media_type} if media_type else {}
    reply = send(endpoint, method, path, body, **named)
    assert reply.status == 405
    allowed = {each.strip() for each in reply.headers["Allow"].split(",")}
    assert allowed == {"GET", "HEAD", "OPTIONS", "POST", "QUERY"}
