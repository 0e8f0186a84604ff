"""Other SHACL engines reach the verdict of pyshacl: the same findings of the same shapes.

Apache Jena, pyshacl-turbo and shacl-rust each run every constraint and every target that the shapes
have, targets by SPARQL (SHACL Advanced Features, section 3.1) and queries included. One node is
counted once for one constraint: of ill-typed numbers, rdflib compares more than SPARQL allows, so
pyshacl may report the same fault twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from comity.dataset import Dataset, load
from comity.shacl import shacl_report, shapes_of
from comity.vocabulary import PREFIXES
from jena import jena
from protocol.clients.shared import missing
from shapes.test_shapes import NAMES, ROOT, RULES, records, report, shapes

# Focus node, shape and constraint component of each result.
Findings = set[tuple[str, str, str]]
Engine = Callable[["Case"], Findings]


@dataclass(frozen=True)
class Case:
    """Hold what is judged and by which shapes, as N-Triples, and what pyshacl found."""

    data: Path
    shapes: Path
    found: Findings


def findings(result: Graph) -> Findings:
    def told(node: Node, part: URIRef) -> str:
        return str(result.value(node, part))

    return {
        (
            told(node, SH.focusNode),
            told(node, SH.sourceShape),
            told(node, SH.sourceConstraintComponent),
        )
        for node in result.subjects(RDF.type, SH.ValidationResult)
    }


def by_jena(case: Case) -> Findings:
    run = jena(case.data.parent)
    options = (f"--shapes={case.shapes}", f"--data={case.data}")
    told = Graph().parse(data=run("shacl.shacl", "validate", *options), format="turtle")
    assert (None, SH.conforms, Literal(not findings(told))) in told
    return findings(told)


def by_pyshacl_turbo(case: Case) -> Findings:
    graphs = (Graph().parse(path, format="nt") for path in (case.data, case.shapes))
    data, given = graphs
    turbo = imported("pyshacl_turbo")
    conforms, told, _ = turbo.validate(data, shacl_graph=given, advanced=True, inplace=True)
    assert conforms == (not findings(told))
    return findings(told)


def by_shacl_rust(case: Case) -> Findings:
    told = imported("shacl_rust").validate_file(str(case.data), str(case.shapes))
    assert told["conforms"] == (not told["results"])
    return {
        (
            result["focusNode"].strip("<>"),
            result["sourceShape"].strip("<>"),
            result["sourceConstraintComponent"].strip("<>"),
        )
        for result in told["results"]
    }


def imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        missing(f"{name} is not installed (pip install {name.replace('_', '-')})")


# Jena 4.5 breaks off where a variable that stands for a predicate is bound to a literal, as by this
# record, which says "date" where a property belongs, in the rule evidence-without-statement.
UNREADABLE: dict[Engine, set[str]] = {by_jena: {"evidence"}}

every_engine = pytest.mark.parametrize("engine", [by_jena, by_pyshacl_turbo, by_shacl_rust])


def written(folder: Path, dataset: Dataset) -> Case:
    """Write a loaded graph and the shapes in it to files, and judge it as comity does."""
    data, given = folder / "data.nt", folder / "shapes.nt"
    dataset.store.dump(data, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    ox.serialize(shapes_of(dataset.store), given, format=ox.RdfFormat.N_TRIPLES)
    return Case(data, given, findings(shacl_report(dataset.store)))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Case:
    return written(tmp_path_factory.mktemp("shipped"), dataset)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Lay a mistake in each kind of record over the shipped graph."""
    faults = ROOT / "tests" / "benchmarks" / "faults.ttl"
    return written(tmp_path_factory.mktemp("faulty"), load([faults]))


def failing(folder: Path, without: frozenset[str]) -> Case:
    """Take the record that fails of every shape and rule, and judge them all by plain pyshacl."""
    data, given = folder / "data.nt", folder / "shapes.nt"
    graph = records(*(f"{name}.fail" for name in NAMES if name not in without))
    graph.serialize(data, format="nt", encoding="utf-8")
    shapes(*NAMES).serialize(given, format="nt", encoding="utf-8")
    return Case(data, given, findings(report(graph, shapes(*NAMES))))


@every_engine
def test_the_shipped_graph_conforms(engine: Engine, shipped: Case) -> None:
    assert engine(shipped) == shipped.found == set()


@every_engine
def test_the_same_faults_are_found_in_a_faulty_draft(engine: Engine, faulty: Case) -> None:
    assert len(faulty.found) > 40
    assert engine(faulty) == faulty.found


@every_engine
def test_the_same_is_found_in_the_records_that_fail(engine: Engine, tmp_path: Path) -> None:
    case = failing(tmp_path, frozenset(UNREADABLE.get(engine, ())))
    reported = {shape.removeprefix(PREFIXES["shapes"]) for _, shape, _ in case.found}
    assert set(RULES) <= reported
    assert engine(case) == case.found
