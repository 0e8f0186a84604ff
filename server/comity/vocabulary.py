"""Name the namespaces of the graph and shorten or expand IRIs with them.

The project's own prefixes follow one pattern, ``https://w3id.org/comity/<prefix>/``; only the
ontology and the shapes use a hash namespace.
"""

from __future__ import annotations

import re

BASE = "https://w3id.org/comity/"
GRAPH = BASE + "graph/"
DATASET = BASE + "dataset"
ENDPOINT = BASE + "sparql"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"

THING_KINDS = (
    "country forum agency declaration meeting initiative membership action relation position tally "
    "source passage disagreement version evidence coverage"
).split()

CONCEPT_KINDS = (
    "role act stage confidence measure discrepancy stance source-kind relation-type forum-type "
    "agency-type declaration-type meeting-type initiative-type region theme oecd-principle"
).split()

# The first segment of the path of whatever has a document of its own.
KINDS = (*THING_KINDS, *CONCEPT_KINDS, "scheme", "prefix")

PREFIXES: dict[str, str] = {
    "comity": BASE + "ontology#",
    "shapes": BASE + "shapes#",
    "scheme": BASE + "scheme/",
    "graph": GRAPH,
    "query": BASE + "query/",
    **{kind: f"{BASE}{kind}/" for kind in THING_KINDS + CONCEPT_KINDS},
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def expand(name: str) -> str:
    """Expand a prefixed name such as ``forum:gpai`` to an IRI; leave anything else as it is."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        return PREFIXES[prefix] + local
    return name


def shorten(iri: str) -> str:
    """Shorten an IRI to a prefixed name where one can be written in Turtle without escapes."""
    # Every namespace ends in one of these, and no local name has any.
    start = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _BY_NAMESPACE.get(iri[:start])
    if prefix and _LOCAL_NAME.fullmatch(iri, start):
        return f"{prefix}:{iri[start:]}"
    return iri
