"""What a client meets over HTTP, from a real server on a port."""

from __future__ import annotations

import re
import socket
import subprocess
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.formats import GRAPHS, RESULTS, Format
from comity.web.firstrows import LONGEST_TABLE
from serving import COMITY, Server, free_port, serving

SELECT = "SELECT ?name WHERE { country:KEN rdfs:label ?name }"
CONSTRUCT = "CONSTRUCT { country:KEN rdfs:label ?name } WHERE { country:KEN rdfs:label ?name }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start ``comity serve`` as the README says, with a file laid over the graph."""
    added = tmp_path_factory.mktemp("data") / "added.ttl"
    added.write_text('<urn:added> <urn:p> "laid over" .')
    with serving(added.parent, "--data", str(added)) as running:
        yield running


def test_a_query_is_answered_by_get_by_form_and_by_direct_post(server: Server) -> None:
    form = urllib.parse.urlencode({"query": SELECT}).encode()
    replies = [
        server.get(SELECT),
        server.fetch("/sparql", form),
        server.fetch("/sparql", SELECT.encode(), Content_Type="application/sparql-query"),
    ]
    assert [reply.status for reply in replies] == [200, 200, 200]
    assert len({reply.body for reply in replies}) == 1
    assert b'"value":"Kenya"' in replies[0].body


@pytest.mark.parametrize("wanted", RESULTS, ids=lambda each: each.name)
def test_a_table_comes_in_the_format_asked_for(server: Server, wanted: Format) -> None:
    reply = server.get(SELECT, Accept=wanted.media_type)
    assert reply.media_type == wanted.media_type
    assert "Accept" in reply.headers["Vary"]
    assert b"Kenya" in reply.body


@pytest.mark.parametrize("wanted", GRAPHS, ids=lambda each: each.name)
def test_a_graph_comes_in_the_format_asked_for(server: Server, wanted: Format) -> None:
    reply = server.get(CONSTRUCT, Accept=wanted.media_type)
    assert reply.media_type == wanted.media_type
    assert isinstance(wanted.codec, ox.RdfFormat)
    (quad,) = ox.parse(reply.body, format=wanted.codec)
    assert quad.object == ox.Literal("Kenya", language="en")


def test_a_turtle_answer_is_readable_with_prefixes(server: Server) -> None:
    reply = server.get(CONSTRUCT, Accept="text/turtle")
    assert b"country:KEN rdfs:label" in reply.body


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/json, text/html", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/html;q=0, */*", "application/sparql-results+json"),
        (
            "text/csv;q=0.5, application/sparql-results+xml;q=0.9, image/png",
            "application/sparql-results+xml",
        ),
        ("text/csv, text/html;q=0.5", "text/csv"),
        ("text/csv, */*", "text/csv"),
        ("text/*", "text/csv"),
        ("text/html, text/csv;q=0.5", "text/html"),
    ],
)
def test_the_preferred_of_several_formats_is_chosen(
    server: Server, accept: str, chosen: str
) -> None:
    reply = server.get(SELECT, Accept=accept)
    assert (reply.status, reply.media_type) == (200, chosen)
    assert "Accept" in reply.headers["Vary"]


def test_a_format_that_is_not_offered_gets_406_and_the_list(server: Server) -> None:
    reply = server.get("ASK {}", Accept="text/turtle")
    assert reply.status == 406
    assert reply.json["available"] == [each.media_type for each in RESULTS[:2]]


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT * WHERE {\n ?s nope:p ?o }", 2, 5), ("SELECT ?x", 1, 10), ("bananas", 1, 8)],
)
def test_a_malformed_query_gets_400_with_line_and_column(
    server: Server, query: str, line: int, column: int
) -> None:
    reply = server.get(query, Accept="application/sparql-results+json")
    assert reply.status == 400
    assert reply.media_type == "application/problem+json"
    assert (reply.json["line"], reply.json["column"]) == (line, column)


def test_an_error_is_plain_text_for_curl_and_a_page_for_a_browser(server: Server) -> None:
    assert server.get("x", Accept="*/*").media_type == "text/plain"
    assert server.get("x", Accept="text/html,*/*;q=0.8").media_type == "text/html"


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 400),
        (b"query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400),
        (b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        (b"query=ASK{}&default-graph-uri=no+iri", "application/x-www-form-urlencoded", 400),
        (b"\xff", "application/sparql-query", 400),
        (b"CLEAR ALL", "application/sparql-query", 403),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}" + b" " * 2_000_000, "application/sparql-query", 413),
    ],
)
def test_a_request_that_is_no_query_is_refused_with_the_right_status(
    server: Server, body: bytes, media_type: str, status: int
) -> None:
    reply = server.fetch("/sparql", body, Content_Type=media_type, Accept="application/json")
    assert (reply.status, reply.json["status"]) == (status, status)
    assert str(reply.json["detail"])


def test_a_missing_query_and_an_unknown_page_and_method_are_told_apart(server: Server) -> None:
    assert server.fetch("/sparql", b"").status == 400
    assert server.fetch("/nowhere").status == 404
    reply = server.fetch("/health", b"x")
    assert reply.status == 405
    assert "GET" in reply.headers["Allow"]


def test_service_is_refused_and_nothing_is_asked_of_the_other_side(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        port = listener.getsockname()[1]
        query = f"ASK {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        assert server.get(query).status == 403
        with pytest.raises(TimeoutError):
            listener.accept()


def test_variables_are_bound_by_parameters(server: Server) -> None:
    query = "SELECT ?name WHERE { $country rdfs:label ?name }"
    reply = server.get(query, ("$country", "country:KEN"), Accept="text/csv")
    assert reply.body == b"name\r\nKenya\r\n"
    assert server.get(query, ("$country", "} ASK {")).status == 400


def test_the_dataset_of_the_protocol_is_used(server: Server) -> None:
    graph = "https://w3id.org/comity/graph/data/forums/aukus"
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?m a org:Membership }"
    reply = server.get(query, ("default-graph-uri", graph), Accept="text/csv")
    assert reply.body == b"n\r\n3\r\n"
    assert b"<td>3</td>" in server.get(query, ("default-graph-uri", graph), Accept=BROWSER).body


def test_data_laid_over_the_graph_are_served(server: Server) -> None:
    assert b"laid over" in server.get("SELECT * WHERE { <urn:added> ?p ?o }").body


def test_any_origin_may_read_even_errors(server: Server) -> None:
    for reply in (server.get(SELECT), server.get("x")):
        assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_health_tells_version_digest_and_size(server: Server) -> None:
    health = server.fetch("/health").json
    assert health["status"] == "ok"
    assert len(str(health["digest"])) == 64
    assert int(str(health["triples"])) > 90_000


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_browser_gets_pages_that_need_no_other_host(server: Server) -> None:
    home = server.fetch("/", Accept=BROWSER)
    form = server.fetch("/sparql", Accept=BROWSER)
    table = server.get(SELECT, Accept=BROWSER)
    for page in (home, form, table):
        assert (page.status, page.media_type) == (200, "text/html")
        loaded = re.findall(rb'<(?:script|img|iframe)[^>]* src="([^"]*)', page.body)
        loaded += re.findall(rb'<link rel="(?:stylesheet|icon)"[^>]* href="([^"]*)', page.body)
        assert len(loaded) > 3
        assert all(each.startswith(b"/static/") for each in loaded)
    assert b"<td>Kenya</td>" in table.body
    assert b"<textarea" in form.body


def test_false_and_zero_are_shown_in_a_page(server: Server) -> None:
    reply = server.get("SELECT (false AS ?a) (0 AS ?b) WHERE {}", Accept=BROWSER)
    assert b"<td>false</td><td>0</td>" in reply.body


def test_a_mistake_on_the_page_keeps_the_query(server: Server) -> None:
    reply = server.get("SELECT * WHERE { ?s ?p }", Accept=BROWSER)
    assert reply.status == 400
    assert b"SELECT * WHERE { ?s ?p }</textarea>" in reply.body
    assert b"line 1, column 25" in reply.body


def test_a_page_shows_the_first_rows_of_a_long_answer_and_says_so(server: Server) -> None:
    reply = server.get("SELECT ?s WHERE { ?s ?p ?o }", Accept=BROWSER)
    assert reply.body.count(b"<tr>") == LONGEST_TABLE + 1
    assert b"and more" in reply.body


def test_a_script_of_another_site_may_post_a_query(server: Server) -> None:
    reply = server.fetch("/sparql", method="OPTIONS")
    assert "Content-Type" in reply.headers["Access-Control-Allow-Headers"]
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]


def test_what_a_query_answers_is_text_in_a_page_never_markup(server: Server) -> None:
    reply = server.get("SELECT ('<b>x</b>' AS ?a) WHERE {}", Accept=BROWSER)
    assert b"&lt;b&gt;x&lt;/b&gt;" in reply.body


def test_a_broken_file_is_named_with_its_line_and_nothing_is_served(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b")
    command = [str(COMITY), "serve", "--port", str(free_port()), "--data", str(broken)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert f"{broken}:2:" in ended.stderr


def test_a_page_has_labels_beside_iris_and_links_that_stay_here(server: Server) -> None:
    reply = server.get("SELECT ?x WHERE { VALUES ?x { country:KEN wd:Q114 } }", Accept=BROWSER)
    here = f'<a href="{server.address}/country/KEN">Kenya</a> <code>country:KEN</code>'
    assert f"<td>{here}</td>".encode() in reply.body
    assert b'<td><a href="http://www.wikidata.org/entity/Q114">wd:Q114</a></td>' in reply.body


def test_a_page_shows_the_triples_of_a_graph(server: Server) -> None:
    reply = server.get(CONSTRUCT, Accept=BROWSER)
    assert b"1 row" in reply.body
    assert b"<td>Kenya</td>" in reply.body
    assert b'download="comity.ttl"' in reply.body


def test_an_address_that_runs_a_script_is_no_link(server: Server) -> None:
    reply = server.get("SELECT (IRI('javascript:alert(1)') AS ?x) WHERE {}", Accept=BROWSER)
    assert b"<td>javascript:alert(1)</td>" in reply.body


def test_the_page_finds_examples_by_words_of_question_and_query(server: Server) -> None:
    found = server.fetch("/sparql?find=nato+gpai", Accept=BROWSER).body
    assert b"example=forums-shared-with-the-us" in found
    assert b"example=social-scoring" not in found
    assert b"No example has these words" in server.fetch("/sparql?find=xyzzy", Accept=BROWSER).body
    chosen = server.fetch("/sparql?example=social-scoring", Accept=BROWSER).body
    assert b"#+ summary:" in chosen
