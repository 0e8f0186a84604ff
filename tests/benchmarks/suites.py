"""Say what is asked of which graph: the examples of the shipped one, and a synthetic one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks import synthetic
from benchmarks.contest import Case
from benchmarks.peers import Data
from comity.dataset import load
from comity.examples import examples

QUERIES = Path(__file__).with_name("queries")


@dataclass(frozen=True)
class Suite:
    """Hold what is asked of which graph."""

    section: str
    title: str
    cases: Sequence[Case]
    data: Data
    triples: int


def own(folder: Path) -> Suite:
    """Return the example queries on the graph as it is shipped."""
    cases = [Case(each.name, each.text) for each in examples().values()]
    data, triples = _prepared(folder)
    return Suite("endpoint own", "the graph as shipped, its example queries", cases, data, triples)


def made(folder: Path, size: int) -> Suite:
    """Return the queries for a synthetic graph, which is laid over the shipped one."""
    cases = [Case(path.stem, path.read_text("utf-8")) for path in sorted(QUERIES.glob("*.rq"))]
    path = folder / "synthetic.nq"
    synthetic.write(path, size)
    data, triples = _prepared(folder, path)
    title = f"with a synthetic graph of {size:,} triples laid over the shipped one"
    return Suite("endpoint synthetic", title, cases, data, triples)


def _prepared(folder: Path, *additions: Path) -> tuple[Data, int]:
    """Write the default graph that comity serves to a file for the others."""
    path = folder / "graph.nt"
    store = load(additions).store
    store.dump(path, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    with path.open("rb") as lines:
        triples = sum(1 for _ in lines)
    return Data(path, additions, folder), triples
