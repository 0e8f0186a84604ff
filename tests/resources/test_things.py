"""Each IRI of the graph answers: 303 to the document that suits, and the document."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.formats import DOCUMENTS
from comity.vocabulary import KINDS
from resources.shared import BASE, BROWSER, samples, subjects
from serving import Server

TYPES = {each.media_type: name for name, each in DOCUMENTS.items()}


def test_every_kind_of_subject_is_one_that_has_documents(site: Server) -> None:
    assert set(samples(site)) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_of_each_kind_answers_in_every_format(site: Server, kind: str) -> None:
    path = samples(site)[kind]
    for accept, ending in {**TYPES, BROWSER: "html"}.items():
        lead = site.fetch(path, Accept=accept)
        assert lead.status == 303
        assert lead.headers["Location"] == f"{site.address}{path}.{ending}"
        assert "Accept" in lead.headers["Vary"]
        assert lead.headers["Access-Control-Allow-Origin"] == "*"
        document = site.fetch(f"{path}.{ending}")
        assert document.status == 200
        assert document.media_type == ("text/html" if ending == "html" else accept)
        assert document.body


def test_no_name_of_a_thing_has_a_slash_or_the_ending_of_a_document(site: Server) -> None:
    for iri in subjects(site):
        kind, _, slug = iri.removeprefix(BASE).partition("/")
        if kind in KINDS:
            assert "/" not in slug
            assert "." not in slug


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("*/*", "ttl"),
        ("application/json", "json"),
        ("application/ld+json, application/json;q=0.5", "jsonld"),
        ("application/xml", "rdf"),
        ("text/n3", "ttl"),
        ("text/*", "ttl"),
        ("text/turtle;q=0.5, application/n-triples", "nt"),
        ("text/html;q=0, */*", "ttl"),
        (BROWSER, "html"),
    ],
)
def test_the_document_is_the_one_that_is_preferred(site: Server, accept: str, ending: str) -> None:
    assert site.fetch("/forum/gpai", Accept=accept).headers["Location"].endswith(f".{ending}")


@pytest.mark.parametrize("name", ["ttl", "json", "jsonld", "nt", "rdf", "html", "text/turtle"])
def test_a_format_can_be_named_in_the_address(site: Server, name: str) -> None:
    lead = site.fetch(f"/forum/gpai?format={name}", Accept="image/png")
    ending = "ttl" if "/" in name else name
    assert lead.headers["Location"] == f"{site.address}/forum/gpai.{ending}"


def test_what_is_not_offered_is_refused_with_the_list_of_what_is(site: Server) -> None:
    for reply in (
        site.fetch("/forum/gpai", Accept="image/png"),
        site.fetch("/forum/gpai?format=docx", Accept="application/problem+json"),
    ):
        assert reply.status == 406
        assert b"text/turtle" in reply.body
        assert b"text/html" in reply.body


def test_head_tells_what_get_would(site: Server) -> None:
    for path in ("/forum/gpai", "/forum/gpai.ttl", "/forum/gpai.html", "/forum/gpai.linkset.json"):
        got, told = site.fetch(path), site.fetch(path, method="HEAD")
        assert told.status == got.status
        assert told.body == b""
        for name in ("Content-Type", "Content-Length", "ETag", "Link", "Location"):
            assert told.headers[name] == got.headers[name], (path, name)


def test_things_cannot_be_written_to(site: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        reply = site.fetch("/forum/gpai", b"", method=method)
        assert reply.status == 405
        assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "path",
    [
        "/forum/nothing",
        "/forum/nothing.ttl",
        "/forum/nothing.linkset.json",
        "/forum/gpai.docx",
        "/forum/gpai.",
        "/forum/gpai/",
        "/forum/gpai/members",
        "/forum/GPAI",
        "/forum/gp%00ai",
        "/forum/gpai%0A",
        "/forum/gpai%2F",
        "/forum/%FF%FE.ttl",
        "/forum/%3Cscript%3E",
        "/forum/..%2Fforum%2Fgpai",
        "/forum/gp%2561i",
        "/planet/mars",
        "/planet/mars.html",
        "/graph/nothing",
        "/graph/nothing.html",
        "/graph/",
        "/ontology/1999",
        "/ontology.docx",
        "/shapes.zip",
        "/forum/" + "x" * 3000,
    ],
)
def test_what_is_not_in_the_graph_is_not_found(site: Server, path: str) -> None:
    assert site.fetch(path).status == 404
    told = site.fetch(path, Accept="application/problem+json")
    assert told.status == 404
    assert told.media_type == "application/problem+json"
    page = site.fetch(path, Accept=BROWSER)
    assert page.media_type == "text/html"
    assert b"<script>" not in page.body


def test_a_letter_in_percent_encoding_is_that_letter(site: Server) -> None:
    assert site.fetch("/forum/%67pai.ttl").body == site.fetch("/forum/gpai.ttl").body


def test_a_name_with_a_dot_is_a_name(site: Server) -> None:
    lead = site.fetch("/forum/dotted.ttl.name", Accept="text/turtle")
    assert lead.headers["Location"] == f"{site.address}/forum/dotted.ttl.name.ttl"
    assert b"Dotted" in site.fetch("/forum/dotted.ttl.name.ttl").body


@pytest.mark.parametrize("ending", ["", ".ttl", ".html", ".json", ".linkset.json"])
def test_what_was_withdrawn_is_gone_and_names_what_replaces_it(site: Server, ending: str) -> None:
    gone = site.fetch(f"/forum/gone{ending}")
    assert gone.status == 410
    assert f"{BASE}forum/gpai".encode() in gone.body
    assert gone.headers["Link"] == f'<{site.address}/forum/gpai>; rel="successor-version"'
    lost = site.fetch(f"/forum/lost{ending}")
    assert lost.status == 410
    assert "Link" not in lost.headers


def test_what_is_said_not_to_be_deprecated_is_there(site: Server) -> None:
    assert site.fetch("/forum/kept").status == 303


def test_a_day_that_is_asked_for_is_kept_on_the_way_to_the_document(site: Server) -> None:
    lead = site.fetch("/country/KEN?on=2021-05-31", Accept=BROWSER)
    assert lead.headers["Location"] == f"{site.address}/country/KEN.html?on=2021-05-31"


def test_no_day_is_told_to_be_none(site: Server) -> None:
    for ending in ("html", "json"):
        reply = site.fetch(f"/country/KEN.{ending}?on=yesterday", Accept="application/json")
        assert reply.status == 400
        assert b"YYYY-MM-DD" in reply.body


segments = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["forum", "graph", "country", "ontology", "scheme", "x"]), segments)
def test_any_path_at_all_is_answered_and_breaks_nothing(site: Server, kind: str, rest: str) -> None:
    reply = site.fetch(f"/{kind}/{rest.replace('#', '%23')}")
    assert reply.status in (200, 303, 308, 400, 404, 406, 410)


def _statuses(site: Server, iris: list[str]) -> Iterator[tuple[str, int, str, int]]:
    """Yield IRI, status, target of the redirect, and its status, all over one connection."""
    connection = http.client.HTTPConnection(site.host, timeout=60)
    for iri in iris:
        connection.request("GET", "/" + iri.removeprefix(BASE), headers={"Accept": "text/turtle"})
        first = connection.getresponse()
        first.read()
        target = first.headers.get("Location", "").removeprefix(site.address)
        connection.request("GET", target or "/", headers={"Accept": "text/turtle"})
        second = connection.getresponse()
        second.read()
        yield iri, first.status, target, second.status
    connection.close()


def test_every_subject_of_the_graph_dereferences(site: Server) -> None:
    things = [iri for iri in subjects(site) if "#" not in iri and iri != BASE]
    assert len(things) > 8000
    parts = [things[start::4] for start in range(4)]
    with ThreadPoolExecutor(4) as threads:
        told = [
            each for part in threads.map(lambda p: list(_statuses(site, p)), parts) for each in part
        ]
    assert len(told) == len(things)
    assert [each for each in told if (each[1], each[3]) != (303, 200)] == []
    assert all(target.endswith(".ttl") for _, _, target, _ in told)
