"""Evaluate queries in this process, on an Oxigraph store in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

import pyoxigraph as ox

from comity.errors import QueryError
from comity.formats import Format
from comity.query import Query
from comity.vocabulary import PREFIXES, shorten


class LocalEngine:
    """Answer queries from a store of this process; see ``Engine``."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, query: Query, answer: Format) -> Iterator[bytes]:
        """Evaluate a query on the store; see ``Engine.query``."""
        query.check()
        try:
            result = self._store.query(query.text, prefixes=PREFIXES, **_dataset(query))
        except SyntaxError as cause:
            raise query.error(cause) from None
        return iter([_serialize(result, answer)])

    def close(self) -> None:
        """Let go of the store."""
        del self._store


class _Dataset(TypedDict, total=False):
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def _dataset(query: Query) -> _Dataset:
    # Naming one graph replaces the whole dataset (SPARQL 1.1 Protocol, 2.1.4).
    if not (query.default_graphs or query.named_graphs):
        return {}
    return {
        "default_graph": [_named(iri) for iri in query.default_graphs],
        "named_graphs": [_named(iri) for iri in query.named_graphs],
    }


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise QueryError(f"the name of a graph is not an absolute IRI: {iri}") from None


def _serialize(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, answer: Format
) -> bytes:
    if isinstance(result, ox.QueryTriples):
        assert isinstance(answer.codec, ox.RdfFormat)  # noqa: S101
        triples = list(result)
        return bytes(
            ox.serialize(triples, format=answer.codec, prefixes=_prefixes_in_use(triples)) or b""
        )
    assert isinstance(answer.codec, ox.QueryResultsFormat)  # noqa: S101
    return bytes(result.serialize(format=answer.codec) or b"")


def _prefixes_in_use(triples: list[ox.Triple]) -> dict[str, str]:
    iris = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    used = {shorten(iri).partition(":")[0] for iri in iris}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}
