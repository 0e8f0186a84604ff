"""Add the descriptions of a graph to it, each as a named graph of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from comity.artefacts import Artefact
from comity.describe.counts import count, coverage
from comity.describe.dcat import dcat
from comity.describe.examples import executables
from comity.describe.service import service
from comity.describe.void import void
from comity.examples import examples
from comity.vocabulary import ENDPOINT, GRAPH

VOID, DCAT, EXAMPLES, SERVICE = (GRAPH + name for name in ("void", "dcat", "examples", "service"))
_DEFAULT = ox.DefaultGraph()
_WRITTEN = ox.RdfFormat.N_TRIPLES  # quicker for the engine to read than terms of Python


@dataclass(frozen=True)
class Described:
    """Hold how large a store is with its descriptions, and the digest of these in hexadecimal."""

    triples: int
    graphs: dict[str, int]
    digest: str


def add(store: ox.Store, artefacts: Sequence[Artefact] = ()) -> Described:
    """Add to a store the graphs ``graph:void``, ``dcat``, ``examples`` and ``service``.

    Their triples become part of the default graph too. Takes the files of an export, made or
    planned. The endpoint stands by its canonical address, ``https://w3id.org/comity/sparql``.
    """
    counts, covered = count(store), coverage(store)
    added = _Added(store, int(counts.totals["triples"]), dict(counts.graphs))
    added.insert(VOID, void(counts, artefacts))
    added.insert(DCAT, dcat(covered, artefacts))
    added.insert(EXAMPLES, executables(examples().values()))
    # It tells its own size, which does not depend on the number that it tells.
    draft = list(service(ENDPOINT, 0, {**added.graphs, SERVICE: 0}))
    triples = added.triples + added.new(draft)
    added.insert(SERVICE, service(ENDPOINT, triples, {**added.graphs, SERVICE: len(draft)}))
    return Described(added.triples, dict(sorted(added.graphs.items())), added.digest.hexdigest())


class _Added:
    """Count and digest what is added to a store."""

    def __init__(self, store: ox.Store, triples: int, graphs: dict[str, int]) -> None:
        self._store = store
        self.triples = triples
        self.graphs = graphs
        self.digest = hashlib.sha256()

    def new(self, triples: Iterable[ox.Triple]) -> int:
        """Return how many triples the default graph does not have yet."""
        return sum(
            ox.Quad(each.subject, each.predicate, each.object) not in self._store
            for each in triples
        )

    def insert(self, graph: str, told: Iterable[ox.Triple]) -> None:
        """Add a named graph, and to the default graph what is new in it."""
        triples = list(dict.fromkeys(told))
        self.triples += self.new(triples)
        self.graphs[graph] = len(triples)
        written = bytes(ox.serialize(triples, format=_WRITTEN) or b"")
        for name in (ox.NamedNode(graph), _DEFAULT):
            self._store.load(written, format=_WRITTEN, to_graph=name, lenient=True)
        self.digest.update(written)
