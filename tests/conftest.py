"""What several tests ask: the shipped graph, loaded once."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import DefaultGraph

from comity.dataset import Dataset, load
from comity.engine import LocalEngine
from comity.shacl import to_graph
from jena import Jena
from jena import jena as run_jena


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load()


@pytest.fixture(scope="session")
def engine(dataset: Dataset) -> LocalEngine:
    return LocalEngine(dataset.store)


@pytest.fixture(scope="session")
def rdflib_graph(dataset: Dataset) -> rdflib.Graph:
    """Copy the merged default graph into rdflib."""
    quads = dataset.store.quads_for_pattern(None, None, None, DefaultGraph())
    return to_graph([quad.triple for quad in quads])


@pytest.fixture(scope="session")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Jena:
    """Return what runs a command of Apache Jena."""
    return run_jena(tmp_path_factory.mktemp("jena"))
