"""Run the rules of ``ontology/rules`` and keep what they state in a graph of its own."""

from __future__ import annotations

from datetime import date
from functools import partial

import pyoxigraph as ox

from comity.paths import rule_files
from comity.query import Query
from comity.vocabulary import GRAPH

DERIVED = ox.NamedNode(GRAPH + "derived")


def derive(store: ox.Store, today: date) -> None:
    """Add all derived statements to the graph ``graph:derived`` and to the default graph.

    Takes a store whose default graph merges all asserted graphs, and the day that counts as today
    for what holds "now". Each rule sees what the rules before it stated, in the order of their file
    names; the same data and day give the same graph.
    """
    # What the engine wrote itself, it need not check when it reads it.
    read = partial(store.load, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    stated = []
    for rule in rule_files():
        query = Query(rule.read_text(encoding="utf-8"))
        if "today" in query.variables:
            query = query.bind({"today": f'"{today}"^^xsd:date'})
        triples = store.query(query.text)
        assert isinstance(triples, ox.QueryTriples), f"{rule.name} constructs nothing"  # noqa: S101
        stated.append(bytes(triples.serialize(format=ox.RdfFormat.N_TRIPLES) or b""))
        read(stated[-1])
    read(b"".join(stated), to_graph=DERIVED)
