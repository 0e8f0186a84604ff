"""The ontology, the shapes, the named graphs and the JSON-LD context answer under their IRIs."""

from __future__ import annotations

import json
from urllib.parse import quote

import pyoxigraph as ox
import pytest

import comity
from comity.paths import root
from resources.shared import BASE, BROWSER, Page
from serving import Server

ENDINGS = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
GPAI = f"{BASE}graph/data/forums/gpai"


@pytest.mark.parametrize("name", ["ontology", "shapes"])
@pytest.mark.parametrize(("accept", "ending"), [*ENDINGS.items(), (BROWSER, "html")])
def test_a_vocabulary_leads_to_its_documents(
    site: Server, name: str, accept: str, ending: str
) -> None:
    lead = site.fetch(f"/{name}", Accept=accept)
    assert (lead.status, lead.headers["Location"]) == (303, f"{site.address}/{name}.{ending}")
    if ending != "html":  # the page is made elsewhere
        document = site.fetch(f"/{name}.{ending}")
        assert (document.status, document.media_type) == (200, accept)


@pytest.mark.parametrize("name", ["ontology", "shapes"])
@pytest.mark.parametrize(("type_", "ending"), ENDINGS.items())
def test_a_document_of_a_vocabulary_is_its_graph(
    site: Server, name: str, type_: str, ending: str
) -> None:
    codec = ox.RdfFormat.from_media_type(type_)
    assert codec is not None
    found = list(ox.parse(site.fetch(f"/{name}.{ending}").body, format=codec))
    about = json.loads(site.fetch(f"/sparql?query={quote(_count(name))}").body)
    assert len(found) == int(about["results"]["bindings"][0]["n"]["value"]) > 1000


def _count(name: str) -> str:
    return f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{BASE}graph/{name}> {{ ?s ?p ?o }} }}"


def test_the_version_of_the_ontology_leads_to_it(site: Server) -> None:
    lead = site.fetch(f"/ontology/{comity.__version__}")
    assert (lead.status, lead.headers["Location"]) == (303, f"{site.address}/ontology")


def test_the_context_is_the_one_of_the_ontology_and_may_be_kept(site: Server) -> None:
    reply = site.fetch("/context.jsonld")
    assert reply.body == (root() / "ontology" / "context.jsonld").read_bytes()
    assert reply.media_type == "application/ld+json"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age=86400" in reply.headers["Cache-Control"]
    assert site.fetch("/context.jsonld", If_None_Match=reply.headers["ETag"]).status == 304


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-quads", "*/*"])
def test_a_named_graph_leads_to_its_triples(site: Server, accept: str) -> None:
    lead = site.fetch("/graph/data/forums/gpai", Accept=accept)
    assert lead.status == 303
    target = lead.headers["Location"]
    assert target == f"{site.address}/graphs?graph={quote(GPAI, safe='')}"
    graph = site.fetch(target.removeprefix(site.address), Accept=accept)
    assert graph.status == 200
    assert b"membership/gpai-aus" in graph.body or b"membership:gpai-aus" in graph.body


def test_a_named_graph_leads_a_browser_to_a_page(site: Server) -> None:
    lead = site.fetch("/graph/data/forums/gpai", Accept=BROWSER)
    assert lead.headers["Location"] == f"{site.address}/graph/data/forums/gpai.html"
    page = Page(site.fetch("/graph/data/forums/gpai.html"))
    assert page.words("h1") == ["data/forums/gpai"]
    targets = {each["href"] for each in page.all("a")}
    assert f"{site.address}/membership/gpai-aus" in targets


def test_every_named_graph_answers(site: Server) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = json.loads(site.fetch(f"/sparql?query={quote(query)}").body)["results"]["bindings"]
    assert len(rows) > 90
    for row in rows:
        path = "/" + row["g"]["value"].removeprefix(BASE)
        lead = site.fetch(path, Accept="text/turtle")
        assert lead.status == 303, path
        target = lead.headers["Location"].removeprefix(site.address)
        assert site.fetch(target, method="HEAD").status == 200, target
