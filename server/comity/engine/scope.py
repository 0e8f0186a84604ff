"""Say over which graphs a query is evaluated (SPARQL 1.1 Query, section 13; Protocol, 2.1.4)."""

from __future__ import annotations

from typing import TypedDict

import pyoxigraph as ox

from comity.errors import QueryError
from comity.query import Query

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class Dataset(TypedDict, total=False):
    """Hold what the engine calls a dataset; empty for that of the store."""

    default_graph: list[Graph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def scope(store: ox.Store, query: Query) -> tuple[ox.Store, Dataset]:
    """Return the store and the dataset for a query.

    What the protocol names comes before what the query names; one name replaces all of the store's
    own dataset. Several default graphs are merged in a store of their own, for the engine would
    count a triple in two of them twice. Raises QueryError for a graph that is not there.
    """
    default, named = (query.default_graphs, query.named_graphs)
    if not (default or named):
        default, named = query.dataset
    if not (default or named):
        return store, {}
    defaults = [_known(store, iri) for iri in dict.fromkeys(default)]
    others = [_known(store, iri) for iri in dict.fromkeys(named)]
    if len(defaults) > 1:
        store = _merged(store, defaults, others)
        return store, {"default_graph": [ox.DefaultGraph()], "named_graphs": [*others]}
    return store, {"default_graph": [*defaults], "named_graphs": [*others]}


def _merged(store: ox.Store, defaults: list[ox.NamedNode], others: list[ox.NamedNode]) -> ox.Store:
    merged = ox.Store()
    for graph in defaults:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.bulk_extend(ox.Quad(each.subject, each.predicate, each.object) for each in quads)
    for graph in others:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _known(store: ox.Store, iri: str) -> ox.NamedNode:
    try:
        graph = ox.NamedNode(iri)
    except ValueError:
        raise QueryError(f"the name of a graph is not an absolute IRI: {iri}") from None
    if not store.contains_named_graph(graph):
        raise QueryError(f"there is no graph <{iri}> here, and none is fetched; /graphs lists them")
    return graph
