"""What is advised about a query: on forms known to be slow, never on what the project ships."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.advice import MOST, advice
from comity.dataset import Dataset
from comity.paths import query_files, rule_files
from comity.vocabulary import PREFIXES

SERVER = Path(__file__).parents[1] / "server" / "comity"
SPARQL = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE|WHERE)\b.*\{", re.DOTALL)


def texts_of_code() -> list[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SERVER.rglob("*.py")]
    constants = (
        node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    )
    return [str(node.value) for node in constants if SPARQL.search(str(node.value))]


def texts_of_shapes(dataset: Dataset) -> list[str]:
    names = [ox.NamedNode(PREFIXES["sh"] + name) for name in ("select", "ask", "construct")]
    quads = (quad for name in names for quad in dataset.store.quads_for_pattern(None, name, None))
    return [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]


def test_there_is_nothing_to_advise_about_what_the_project_ships(dataset: Dataset) -> None:
    files = [path.read_text(encoding="utf-8") for path in (*query_files(), *rule_files())]
    texts = [*files, *texts_of_code(), *texts_of_shapes(dataset)]
    assert len(files) > 100
    assert len(texts_of_code()) > 10
    assert len(texts_of_shapes(dataset)) > 30
    assert [(text, found) for text in texts if (found := advice(text))] == []


SLOW = [
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c . ?c a ?d }",
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c ; rdfs:label ?d }",
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c, ?d }",
    "?s ?p ?o FILTER NOT EXISTS { ?s org:member [ a ?c ] }",
    "?s ?p ?o FILTER NOT EXISTS { [] org:member ?s ; a ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s org:member (1 2) }",
    "?s ?p ?o FILTER NOT EXISTS { ?s a/rdfs:label ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s ^org:member ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s org:member+ ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s org:member? ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s !rdf:type ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s (org:member|rdf:type) ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c OPTIONAL { ?c a ?d } }",
    "?s ?p ?o FILTER NOT EXISTS { { SELECT ?s { ?s a ?c . ?c a ?d } GROUP BY ?s } }",
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c FILTER NOT EXISTS { ?c a ?d } }",
    "?s ?p ?o FILTER(?o = 1 || (!EXISTS { ?s a ?c . ?c a ?d }))",
    "?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s a ?c . ?c a ?d } }",
    "?s ?p ?o BIND(EXISTS { ?s a ?c . ?c a ?d } AS ?e)",
    'filter not exists { ?s rdfs:label "}" . # }\n ?s a ?c } ?s ?p ?o',
]
QUICK = [
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c }",
    "?s ?p ?o FILTER NOT EXISTS { ?s a ?c . }",
    '?s ?p ?o FILTER EXISTS { ?s rdfs:label "a . b ; c"@en-GB }',
    '?s ?p ?o FILTER EXISTS { ?s schema:startDate "2020-01-01"^^xsd:date FILTER(?o / 2 > +1) }',
    "?s ?p ?o FILTER EXISTS { ?s schema:value +1.5e3 }",
    "?s ?p ?o FILTER EXISTS { VALUES (?c ?d) { (1 2) (3 UNDEF) } ?s ?c ?d }",
    "?s ?p ?o FILTER EXISTS { ?s ?q ?o BIND(1 + 2 AS ?n) FILTER regex(?q, 'a') }",
    "?s a/rdfs:label ?o ; rdf:type+ ?c FILTER EXISTS { ?s a ?c }",
    "?s a ?c . ?c a ?d MINUS { ?s a/a ?d . ?d a ?c }",
    '?s rdfs:label "FILTER NOT EXISTS { ?s a ?c . ?c a ?d }" # NOT EXISTS { ?s a ?c ; a ?d }\n',
]
UNBOUND = [
    "GRAPH ?g { VALUES ?s { 1 } }",
    "GRAPH ?g { SELECT ?s { ?s ?p ?o } }",
    "GRAPH ?g { { SELECT ?s { ?s ?p ?o } } VALUES ?s { 1 } }",
    "?s ?p ?o GRAPH $g { VALUES ?s { 1 } MINUS { ?s a ?c } }",
]
BOUND = [
    "GRAPH ?g { VALUES ?s { 1 } ?s ?p ?o }",
    "GRAPH ?g { { ?s ?p ?o } VALUES ?s { 1 } }",
    "GRAPH ?g { ?s ?p ?o { SELECT ?s { ?s a ?c } } }",
    "{ SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } } }",
    "GRAPH ?g { ?s ?p ?o } VALUES ?g { graph:derived }",
    "GRAPH ?g { SELECT ?g ?s { ?s ?p ?o } }",
    "GRAPH graph:derived { VALUES ?s { 1 } }",
    "GRAPH ?g { }",
]


@pytest.mark.parametrize("pattern", SLOW)
def test_exists_with_a_path_or_two_patterns_is_advised_against(pattern: str) -> None:
    ox.Store().query(f"SELECT * {{ {pattern} }}", prefixes=PREFIXES)
    (found, *_) = advice(f"SELECT * {{ {pattern} }}")
    assert "for every row" in found.message
    assert ("MINUS" in found.message) == ("NOT EXISTS" in pattern.upper())


@pytest.mark.parametrize("pattern", UNBOUND)
def test_graph_without_a_pattern_of_its_own_is_advised_against(pattern: str) -> None:
    store = ox.Store()
    store.load("GRAPH <urn:g> { <urn:s> <urn:p> 1 }", format=ox.RdfFormat.TRIG)
    rows = store.query(f"SELECT ?g {{ {pattern} }}", prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    assert all(row["g"] is None for row in rows)
    (found,) = advice(f"SELECT * {{ {pattern} }}")
    assert "unbound" in found.message


def test_a_subquery_that_selects_the_variable_of_graph_binds_it() -> None:
    store = ox.Store()
    store.load("GRAPH <urn:g> { <urn:s> <urn:p> 1 }", format=ox.RdfFormat.TRIG)
    rows = store.query("SELECT ?g { GRAPH ?g { SELECT ?g ?s { ?s ?p ?o } } }")
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["g"] for row in rows] == [ox.NamedNode("urn:g")]


@pytest.mark.parametrize("pattern", QUICK + BOUND)
def test_nothing_is_advised_about_other_forms(pattern: str) -> None:
    ox.Store().query(f"SELECT * {{ {pattern} }}", prefixes=PREFIXES)
    assert advice(f"SELECT * {{ {pattern} }}") == []


def test_advice_comes_with_line_and_column_in_the_order_of_the_text() -> None:
    exists = "FILTER NOT EXISTS { ?s a ?c . ?c a ?d }"
    found = advice(
        f"SELECT * {{\n  ?s ?p ?o\n  {exists} {exists}\n GRAPH ?g {{ VALUES ?s {{ 1 }} }} }}"
    )
    assert [(each.line, each.column) for each in found] == [(3, 14), (3, 54), (4, 2)]


@pytest.mark.parametrize(
    "hostile",
    [
        "{",
        "}",
        "EXISTS{",
        "FILTER(EXISTS{?s a ?c.",
        "(",
        "[",
        "GRAPH ?g {",
        "1",
        "1.",
        "+",
        "?s ?p ",
        "'",
        "EXISTS { ?a a ?b . ?b a ?c } ",
        "GRAPH ?g { VALUES ?x { 1 } } ",
        "\n",
        "NOT ",
        "a/",
        "<",
        "VALUES ",
    ],
)
def test_advice_takes_linear_time_on_hostile_texts(hostile: str) -> None:
    started = time.perf_counter()
    assert len(advice(hostile * (500_000 // len(hostile)))) <= MOST
    assert time.perf_counter() - started < 10
