"""What can be told of a query without running it, and how its mistakes are explained."""

from __future__ import annotations

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
        Query(query).check()


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p '''INSERT \\''' SERVICE''' } # SERVICE",
        "PREFIX service: <urn:s> SELECT * { ?SERVICE service:load <urn:INSERT> }",
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
        ("SELECT * WHERE { ?s ?p }", 1, 25, "the query ends too early"),
    ],
)
def test_a_mistake_is_explained_with_line_and_column(
    engine: Engine, query: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        engine.query(Query(query), JSON)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert message in str(caught.value)


def test_a_bound_variable_is_replaced_wherever_a_term_may_stand(engine: Engine) -> None:
    rows = select(
        engine,
        """SELECT ?forum (STR($forum) AS ?text) WHERE {
             OPTIONAL { $forum rdfs:label ?label FILTER(?forum = forum:gpai) } }""",
        forum="forum:gpai",
    )
    assert [text(row["forum"]) for row in rows] == ["https://w3id.org/comity/forum/gpai"]
    assert text(rows[0]["text"]) == text(rows[0]["forum"])


def test_a_bound_text_cannot_smuggle_syntax_into_a_query(engine: Engine) -> None:
    hostile = '"} UNION { ?s ?p ?o } #"'
    rows = select(engine, "SELECT ?s WHERE { ?s rdfs:label $name }", name=hostile)
    assert rows == []


@pytest.mark.parametrize("term", ["forum:gpai . <urn:a> <urn:b> <urn:c>", "_:b", "[]", "?x", ""])
def test_what_is_not_one_iri_or_literal_cannot_be_bound(term: str) -> None:
    with pytest.raises(QueryError):
        parse_term(term)


def test_named_graphs_of_the_protocol_replace_the_dataset(engine: LocalEngine) -> None:
    graph = "https://w3id.org/comity/graph/data/forums/aukus"
    count = "SELECT (COUNT(DISTINCT ?m) AS ?n) WHERE { ?m a org:Membership }"
    default = b"".join(engine.query(Query(count, default_graphs=(graph,)), JSON))
    empty = b"".join(engine.query(Query(count, named_graphs=(graph,)), JSON))
    assert b'"value":"3"' in default
    assert b'"value":"0"' in empty
