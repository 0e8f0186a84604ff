"""How the graph is loaded: named graphs, the merged default graph, additions, the digest."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.dataset import Dataset, digest, load, shipped_files
from comity.engine import LocalEngine, select, text
from comity.errors import DataError
from comity.paths import root
from comity.vocabulary import GRAPH


def test_each_data_file_is_a_named_graph(dataset: Dataset) -> None:
    names = {name.value for name in dataset.store.named_graphs()}
    files = (root() / "data").rglob("*.ttl")
    expected = {GRAPH + path.relative_to(root()).with_suffix("").as_posix() for path in files}
    assert expected <= names
    others = "ontology shapes derived void dcat examples service".split()
    assert names - expected == {GRAPH + other for other in others}


def test_a_triple_stated_in_two_graphs_counts_once(tmp_path: Path) -> None:
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    engine = LocalEngine(load([tmp_path]).store)
    (row,) = select(engine, "SELECT (COUNT(*) AS ?n) WHERE { <urn:s> <urn:p> ?o }")
    (named,) = select(engine, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { <urn:s> <urn:p> ?o } }")
    assert (text(row["n"]), text(named["n"])) == ("1", "2")


def test_trig_and_n_quads_keep_their_graphs_and_their_default_graph_gets_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.trig").write_text("GRAPH <urn:g> { <urn:a> <urn:p> 1 } <urn:b> <urn:p> 2 .")
    (tmp_path / "b.nq").write_text("<urn:c> <urn:p> <urn:d> <urn:h> .\n")
    store = load([tmp_path]).store
    graphs = {
        quad.graph_name for quad in store.quads_for_pattern(None, ox.NamedNode("urn:p"), None)
    }
    names = {ox.NamedNode("urn:g"), ox.NamedNode("urn:h"), ox.NamedNode(GRAPH + "added/a")}
    assert graphs == {*names, ox.DefaultGraph()}


def test_an_addition_may_have_any_file_name(tmp_path: Path) -> None:
    added = tmp_path / "new <facts>, é?.ttl"
    added.write_text("<urn:s> <urn:p> 1 .")
    names = {graph.value for graph in load([added]).store.named_graphs()}
    assert f"{GRAPH}added/new%20%3Cfacts%3E%2C%20%C3%A9%3F" in names


def test_an_unreadable_addition_is_named_with_line_and_column(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:s> <urn:p>\n  ; <urn:o> .", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load([broken])
    assert str(caught.value).startswith(f"{broken}:2:3: ")


@pytest.mark.parametrize("name", ["empty", "notes.txt"])
def test_an_addition_without_data_is_refused(tmp_path: Path, name: str) -> None:
    if name == "empty":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_text("no data")
    with pytest.raises(DataError, match=r"not a \.ttl|no \.ttl"):
        load([tmp_path / name])


def test_the_digest_tells_whether_the_data_are_the_same(tmp_path: Path, dataset: Dataset) -> None:
    added = tmp_path / "added.ttl"
    added.write_text("<urn:s> <urn:p> 1 .")
    assert digest(tuple(shipped_files())) == dataset.digest
    first = load([added]).digest
    added.write_text("<urn:s> <urn:p> 2 .")
    assert len({dataset.digest, first, load([added]).digest}) == 3


def test_the_same_data_and_day_give_the_same_graph() -> None:
    first, second = (load(today=date(2026, 1, 1)).store for _ in range(2))
    derived = ox.NamedNode(GRAPH + "derived")
    states = [set(each.quads_for_pattern(None, None, None, derived)) for each in (first, second)]
    assert states[0] == states[1]


def test_to_load_imports_no_rdflib_and_leaves_one_thread_so_that_the_process_may_fork() -> None:
    script = """if True:
        import os, sys
        from comity.dataset import load
        load()
        print(*{"rdflib", "pyshacl", "flask"} & sys.modules.keys(), "imported")
        print(len(os.listdir("/proc/self/task")) if os.path.exists("/proc") else 1)
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"imported", b"1"]


def test_a_blank_node_is_the_same_in_its_named_graph_and_in_the_default_graph(
    tmp_path: Path,
) -> None:
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text("_:b <urn:p> [] .", encoding="utf-8")
    store = load([tmp_path]).store
    graphs: dict[ox.Triple, int] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode("urn:p"), None):
        graphs[quad.triple] = graphs.get(quad.triple, 0) + 1
    assert list(graphs.values()) == [2, 2]


def test_the_default_graph_holds_all_triples_of_the_named_graphs_and_no_others(
    dataset: Dataset,
) -> None:
    default = {quad for quad in dataset.store if quad.graph_name == ox.DefaultGraph()}
    named = {quad for quad in dataset.store if quad.graph_name != ox.DefaultGraph()}
    assert {quad.triple for quad in default} == {quad.triple for quad in named}


def test_no_data_file_has_a_blank_node_or_a_derived_property(dataset: Dataset) -> None:
    derived = {
        "earliestStart",
        "latestEnd",
        "memberOf",
        "endorsed",
        "counts",
        "coverage",
        "drawsOn",
    }
    for quad in dataset.store:
        if isinstance(quad.graph_name, ox.NamedNode) and "/graph/data/" in quad.graph_name.value:
            assert not isinstance(quad.subject, ox.BlankNode)
            assert not isinstance(quad.object, ox.BlankNode)
            assert quad.predicate.value.rpartition("#")[2] not in derived
