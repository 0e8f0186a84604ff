"""Evaluate a query on an Oxigraph store of this process and write the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, TypedDict

import pyoxigraph as ox

from comity.engine.describe import describe
from comity.engine.job import Job
from comity.errors import QueryError
from comity.formats import Format
from comity.query import Query
from comity.vocabulary import BASE, PREFIXES, shorten

_LOOK_AHEAD = 5000  # triples in which the prefixes of an answer are looked for


def do(store: ox.Store, job: Job, output: IO[bytes]) -> int | None:
    """Do a job: answer its query with its bindings, or dump the graph that it names.

    Returns and raises what ``evaluate`` does.
    """
    if job.dump:
        graph = ox.DefaultGraph() if job.dump == "default" else _known(store, job.dump)
        quads = store.quads_for_pattern(None, None, None, graph)
        return write_triples((quad.triple for quad in quads), job.format, output)
    query = job.query.bind(dict(job.bindings)) if job.bindings else job.query
    return evaluate(store, query, job.format, output)


def evaluate(store: ox.Store, query: Query, answer: Format, output: IO[bytes]) -> int | None:
    """Evaluate a query and write its answer in a format, piece by piece.

    Relative IRIs are read against ``https://w3id.org/comity/``. Returns the number of triples of a
    graph, None for solutions: the engine writes those without counting. Raises QueryError,
    before anything is written, for a malformed query or an unknown graph, and QueryRefused for what
    is not offered.
    """
    query.check()
    dataset = _dataset(store, query)
    try:
        result = store.query(query.text, base_iri=BASE, prefixes=query.known_prefixes, **dataset)
    except SyntaxError as cause:
        query.refuse_update()
        raise query.error(cause) from None
    if isinstance(result, ox.QueryTriples):
        described = query.form == "DESCRIBE" and not dataset and not query.names_dataset
        return write_triples(describe(store, result) if described else result, answer, output)
    assert isinstance(answer.codec, ox.QueryResultsFormat)  # noqa: S101
    result.serialize(output, format=answer.codec)
    return None


def write_triples(triples: Iterable[ox.Triple], answer: Format, output: IO[bytes]) -> int:
    """Write triples in a format, with the project's prefixes that they use; return how many."""
    assert isinstance(answer.codec, ox.RdfFormat)  # noqa: S101
    rest = iter(triples)
    first = list(islice(rest, _LOOK_AHEAD))
    counted = _Counted(chain(first, rest))
    prefixes = _prefixes_in_use(first) if len(first) < _LOOK_AHEAD else PREFIXES
    ox.serialize(counted, output, format=answer.codec, prefixes=prefixes)
    return counted.number


class _Counted:
    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._triples = triples
        self.number = 0

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            self.number += 1
            yield triple


class _Dataset(TypedDict, total=False):
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def _dataset(store: ox.Store, query: Query) -> _Dataset:
    # Naming one graph replaces the whole dataset (SPARQL 1.1 Protocol, 2.1.4).
    if not (query.default_graphs or query.named_graphs):
        return {}
    return {
        "default_graph": [_known(store, iri) for iri in query.default_graphs],
        "named_graphs": [_known(store, iri) for iri in query.named_graphs],
    }


def _known(store: ox.Store, iri: str) -> ox.NamedNode:
    try:
        graph = ox.NamedNode(iri)
    except ValueError:
        raise QueryError(f"the name of a graph is not an absolute IRI: {iri}") from None
    if not store.contains_named_graph(graph):
        raise QueryError(f"there is no graph <{iri}> here, and none is fetched; /graphs lists them")
    return graph


def _prefixes_in_use(triples: list[ox.Triple]) -> dict[str, str]:
    iris = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    used = {shorten(iri).partition(":")[0] for iri in iris}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}
