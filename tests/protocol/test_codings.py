"""Content codings (RFC 9110, sections 8.4 and 12.5.3)."""

from __future__ import annotations

import gzip
import io

import pytest
import zstandard

from comity.formats import GRAPHS, RESULTS, Format
from protocol.shared import AUKUS, JSON, fields, send, varies
from serving import Reply, Server

LONG = "SELECT ?s ?name WHERE { ?s rdfs:label ?name } ORDER BY ?s ?name LIMIT 500"
LONG_GRAPH = "CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s a comity:Country ; rdfs:label ?n }"
VERY_LONG = "SELECT * WHERE { ?s ?p ?o }"
SHORT = "SELECT (1 AS ?x) {}"


def decoded(reply: Reply) -> bytes:
    """Return the body as it was before it was coded."""
    match reply.headers["Content-Encoding"]:
        case None:
            return reply.body
        case "gzip":
            return gzip.decompress(reply.body)
        case "zstd":
            return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(reply.body)).read()
    raise AssertionError(f"an unknown coding: {reply.headers['Content-Encoding']}")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("GZIP", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("br", None),
        ("deflate, compress", None),
        ("*", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip;q=0.5, zstd;q=0.6", "zstd"),
        ("gzip;q=0.001", "gzip"),
        ("gzip ; q=0.5 ,\tzstd ; q=0.4", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0, zstd;q=0", None),
        ("gzip;q=0, *", "zstd"),
        ("zstd;q=0, *;q=0.1", "gzip"),
        ("*;q=0", None),
        ("identity;q=1, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("identity, gzip", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0, *", "zstd"),
        ("x", None),
        ("gzip;q=x", None),
        (",", None),
        (";q=1", None),
        ("x-gzip", "gzip"),
        ("x-gzip;q=0.5, zstd;q=0.4", "gzip"),
        ("identity;q=0", "zstd"),
        ("identity;q=0, br", "zstd"),
        ("identity;q=0, zstd;q=0", "gzip"),
        ("identity;q=0, zstd;q=0, gzip;q=0", None),
    ],
)  # fmt: skip
def test_a_long_answer_is_coded_as_the_client_prefers(
    endpoint: Server, accept: str, chosen: str | None
) -> None:
    reply = endpoint.get(LONG, Accept_Encoding=accept)
    assert reply.status == 200
    assert reply.headers["Content-Encoding"] == chosen
    assert reply.headers["Content-Length"] == str(len(reply.body))
    assert varies(reply) >= {"accept", "accept-encoding"}


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@pytest.mark.parametrize("each", [*RESULTS, *GRAPHS], ids=lambda each: each.name)
def test_a_coded_answer_is_the_plain_one_once_decoded(
    endpoint: Server, each: Format, coding: str
) -> None:
    query = LONG if each in RESULTS else LONG_GRAPH
    plain = endpoint.get(query, Accept=each.media_type)
    coded = endpoint.get(query, Accept=each.media_type, Accept_Encoding=coding)
    assert coded.headers["Content-Encoding"] == coding
    assert decoded(coded) == plain.body
    assert len(coded.body) < len(plain.body)
    left_out = ("content-encoding", "content-length", "etag")
    assert fields(coded, *left_out) == fields(plain, *left_out)
    assert coded.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_an_answer_that_is_kept_in_a_file_is_coded_too(endpoint: Server, coding: str) -> None:
    plain = endpoint.get(VERY_LONG, Accept="text/csv")
    coded = endpoint.get(VERY_LONG, Accept="text/csv", Accept_Encoding=coding)
    assert len(plain.body) > 1024 * 1024
    assert decoded(coded) == plain.body


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_whole_graph_is_coded_too(endpoint: Server, coding: str) -> None:
    for path in (f"/graphs?graph={AUKUS}", "/graphs?default"):
        plain = send(endpoint, "GET", path)
        coded = send(endpoint, "GET", path, Accept_Encoding=coding)
        assert coded.headers["Content-Encoding"] == coding
        assert sorted(decoded(coded).splitlines()) == sorted(plain.body.splitlines())
        assert varies(coded) >= {"accept", "accept-encoding"}


def test_a_short_answer_is_not_coded_but_varies_all_the_same(endpoint: Server) -> None:
    reply = endpoint.get(SHORT, Accept_Encoding="gzip, zstd")
    assert reply.headers["Content-Encoding"] is None
    assert reply.json["results"]
    assert varies(reply) >= {"accept", "accept-encoding"}


def test_a_mistake_is_told_without_coding(endpoint: Server) -> None:
    reply = endpoint.get("bananas " * 500, Accept=JSON, Accept_Encoding="gzip")
    assert reply.status == 400
    assert reply.headers["Content-Encoding"] is None
    assert reply.json["status"] == 400


@pytest.mark.parametrize("coding", ["", "gzip", "zstd"])
def test_only_the_header_of_a_coded_answer_is_the_same(endpoint: Server, coding: str) -> None:
    given = endpoint.get(LONG, Accept_Encoding=coding)
    asked = endpoint.get(LONG, method="HEAD", Accept_Encoding=coding)
    assert asked.body == b""
    assert fields(asked) == fields(given)
