"""What the tests of the descriptions share."""

from __future__ import annotations

import rdflib
from rdflib import Namespace, URIRef

from protocol.shared import NTRIPLES, send
from serving import Server

BASE = "https://w3id.org/comity/"
GRAPH = BASE + "graph/"
DATASET = URIRef(BASE + "dataset")
VOID = Namespace("http://rdfs.org/ns/void#")
EXT = Namespace("http://ldf.fi/void-ext#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

DOCUMENTS = {
    "void": "/.well-known/void",
    "dcat": "/dcat",
    "examples": "/.well-known/sparql-examples",
    "service": "/sparql",
}


def document(server: Server, path: str) -> rdflib.Graph:
    reply = send(server, "GET", path, Accept=NTRIPLES)
    assert (reply.status, reply.media_type) == (200, NTRIPLES)
    return rdflib.Graph().parse(reply.body, format="nt")


def named(server: Server, name: str) -> rdflib.Graph:
    """Return one of the graphs that describe, as it is loaded."""
    return document(server, f"/graphs?graph={GRAPH}{name}")
