"""What the tests of dereferencing share: names, hostile data, and ways to read what is answered."""

from __future__ import annotations

import importlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from comity.formats import DOCUMENTS
from comity.paths import root
from serving import Reply, Server

BASE = "https://w3id.org/comity/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDF = {name: each for name, each in DOCUMENTS.items() if name != "json"}

SCRIPT = "</script><script>alert(1)</script><!-- & \"'"
MANY = 450
HOSTILE = f"""
@prefix comity: <{BASE}ontology#> .
@prefix country: <{BASE}country/> .
@prefix forum: <{BASE}forum/> .
@prefix membership: <{BASE}membership/> .
@prefix meeting: <{BASE}meeting/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

forum:hostile a comity:Forum ;
    rdfs:label {json.dumps(SCRIPT)}@en , "plain, without a language" ;
    skos:altLabel "עברית"@he , "one"@en , "two"@en ;
    foaf:homepage <javascript:alert(1)> , <http://example.org/?a=1&b=2> ;
    schema:foundingDate "2019"^^<urn:odd> , 7 , 07 , true , "x" , [ rdfs:label "blank"@en ] ;
    schema:value 7 , "7" , 12345678901234567890 , "2019"^^schema:Date ;
    comity:legallyBinding true , "perhaps" ;
    dct:subject "no thing" , forum:hostile ;
    skos:note "line\\nand \\r carriage" .
membership:hostile-ken a org:Membership ; rdfs:label {json.dumps(SCRIPT)}@en ;
    org:member country:KEN ; org:organization forum:hostile , forum:gpai .

forum:gone a comity:Forum ; rdfs:label "Gone"@en ; owl:deprecated true ;
    dct:isReplacedBy forum:gpai .
forum:lost a comity:Forum ; rdfs:label "Lost"@en ; owl:deprecated true ;
    dct:isReplacedBy "no\\nthing" .
forum:kept a comity:Forum ; rdfs:label "Kept"@en ; owl:deprecated false .
forum:dotted.ttl.name a comity:Forum ; rdfs:label "Dotted"@en .
forum:many a comity:Forum ; rdfs:label "Many"@en .
""" + "".join(
    f'membership:many-{number} a org:Membership ; rdfs:label "Number {number}"@en ; '
    f"org:organization forum:many .\n"
    f'meeting:many-{number} a comity:Meeting ; rdfs:label "Meeting {number}"@en ; '
    f"comity:meetingOf forum:many .\n"
    for number in range(MANY)
)

jsonld: Any = importlib.import_module("pyld.jsonld")  # has no types

_CONTEXT: dict[str, Any] = json.loads(
    (root() / "ontology" / "context.jsonld").read_text(encoding="utf-8")
)


def triples(reply: Reply) -> set[str]:
    """Return the triples of a document as pyoxigraph reads it; its context must be ours."""
    assert reply.status == 200, reply.body
    if reply.media_type == "application/ld+json":
        return _from_jsonld(reply.body)
    codec = ox.RdfFormat.from_media_type(reply.media_type)
    assert codec is not None
    return {_text(quad.triple) for quad in ox.parse(reply.body, format=codec)}


def _from_jsonld(body: bytes) -> set[str]:
    document = json.loads(body)
    assert document["@context"].endswith("/context.jsonld")
    quads = jsonld.to_rdf({**document, **_CONTEXT}, {"format": "application/n-quads"})
    return {_text(quad.triple) for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}


def _text(triple: ox.Triple) -> str:
    """Return a triple as text; blank nodes are alike, which is enough to compare documents."""
    return re.sub(r"_:\w+", "_:x", str(triple))


class Page(HTMLParser):
    """Read a page: its elements as (tag, attributes), and what is not closed in order."""

    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

    def __init__(self, reply: Reply) -> None:
        super().__init__(convert_charrefs=True)
        assert reply.status == 200, reply.body
        assert reply.media_type == "text/html"
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.mistakes: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(reply.body.decode())
        self.close()
        self.mistakes += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.mistakes.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data.strip()))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element with a tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self, relation: str) -> list[str]:
        """Return the targets of the link elements with a relation."""
        return [each["href"] or "" for each in self.all("link") if each.get("rel") == relation]

    def words(self, tag: str) -> list[str]:
        """Return the texts in the elements with a tag."""
        return [text for name, text in self.texts if name == tag]


def samples(server: Server) -> dict[str, str]:
    """Return, for each first segment of the paths of the graph's subjects, one path."""
    found: dict[str, str] = {}
    for iri in subjects(server):
        kind, _, slug = iri.removeprefix(BASE).partition("/")
        if slug:
            found.setdefault(kind, f"/{kind}/{slug}")
    return found


def subjects(server: Server) -> list[str]:
    """Return the IRIs under the base of which the shipped graph, and no description, tells."""
    query = f"""SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s ?p ?o }}
        FILTER(?g NOT IN (graph:void, graph:dcat, graph:examples, graph:service))
        FILTER(STRSTARTS(STR(?s), "{BASE}") && !STRSTARTS(STR(?g), "{BASE}graph/added/")) }}
        ORDER BY ?s"""
    rows = server.get(query, Accept="application/sparql-results+json").json
    bindings: Any = rows["results"]
    return [row["s"]["value"] for row in bindings["bindings"]]


def write_hostile(folder: Path) -> Path:
    """Write the hostile data to a folder and return the file."""
    file = folder / "hostile.ttl"
    file.write_text(HOSTILE, encoding="utf-8")
    return file
