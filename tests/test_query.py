"""What can be told of a query without running it, and how its mistakes are explained."""

from __future__ import annotations

import time
from datetime import date

import pyoxigraph as ox
import pytest

from comity.engine import Engine, LocalEngine, select, text
from comity.errors import QueryError, QueryRefused
from comity.formats import JSON
from comity.query import Query, parse_term


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# SELECT\nASK {}", "ASK"),
        ("PREFIX select: <urn:ask> construct { ?s ?p ?o } where { ?s select:ask ?o }", "CONSTRUCT"),
        ("BASE <urn:SELECT> DESCRIBE <x>", "DESCRIBE"),
        ("", None),
        ("INSERT DATA {}", None),
    ],
)
def test_the_form_of_a_query_is_told_from_its_words(query: str, form: str | None) -> None:
    assert Query(query).form == form


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { service silent ?x { ?s ?p ?o } }",
    ],
)
def test_updates_and_federation_are_refused_before_anything_runs(query: str) -> None:
    with pytest.raises(QueryRefused):
        LocalEngine(ox.Store()).query(Query(query), JSON)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(1<2)SERVICE#>\n<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { FILTER(a:b<a:c)SERVICE#>\n<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { SERVICESILENT<http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1/> ASK { SERVICEe: { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1/> ASK { ?s ?p 1 . serviceSilente: { ?s ?p ?o } }",
        "ASK { S\\u0045RVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    ],
)
def test_federation_cannot_hide_where_only_the_engine_sees_a_keyword(query: str) -> None:
    with pytest.raises((QueryRefused, QueryError)):
        LocalEngine(ox.Store()).query(Query(query), JSON)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p '''INSERT \\''' SERVICE''' } # SERVICE",
        "PREFIX service: <urn:s> SELECT * { ?SERVICE service:load <urn:INSERT> }",
        "SELECT (1 AS ?services) (2 AS ?Services) { ?service a <urn:service> }",
    ],
)
def test_the_same_words_in_strings_names_and_comments_are_harmless(query: str) -> None:
    Query(query).check()


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELECT * WHERE {\n  ?s ex:p ?o }", 2, 6, "the prefix ex: is not declared"),
        ("hello", 1, 6, "this is no query"),
        ("SELECT ?x WHERE {\n  ?x ?y ]\n}", 2, 9, "this ] has no counterpart"),
        ("SELECT * WHERE { ?s ?p ?o", 1, 16, "this { has no counterpart"),
        ("SELECT * WHERE {\n  ?s ?p 'it is }", 2, 9, "this ' has no counterpart"),
        ('SELECT * WHERE { ?s ?p """it""', 1, 24, 'this " has no counterpart'),
        ("SELECT * WHERE { ?s ?p }", 1, 25, "the query ends too early"),
        ("SELECT * WHERE { _:b ?p ?o . ?s }", 1, 34, "the query ends too early"),
        ("SELECT * WHERE { ?s ?p 'service' . ?s }", 1, 40, "the query ends too early"),
    ],
)
def test_a_mistake_is_explained_with_line_and_column(
    engine: Engine, query: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        engine.query(Query(query), JSON)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["a.", "a-", '\\"', "'\\", "<a", "a:", "(", "'a\n"])
@pytest.mark.parametrize("start", ["", '"', '"""'])
def test_a_hostile_text_is_read_in_linear_time(start: str, text: str) -> None:
    begun = time.process_time()
    assert Query(start + text * 200_000).form is None
    assert time.process_time() - begun < 5


def test_a_bound_variable_is_replaced_wherever_a_term_may_stand(engine: Engine) -> None:
    rows = select(
        engine,
        """SELECT ?forum (STR($forum) AS ?text) WHERE {
             OPTIONAL { $forum rdfs:label ?label FILTER(?forum = forum:gpai) } }""",
        forum="forum:gpai",
    )
    assert [text(row["forum"]) for row in rows] == ["https://w3id.org/comity/forum/gpai"]
    assert text(rows[0]["text"]) == text(rows[0]["forum"])


def test_a_bound_variable_may_be_grouped_and_ordered_by(engine: Engine) -> None:
    query = """SELECT ?forum (COUNT(*) AS ?n) WHERE {
      { SELECT ?forum ?who { ?m org:organization ?forum ; org:member ?who } ORDER BY ?forum }
    } GROUP BY ?forum ORDER BY ?forum DESC(?forum)"""
    (row,) = select(engine, query, forum="forum:aukus")
    assert (text(row["forum"]), text(row["n"])) == ("https://w3id.org/comity/forum/aukus", "3")


def test_a_bound_variable_is_replaced_in_a_comparison_without_spaces(engine: Engine) -> None:
    query = "SELECT ?x { VALUES ?x { 1 2 3 } FILTER(?x<=?max&&?max>=?x) FILTER(?x<?max&&?x>0) }"
    assert [text(row["x"]) for row in select(engine, query, max="3")] == ["1", "2"]


def test_a_bound_text_cannot_smuggle_syntax_into_a_query(engine: Engine) -> None:
    hostile = '"} UNION { ?s ?p ?o } #"'
    rows = select(engine, "SELECT ?s WHERE { ?s rdfs:label $name }", name=hostile)
    assert rows == []


@pytest.mark.parametrize("term", ["forum:gpai . <urn:a> <urn:b> <urn:c>", "_:b", "[]", "?x", ""])
def test_what_is_not_one_iri_or_literal_cannot_be_bound(term: str) -> None:
    with pytest.raises(QueryError):
        parse_term(term)


def test_a_dataset_of_what_is_no_iri_is_a_mistake_in_the_query(engine: LocalEngine) -> None:
    with pytest.raises(QueryError, match="not an absolute IRI: no iri"):
        engine.query(Query("ASK {}", named_graphs=("no iri",)), JSON)


def test_named_graphs_of_the_protocol_replace_the_dataset(engine: LocalEngine) -> None:
    graph = "https://w3id.org/comity/graph/data/forums/aukus"
    count = "SELECT (COUNT(DISTINCT ?m) AS ?n) WHERE { ?m a org:Membership }"
    default = b"".join(engine.query(Query(count, default_graphs=(graph,)), JSON))
    empty = b"".join(engine.query(Query(count, named_graphs=(graph,)), JSON))
    assert b'"value":"3"' in default
    assert b'"value":"0"' in empty


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?day WHERE { BIND("2021-05-31"^^xsd:date AS ?day) }',
        'SELECT ?day WHERE { VALUES ?day { "2021-05-31"^^xsd:date "2022-01-01"^^xsd:date } }',
        "SELECT ?day WHERE {}",
        "SELECT ?day WHERE { # VALUES ?day { 1 }\n }",
        "SELECT ?day WHERE { BIND(1 AS ?other) BIND(('BIND(1 AS ?day)') AS ?text) }",
        'SELECT ?day WHERE { VALUES ?day { "a}b" } }',
        "SELECT ?day WHERE { BIND(2021 AS ?day) }",
    ],
)
def test_a_day_takes_the_place_of_the_one_that_an_example_gives(engine: Engine, text: str) -> None:
    asked = Query(text).as_of(date(2020, 6, 30))
    (row,) = select(engine, asked.text)
    assert str(row["day"]) == '"2020-06-30"^^<http://www.w3.org/2001/XMLSchema#date>'


def test_what_cannot_be_bound_is_said_and_not_passed_over() -> None:
    with pytest.raises(QueryError, match=r"no variable \?cuntry"):
        Query("SELECT ?country WHERE {}").bind({"cuntry": "country:KEN"})
    with pytest.raises(QueryError, match="asks about no day"):
        Query("SELECT ?country WHERE {}").as_of(date(2020, 6, 30))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("PREFIX graph: <https://w3id.org/comity/graph/> ASK { graph:derived ?p ?o }", False),
        ("ASK {} # from the graph/derived, and from here", False),
        ("ASK {} # what the graph says", False),
        ("ASK { ?graph ?p 'a graph' }", False),
        ("ASK { ?s ?p 1GRAPH ?g {} }", True),
        ("ASK { GRAPHgraph:derived { ?s ?p ?o } }", True),
        ("ASK FROMgraph:derived {}", True),
        ("PREFIX : <urn:> ASK { GRAPH:x { ?s ?p ?o } }", True),
        ("PREFIX#\n: <urn:> ASK { graph:x { ?s ?p ?o } }", True),
        ("PREFIX : <urn:> ASK FROM:x {}", True),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", True),
        ("ASK {graph<https://w3id.org/comity/graph/derived>{}}", True),
        ("ASK { GRAPH#\n?g { ?s ?p ?o } }", True),
        ("ASK { \\u0047RAPH ?g { ?s ?p ?o } }", True),
        ("ASK FROM <urn:g> {}", True),
        ("ASK FROM#\n<urn:g> {}", True),
        ("ASK from named graph:derived {}", True),
        ("ASK from graph:derived {}", True),
    ],
)
def test_a_query_that_may_look_at_a_named_graph_is_told_from_one_that_cannot(
    query: str, named: bool
) -> None:
    assert Query(query).reaches_named_graphs is named
