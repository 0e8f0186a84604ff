"""What the tests of the protocol share: names, small graphs, and ways to send a request."""

from __future__ import annotations

import http.client
import json
import urllib.parse
from typing import Any

from serving import Reply, Server

GRAPH = "https://w3id.org/comity/graph/"
AUKUS = f"{GRAPH}data/forums/aukus"
UNKNOWN = "http://example.org/unknown"

# Laid over the shipped graph, each becomes a named graph.
GRAPHS_ADDED = {
    "one": "<urn:one> a <urn:Thing> ; <urn:in> 1 .",
    "two": "<urn:two> a <urn:Thing> ; <urn:in> 2 ; <urn:knows> _:x . _:x <urn:in> 2 .",
    "three": "<urn:three> a <urn:Thing> ; <urn:in> 3 .",
    "both": "<urn:one> a <urn:Thing> .",
}
ONE, TWO, THREE, BOTH = (f"{GRAPH}added/{name}" for name in GRAPHS_ADDED)
LIMITS = {"timeout": 25, "memory": 700, "workers": 2}

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
NTRIPLES = "application/n-triples"
PROBLEM = "application/problem+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

RDF_TYPES = {  # how rdflib calls the formats of graphs
    TURTLE: "turtle",
    NTRIPLES: "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


def send(
    server: Server, method: str, path: str, body: bytes | None = None, **headers: str
) -> Reply:
    """Send a request with exactly these header fields, beside those that HTTP/1.1 demands."""
    connection = http.client.HTTPConnection(server.host, timeout=90)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        reply = connection.getresponse()
        return Reply(reply.status, reply.headers, reply.read())
    finally:
        connection.close()


def encoded(*pairs: tuple[str, str]) -> str:
    """Return parameters as they stand in an address or a form."""
    return urllib.parse.urlencode(pairs)


def truth(reply: Reply) -> bool:
    """Return the truth value that an ASK query was answered with."""
    assert reply.status == 200, reply.body
    return bool(reply.json["boolean"])


def rows(reply: Reply) -> list[dict[str, str]]:
    """Return the solutions of an answer in JSON, each as texts by variable."""
    assert reply.status == 200, reply.body
    answer: dict[str, Any] = json.loads(reply.body)
    return [
        {name: term["value"] for name, term in solution.items()}
        for solution in answer["results"]["bindings"]
    ]


def value(reply: Reply) -> str:
    """Return the only value in the only row of an answer in JSON."""
    (row,) = rows(reply)
    (only,) = row.values()
    return only


def fields(reply: Reply, *but: str) -> dict[str, str]:
    """Return the header fields of a reply by lower-case name, but for those of each reply's own."""
    left_out = {"date", "x-request-id", *but}
    return {
        name.lower(): text for name, text in reply.headers.items() if name.lower() not in left_out
    }


def varies(reply: Reply) -> set[str]:
    """Return the names in the header field Vary, in lower case."""
    return {name.strip().lower() for name in reply.headers.get("Vary", "").split(",")}
