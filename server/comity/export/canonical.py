"""Write a dataset in its canonical form: sorted N-Quads with canonical blank nodes (RDFC-1.0)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox


def canonical(store: ox.Store) -> bytes:
    """Return the named graphs of a store as a canonical N-Quads document.

    The default graph is left out: it is the merge of the others.
    """
    anonymous = ox.Dataset()
    output = io.BytesIO()
    ox.serialize(_without_blank_nodes(store, anonymous), output, format=ox.RdfFormat.N_QUADS)
    # RDFC-1.0 names a blank node by the quads that mention one, so the others need not take part.
    anonymous.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ox.serialize(anonymous, output, format=ox.RdfFormat.N_QUADS)
    # Sorted by bytes, which for UTF-8 is by code points, as the standard wants it.
    lines = sorted(output.getvalue().split(b"\n")[:-1])
    return b"\n".join([*lines, b""])


def by_graph(document: bytes) -> Iterator[ox.Quad]:
    """Yield the quads of a canonical document graph by graph."""
    lines = document.split(b"\n")[:-1]
    lines.sort(key=lambda line: line.rsplit(b" ", 2)[1])
    return parse(b"\n".join(lines))


def triples(document: bytes) -> Iterator[ox.Triple]:
    """Yield the triples of a canonical document, which is their merge: each once, in order."""
    return (triple for triple, _ in groupby(quad.triple for quad in parse(document)))


def parse(document: bytes) -> Iterator[ox.Quad]:
    """Yield the quads of a document that the engine has written, which need not be checked."""
    return iter(ox.parse(document, format=ox.RdfFormat.N_QUADS, lenient=True))


def _without_blank_nodes(store: ox.Store, others: ox.Dataset) -> Iterator[ox.Quad]:
    """Yield the quads that mention none, and put those that do elsewhere."""
    for quad in store.quads_for_pattern(None, None, None, None):
        if isinstance(quad.graph_name, ox.DefaultGraph):
            continue
        if isinstance(quad.subject, ox.NamedNode) and isinstance(
            quad.object, ox.NamedNode | ox.Literal
        ):
            yield quad
        else:
            others.add(quad)
