"""The example queries: described, valid on their own, stable, and alike on both engines."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from comity.dataset import Dataset
from comity.paths import query_files

TAGS = {
    "aggregation",
    "disagreement",
    "look-up",
    "paths",
    "provenance",
    "set-difference",
    "tallies",
    "time",
}
NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double")}

# Room for slow machines: the queries take some hundredths of a second.
SECONDS = 2.0

Cell = tuple[str, str] | Decimal | None

every_query = pytest.mark.parametrize("path", query_files(), ids=lambda path: path.stem)


def header(text: str) -> dict[str, str]:
    return dict(re.findall(r"^#\+ (\w+): (.+)$", text, re.MULTILINE))


def code(text: str) -> str:
    """Return a query without its strings, IRIs and comments."""
    return re.sub(r'"[^"\n]*"|<[^<>\s]*>|#.*', " ", text)


def cells(solutions: ox.QuerySolutions) -> list[list[Cell]]:
    return [[cell(solution[name]) for name in solutions.variables] for solution in solutions]


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Cell:
    """Return what two engines must agree on: numbers by value, other terms as they are."""
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        return Decimal(term.value)
    return None if term is None else (type(term).__name__, str(term))


def on_pyoxigraph(text: str, dataset: Dataset) -> list[list[Cell]]:
    solutions = dataset.store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    return cells(solutions)


def on_rdflib(text: str, graph: rdflib.Graph) -> list[list[Cell]]:
    answer = graph.query(text).serialize(format="json")
    assert answer is not None
    solutions = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return cells(solutions)


def test_there_are_queries_for_every_tag() -> None:
    used = [header(path.read_text(encoding="utf-8"))["tags"].split(", ") for path in query_files()]

    assert {tag for tags in used for tag in tags} == TAGS


@every_query
def test_a_query_says_in_one_question_what_it_answers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    described = header(text)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)
    assert set(described) - {"note"} == {"summary", "tags"}
    assert described["summary"].endswith("?")
    assert set(described["tags"].split(", ")) <= TAGS


@every_query
def test_a_query_declares_the_prefixes_that_it_uses_and_no_others(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^PREFIX ([a-z0-9-]+):", text, re.MULTILINE)
    body = re.sub(r"^PREFIX .+$", "", text, flags=re.MULTILINE)

    assert declared == sorted(set(re.findall(r"(?<![\w-])([a-z][a-z0-9-]*):\w", code(body))))


@every_query
def test_a_query_keeps_to_what_is_fast_and_repeatable(path: Path) -> None:
    words = set(re.findall(r"[A-Z_]+", code(path.read_text(encoding="utf-8"))))

    # "There is no" by EXISTS is slow; the others depend on the moment, on chance or on the network.
    assert not words & {"EXISTS", "SERVICE", "NOW", "RAND", "UUID", "SAMPLE", "GROUP_CONCAT"}


@every_query
def test_a_query_answers_soon_and_with_rows(path: Path, dataset: Dataset) -> None:
    text = path.read_text(encoding="utf-8")
    started = time.perf_counter()

    assert on_pyoxigraph(text, dataset)
    assert time.perf_counter() - started < SECONDS


@every_query
def test_a_query_has_the_same_rows_in_the_same_order_on_both_engines(
    path: Path, dataset: Dataset, rdflib_graph: rdflib.Graph
) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.search(r"^ORDER BY .+", text, re.MULTILINE)
    assert on_pyoxigraph(text, dataset) == on_rdflib(text, rdflib_graph)
