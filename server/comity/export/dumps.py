"""Dump the graph whole: all named graphs, and the default graph that merges them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from comity.artefacts import Artefact
from comity.export.canonical import by_graph, triples
from comity.export.compressed import ENDINGS, compressed
from comity.export.compressed import planned as in_codings
from comity.export.material import Material
from comity.vocabulary import PREFIXES

START = (
    "**As RDF**: `comity.trig.gz` or `comity.nq.gz`, with a named graph for each file of the data; "
    "the other dumps merge them."
)
DIGEST = "comity.rdfc10.sha256"
_QUADS, _TRIPLES = "each file of the data a named graph", "all graphs merged"
_DUMPS = (
    ("comity.nq", f"The graph as canonical N-Quads, {_QUADS}", ox.RdfFormat.N_QUADS),
    ("comity.trig", f"The graph as TriG, {_QUADS}", ox.RdfFormat.TRIG),
    ("comity.ttl", f"The graph as Turtle, {_TRIPLES}", ox.RdfFormat.TURTLE),
    ("comity.nt", f"The graph as N-Triples, {_TRIPLES}", ox.RdfFormat.N_TRIPLES),
    ("comity.rdf", f"The graph as RDF/XML, {_TRIPLES}", ox.RdfFormat.RDF_XML),
)


def planned() -> Iterator[Artefact]:
    """Say which files there will be."""
    for name, title, format_ in _DUMPS:
        yield from in_codings(name, title, format_.media_type)
    yield Artefact(DIGEST, "SHA-256 of the graph in canonical form (RDFC-1.0)", "text/plain")


def write(material: Material, folder: Path) -> Iterator[str]:
    """Write the files and yield the name of each once it is whole."""
    document = material.canonical
    for name, _, format_ in _DUMPS:
        with compressed(folder, name) as output:
            if format_ is ox.RdfFormat.N_QUADS:
                output.write(document)
            else:
                ox.serialize(_content(document, format_), output, format=format_, prefixes=PREFIXES)
        yield from (name + ending for ending in ENDINGS.values())
    (folder / DIGEST).write_text(f"{material.edition.canonical}  {_DUMPS[0][0]}\n")
    yield DIGEST


def _content(document: bytes, format_: ox.RdfFormat) -> Iterable[ox.Quad] | Iterable[ox.Triple]:
    return by_graph(document) if format_.supports_datasets else triples(document)
