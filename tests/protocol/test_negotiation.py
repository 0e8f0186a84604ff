"""The choice of a format (RFC 9110, section 12.5.1; SPARQL 1.1 Protocol, section 2.1.6)."""

from __future__ import annotations

import pytest

from comity.formats import GRAPHS, RESULTS, Format
from protocol.shared import (
    BROWSER,
    CSV,
    JSON,
    NTRIPLES,
    PROBLEM,
    RDF_TYPES,
    TSV,
    TURTLE,
    XML,
    send,
    varies,
)
from serving import Server

SELECT = "SELECT ?name WHERE { country:KEN rdfs:label ?name }"
ASK = "ASK {}"
CONSTRUCT = "CONSTRUCT { country:KEN rdfs:label ?name } WHERE { country:KEN rdfs:label ?name }"
JSONLD, RDFXML = "application/ld+json", "application/rdf+xml"
HTML = "text/html"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        # one type, or no preference
        ("", JSON),
        (" ", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        (XML, XML),
        (CSV, CSV),
        (TSV, TSV),
        (HTML, HTML),
        ("text/*", CSV),
        ("application/*", JSON),
        # weights
        (f"{XML};q=0.5, {CSV};q=0.4", XML),
        (f"{XML};q=0.5, {CSV};q=0.51", CSV),
        (f"{XML};q=0.999, {CSV}", CSV),
        (f"{XML};q=0.999, {CSV};q=1.000", CSV),
        (f"{CSV};q=0.001", CSV),
        # zero refuses
        (f"{JSON};q=0, {CSV};q=0.1", CSV),
        (f"{CSV};q=0, text/*", TSV),
        ("application/*;q=0, */*", CSV),
        ("text/*;q=0, */*", JSON),
        (f"{JSON};q=0, */*", XML),
        (f"{JSON};q=0.0, {XML};q=0.00, */*;q=0.001, text/*;q=0.000, {TSV};q=0.001", TSV),
        # the most specific range counts, whatever its weight and place
        (f"text/*;q=0.3, {CSV};q=0.7, */*;q=0.5", CSV),
        (f"*/*, application/*;q=0.1, {XML};q=0.2, text/*;q=0.15", XML),
        (f"*/*;q=0.9, {JSON};q=0.1, text/*;q=0.05", XML),
        (f"application/*;q=0.2, {XML};q=0.9, text/*;q=0.5", XML),
        (f"{CSV};q=0.1, text/*", TSV),
        # of equal weights the one that is named more precisely, then the one listed first here
        (f"*/*, {TSV}", TSV),
        (f"text/*, {TSV}", TSV),
        (f"{CSV}, {TSV}", CSV),
        (f"{TSV}, {CSV}", CSV),
        (f"{XML}, {JSON}", JSON),
        (f"{XML};q=0.3, {TSV};q=0.3, image/png", XML),
        # case, white space and parameters
        ("TEXT/CSV", CSV),
        ("Text/*", CSV),
        (f"{XML};Q=0.4, {CSV};q=0.5", CSV),
        (f"  {XML} ; q=0.4 ,\t{CSV} ; q=0.5  ", CSV),
        (f"{CSV}; charset=utf-8", CSV),
        (f"{CSV}; header=present; q=0.3, {XML};q=0.2", CSV),
        (f'{CSV}; x="a, b;q=0"; q=0.3, {XML};q=0.2', CSV),
        (f"{JSON};charset=utf-8;q=0.1, {XML};q=0.2", XML),
        # other names that clients use
        ("application/json", JSON),
        ("application/xml", XML),
        ("text/xml", XML),
        ("text/xml;q=0.5, application/json;q=0.6", JSON),
        (f"application/json, {CSV}", CSV),
        (f"application/json, {HTML}", JSON),
        # what is not here at all does no harm
        (f"image/png, {TSV};q=0.1", TSV),
        ("application/vnd.unheard-of+xml, */*;q=0.1", JSON),
        # browsers get the page
        (BROWSER, HTML),
        (f"{HTML}, {CSV};q=0.9", HTML),
        (f"{HTML};q=0.8, {CSV};q=0.9", CSV),
    ],
)
def test_a_table_comes_in_the_preferred_format(endpoint: Server, accept: str, chosen: str) -> None:
    reply = endpoint.get(SELECT, Accept=accept)
    assert (reply.status, reply.media_type) == (200, chosen)
    assert varies(reply) >= {"accept"}


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", TURTLE),
        ("*/*", TURTLE),
        (BROWSER, HTML),
        ("text/*", TURTLE),
        ("application/*", NTRIPLES),
        *((media_type, media_type) for media_type in RDF_TYPES),
        ("application/json", JSONLD),
        ("application/xml", RDFXML),
        ("text/xml", RDFXML),
        (f"{RDFXML}, {TURTLE};q=0.9", RDFXML),
        (f"{TURTLE};q=0.9, {NTRIPLES};q=0.91", NTRIPLES),
        (f"{JSONLD};profile=http://www.w3.org/ns/json-ld#flattened", JSONLD),
        ("application/x-turtle", TURTLE),
        ("text/n3, application/n3;q=0.5", TURTLE),
        (f"{TURTLE};q=0, */*;q=0.1", NTRIPLES),
    ],
)
def test_a_graph_comes_in_the_preferred_format(endpoint: Server, accept: str, chosen: str) -> None:
    reply = endpoint.get(CONSTRUCT, Accept=accept)
    assert (reply.status, reply.media_type) == (200, chosen)
    assert varies(reply) >= {"accept"}


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "image/png"),
        (SELECT, TURTLE),
        (SELECT, "*/*;q=0"),
        (SELECT, f"{CSV};q=0"),
        (ASK, CSV),
        (ASK, TSV),
        (ASK, f"{TURTLE}, {CSV}"),
        (CONSTRUCT, JSON),
        (CONSTRUCT, CSV),
        ("DESCRIBE country:KEN", XML),
    ],
)
def test_what_cannot_be_had_gets_406_with_what_can(
    endpoint: Server, query: str, accept: str
) -> None:
    reply = endpoint.get(query, Accept=accept)
    assert (reply.status, reply.media_type) == (406, PROBLEM)
    assert reply.json["available"] == _offered(query)
    assert varies(reply) >= {"accept"}


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (ASK, f"{JSON};q=0, {XML};q=0, {HTML};q=0, */*"),
        (CONSTRUCT, f"{TURTLE};q=0, {HTML};q=0, text/*"),
    ],
)
def test_no_wildcard_brings_back_by_an_alias_what_was_refused(
    endpoint: Server, query: str, accept: str
) -> None:
    reply = endpoint.get(query, Accept=accept)
    assert (reply.status, reply.media_type) == (406, "text/plain")
    assert all(each in reply.body.decode() for each in _offered(query))


@pytest.mark.parametrize("accept", [HTML, "text/csv, text/html", f"{HTML}, {CSV};q=0.9"])
def test_who_would_rather_read_gets_a_graph_on_a_page_that_keeps_the_query(
    endpoint: Server, accept: str
) -> None:
    reply = endpoint.get(CONSTRUCT, Accept=accept)
    assert (reply.status, reply.media_type) == (200, HTML)
    assert CONSTRUCT.encode() + b"</textarea>" in reply.body
    assert varies(reply) >= {"accept"}


def _offered(query: str) -> list[str]:
    if query in (SELECT, ASK):
        return [JSON, XML, CSV, TSV] if query == SELECT else [JSON, XML]
    return list(RDF_TYPES)


@pytest.mark.parametrize(
    "accept",
    [
        ",", ";", ",,;;", "text", "/", "*", "*/csv", "text/", "q=1", "text/csv;q", "text/csv;q=",
        "text/csv;q=x", "text/csv;q=2", "text/csv;q=-1", "text/csv;q=nan", "text/csv;q=1e9",
        'text/csv;"', "text/csv;=", "a" * 5000, "text/csv," * 500, "é/ü", "text/csv;q=.5",
    ],
)  # fmt: skip
def test_a_malformed_preference_breaks_nothing(endpoint: Server, accept: str) -> None:
    reply = endpoint.get(SELECT, Accept=accept)
    assert reply.status in (200, 406)


@pytest.mark.parametrize(
    ("query", "name", "chosen"),
    [
        *((SELECT, each, JSON) for each in ("json", "srj", "application/json")),
        *((SELECT, each, XML) for each in ("xml", "srx", "application/xml", "text/xml")),
        *((SELECT, each, each) for each in (JSON, XML, CSV, TSV, HTML)),
        (SELECT, "csv", CSV),
        (SELECT, "tsv", TSV),
        (SELECT, "html", HTML),
        (ASK, "json", JSON),
        (ASK, "xml", XML),
        (ASK, "html", HTML),
        *((CONSTRUCT, each, TURTLE) for each in ("turtle", "ttl", "n3", "text/n3")),
        *((CONSTRUCT, each, NTRIPLES) for each in ("ntriples", "nt")),
        *((CONSTRUCT, each, JSONLD) for each in ("jsonld", "json-ld", "json", "application/json")),
        *((CONSTRUCT, each, RDFXML) for each in ("rdfxml", "rdf", "xml", "rdf+xml", "text/xml")),
        *((CONSTRUCT, each, "application/n-quads") for each in ("nquads", "nq")),
        (CONSTRUCT, "trig", "application/trig"),
        *((CONSTRUCT, each, each) for each in RDF_TYPES),
        (SELECT, "turtle,csv", CSV),
        (CONSTRUCT, "csv,turtle", TURTLE),
        (CONSTRUCT, "html", HTML),
    ],
)
def test_the_parameter_format_comes_before_the_header(
    endpoint: Server, query: str, name: str, chosen: str
) -> None:
    for accept in ("", "image/png", XML, TURTLE, BROWSER):
        reply = endpoint.get(query, ("format", name), Accept=accept)
        assert (reply.status, reply.media_type) == (200, chosen)


def test_of_several_formats_the_first_that_there_is_counts(endpoint: Server) -> None:
    reply = endpoint.get(SELECT, ("format", "turtle"), ("format", "tsv"), ("format", "csv"))
    assert reply.media_type == TSV
    assert endpoint.post(SELECT, ("format", "csv")).media_type == CSV


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (SELECT, "turtle"),
        (SELECT, "bananas"),
        (SELECT, ""),
        (ASK, "csv"),
        (ASK, "tsv"),
        (CONSTRUCT, "csv"),
        (CONSTRUCT, "application/sparql-results+json"),
    ],
)
def test_an_unknown_format_gets_406_with_what_there_is(
    endpoint: Server, query: str, name: str
) -> None:
    reply = endpoint.get(query, ("format", name), Accept=JSON)
    assert (reply.status, reply.media_type) == (406, PROBLEM)
    assert reply.json["available"] == _offered(query)


@pytest.mark.parametrize("each", [*RESULTS, *GRAPHS], ids=lambda each: each.name)
def test_text_names_its_charset_and_nothing_else_does(endpoint: Server, each: Format) -> None:
    reply = endpoint.get(SELECT if each in RESULTS else CONSTRUCT, Accept=each.media_type)
    text = each.media_type.startswith("text/")
    expected = f"{each.media_type}; charset=utf-8" if text else each.media_type
    assert reply.headers["Content-Type"] == expected
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_several_header_fields_count_as_one_list(endpoint: Server) -> None:
    # RFC 9110, section 5.3
    path = "/sparql?query=SELECT+(1+AS+%3Fx)+%7B%7D"
    joined = send(endpoint, "GET", path, Accept=f"{CSV};q=0.1, {TSV}")
    assert joined.media_type == TSV
    split = send(endpoint, "GET", path, Accept=f"{CSV};q=0.1", accept=TSV)
    assert split.media_type == TSV
