"""What is told of a query without an answer: facts of the graph, each only where it holds."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from comity.cli import main
from comity.engine import Engine, LocalEngine, select
from comity.examples import examples
from comity.explain import MOST, Hint, explain
from comity.explain.values import _BOUNDS
from comity.query import LONGEST_READ, Query
from serving import Server, serving


def told(engine: Engine, query: str) -> list[str]:
    return [hint.message for hint in explain(Query(query), engine)]


# What is asked, the same put right, and words of what is told of the first and not of the second.
CASES = {
    "a property that is not used": (
        "SELECT * { country:KEN comity:memberOff ?forum }",
        "SELECT * { country:KEN comity:memberOf ?forum }",
        "`comity:memberOff` is not used as a property in this graph; did you mean "
        "`comity:memberOf`?",
    ),
    "a property of another vocabulary": (
        "SELECT * { ?stint comity:organization ?forum }",
        "SELECT * { ?stint org:organization ?forum }",
        "did you mean `org:organization`?",
    ),
    "a property in a path": (
        "SELECT * { ?stint (org:organization|^org:membr)+/rdfs:label ?forum }",
        "SELECT * { ?stint (org:organization|^org:member)+/rdfs:label ?forum }",
        "`org:membr` is not used as a property in this graph; did you mean `org:member`?",
    ),
    "a class that is not used": (
        "SELECT * { ?thing a comity:Forums }",
        "SELECT * { ?thing a comity:Forum }",
        "nothing in this graph is a `comity:Forums`; did you mean `comity:Forum`?",
    ),
    "a class that has only subclasses": (
        "SELECT * { ?thing a comity:Party }",
        "SELECT * { ?thing a comity:Country }",
        "only of its subclasses: write `comity:Agency`, `comity:Country` and `comity:Forum`",
    ),
    "a thing under its name": (
        "SELECT * { country:Kenya ?p ?o }",
        "SELECT * { country:KEN ?p ?o }",
        "`country:Kenya` is not in this graph; did you mean `country:KEN`?",
    ),
    "a thing without its year": (
        "SELECT * { VALUES ?text { declaration:bletchley-declaration } ?text ?p ?o }",
        "SELECT * { VALUES ?text { declaration:bletchley-declaration-2023 } ?text ?p ?o }",
        "did you mean `declaration:bletchley-declaration-2023`?",
    ),
    "a thing in a filter": (
        "SELECT * { ?c a comity:Country FILTER(?c = country:UK1) }",
        "SELECT * { ?c a comity:Country FILTER(?c = country:KEN) }",
        "`country:UK1` is not in this graph",
    ),
    "a graph that there is not": (
        "SELECT * { GRAPH graph:derivd { ?s ?p ?o } }",
        "SELECT * { GRAPH graph:derived { ?s ?p ?o } }",
        "`graph:derivd` is no graph of this dataset; did you mean `graph:derived`?",
    ),
    "http for https in a prefix": (
        "PREFIX schema: <http://schema.org/> SELECT * { ?stint schema:startDate ?day }",
        "PREFIX schema: <https://schema.org/> SELECT * { ?stint schema:startDate ?day }",
        "`schema:` is declared as <http://schema.org/>, under which this graph does not use",
    ),
    "http for https in an IRI": (
        "SELECT * { ?stint <http://schema.org/startDate> ?day }",
        "SELECT * { ?stint <https://schema.org/startDate> ?day }",
        "did you mean `schema:startDate`, with https?",
    ),
    "a property that things of a class never have": (
        "SELECT * { ?forum a comity:Forum . OPTIONAL { ?forum comity:iso3 ?code } }",
        "SELECT * { ?forum a comity:Country . OPTIONAL { ?forum comity:iso3 ?code } }",
        "no `comity:Forum` has `comity:iso3`; it is a property of `comity:Country`",
    ),
    "a triple turned round": (
        "SELECT * { forum:gpai org:organization ?stint }",
        "SELECT * { ?stint org:organization forum:gpai }",
        "`forum:gpai` has no `org:organization`, but is that of others: change subject and object",
    ),
    "the other way round": (
        "SELECT * { ?forum comity:memberOf country:KEN }",
        "SELECT * { country:KEN comity:memberOf ?forum }",
        "nothing has `country:KEN` as `comity:memberOf`, but `country:KEN` itself has one",
    ),
    "years compared with a day": (
        'SELECT * { ?s schema:startDate ?d FILTER(?d > "2030-01-01"^^xsd:date) }',
        'SELECT * { ?s comity:latestStart ?d FILTER(?d > "2030-01-01"^^xsd:date) }',
        'records, which does not compare with "2030-01-01", a day; compare `comity:latestStart`',
    ),
    "years compared with a day of VALUES": (
        'SELECT * { VALUES ?on { "2030-01-01"^^xsd:date } ?s schema:endDate ?d FILTER(?on <= ?d) }',
        'SELECT * { VALUES ?on { "2030-01-01"^^xsd:date } ?s comity:latestEnd ?d '
        "FILTER(?on <= ?d) }",
        "compare `comity:earliestEnd`, which is always a day",
    ),
    "days compared with a text": (
        'SELECT * { ?s comity:latestStart ?d FILTER(?d > "2030-01-01") }',
        'SELECT * { ?s comity:latestStart ?d FILTER(STR(?d) > "2030-01-01") }',
        '`comity:latestStart` is always a day, which does not compare with "2030-01-01", a text',
    ),
    "days compared with a number": (
        "SELECT * { ?s comity:latestStart ?d FILTER(?d > 2030) }",
        "SELECT * { ?s comity:latestStart ?d FILTER(YEAR(?d) > 2030) }",
        "which does not compare with 2030, a number",
    ),
    "days compared with a moment": (
        "SELECT * { ?s comity:latestStart ?d FILTER(?d > NOW()) }",
        "SELECT * { ?s comity:latestStart ?d FILTER(?d > xsd:date(NOW())) }",
        "which does not compare with NOW(), a point in time",
    ),
    "two properties of mixed precision": (
        "SELECT * { ?s schema:startDate ?a ; schema:endDate ?b FILTER(?a > ?b) }",
        "SELECT * { ?s comity:latestStart ?a ; comity:latestEnd ?b FILTER(?a > ?b) }",
        "which does not compare with `schema:endDate`",
    ),
    "a label without its language": (
        'SELECT * { ?country rdfs:label "Kenya" }',
        'SELECT * { ?country rdfs:label "Kenya"@en }',
        'no `rdfs:label` is `"Kenya"`, but there is `"Kenya"@en`',
    ),
    "a label without its language in a filter": (
        'SELECT * { ?country rdfs:label ?label FILTER(?label IN ("Kenya")) }',
        'SELECT * { ?country rdfs:label ?label FILTER(STR(?label) IN ("Kenya")) }',
        'no `rdfs:label` is `"Kenya"`, but there is `"Kenya"@en`',
    ),
    "a label without any language": (
        'SELECT * { ?country rdfs:label "Atlantis" }',
        'SELECT * { ?country rdfs:label "Atlantis"@en }',
        "every `rdfs:label` has a language",
    ),
    "a code in small letters": (
        'SELECT * { ?country comity:iso3 "ken" }',
        'SELECT * { ?country comity:iso3 "KEN" }',
        'no `comity:iso3` is `"ken"`, but there is `"KEN"`',
    ),
    "a text for a thing": (
        'SELECT * { ?stint org:member "Kenya" }',
        "SELECT * { ?stint org:member country:KEN }",
        "the values of `org:member` are things, never literals: write `country:KEN`",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_query_gets_wrong_is_told(engine: LocalEngine, case: str) -> None:
    wrong, _, words = CASES[case]
    assert [each for each in told(engine, wrong) if words in each], told(engine, wrong)


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_told_of_the_same_put_right(engine: LocalEngine, case: str) -> None:
    assert told(engine, CASES[case][1]) == []


def test_nothing_is_told_of_the_examples_but_what_is_true(engine: LocalEngine) -> None:
    found = {name: told(engine, each.text) for name, each in examples().items()}
    assert {name: hints for name, hints in found.items() if hints} == {
        "bodies-inside-bodies": [
            "`comity:hostedBy` is not used as a property in this graph, although it is defined"
        ]
    }


def test_a_hint_has_the_place_of_what_it_is_about(engine: LocalEngine) -> None:
    (hint,) = explain(Query("SELECT ?x {\n  country:KEN comity:memberOff ?x }"), engine)
    assert hint == Hint(2, 15, hint.message)


QUIET = [
    "SELECT * { ?f a comity:Forum MINUS { ?f comity:iso3 ?code } }",
    "SELECT * { ?f a comity:Forum FILTER NOT EXISTS { ?f comity:iso3 ?code } }",
    "SELECT * { { ?x a comity:Forum } UNION { ?x comity:iso3 ?code } }",
    "SELECT * { ?x comity:iso3 ?c . { SELECT ?y { ?x a comity:Forum . ?x rdfs:label ?y } } }",
    "CONSTRUCT { ?x <urn:made> ?y . ?x a <urn:Thing> } { ?x comity:memberOf ?y }",
    'SELECT * { ?x rdfs:label ?l BIND(STR(?l) AS ?m) FILTER(?m = "Nowhere") }',
    'SELECT * { ?x rdfs:label ?l FILTER(LCASE(?l) = "nowhere") }',
    "SELECT * { { ?x schema:startDate ?d } UNION { ?x comity:latestStart ?d } "
    'FILTER(?d > "2030-01-01"^^xsd:date) }',
    "SELECT * { ?x ?p ?v FILTER(DATATYPE(?v) = xsd:gYear) }",
    'SELECT * { ?x comity:iso2 "QQ" }',
    "SELECT (COUNT(?x) AS ?n) { ?x comity:memberOf ?y } GROUP BY ?y HAVING(?n > 1000)",
    "SELECT * { ?x comity:memberOf ?y } VALUES ?x { country:KEN country:USA }",
    "# comity:memberOff\nSELECT * { ?x comity:memberOf ?y }",
    "",
    "no query at all } ) ] { ( [ ?x",
    "SELECT * { ?x " + "[" * 300,
]


@pytest.mark.parametrize("query", QUIET)
def test_nothing_is_told_where_nothing_is_certain(engine: LocalEngine, query: str) -> None:
    assert told(engine, query) == []


def test_the_bounds_that_are_advised_are_always_days(engine: LocalEngine) -> None:
    for bound in set(_BOUNDS.values()):
        rows = select(
            engine, f"SELECT DISTINCT ?type {{ ?s {bound} ?day BIND(DATATYPE(?day) AS ?type) }}"
        )
        assert [str(row["type"]) for row in rows] == ["<http://www.w3.org/2001/XMLSchema#date>"]


HOSTILE = [
    "SELECT * { " + "?x <urn:a> <urn:b> ; a <urn:C> . " * 900 + "}",
    "SELECT * { " + " ".join(f"country:abcdefgh{n} comity:abcd{n} 'x{n}' ." for n in range(700)),
    "SELECT * { ?s rdfs:label ?l " + 'FILTER(?l = "kenyan") ' * 1200 + "}",
    "SELECT * { " + "?a rdfs:label ?l . " * 800 + 'FILTER(?l = "x") ' * 900 + "}",
    "SELECT * { " + "?a a comity:Forum . " * 600 + "?a comity:iso3 ?l . " * 900 + "}",
    "SELECT * { " + "?a ?p ?v . " * 1400 + "FILTER(" + " && ".join(["?v > 1"] * 1500) + ") }",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_even_a_hostile_query_is_explained_soon(engine: LocalEngine, query: str) -> None:
    assert len(query) < LONGEST_READ
    start = time.process_time()
    assert len(explain(Query(query), engine)) <= MOST
    assert time.process_time() - start < 1


def test_a_query_too_long_to_be_read_gets_no_hints(engine: LocalEngine) -> None:
    query = "SELECT * { ?x comity:memberOff ?y }"
    assert told(engine, query) != []
    assert told(engine, query + " " * LONGEST_READ) == []


@pytest.mark.parametrize("format_", ["table", "json", "csv", "tsv", "xml"])
def test_the_command_line_explains_an_empty_answer(format_: str) -> None:
    asked = ["query", "--format", format_, "-q", "SELECT ?x { country:KEN comity:memberOff ?x }"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0
    assert "did you mean `comity:memberOf`?" in " ".join(result.stderr.split())
    assert "did you mean" not in result.stdout


def test_the_command_line_explains_a_no_and_an_empty_graph() -> None:
    for query in (
        "ASK { country:KEN comity:memberOff ?x }",
        "CONSTRUCT WHERE { country:KEN comity:memberOff ?x }",
    ):
        result = CliRunner().invoke(main, ["query", "-q", query])
        assert "did you mean" in " ".join(result.stderr.split()), query


def test_the_command_line_explains_no_answer_that_has_rows() -> None:
    for form in ("SELECT ?x {", "CONSTRUCT WHERE {", "ASK {"):
        query = f"{form} country:KEN comity:memberOf ?x }}"
        result = CliRunner().invoke(main, ["query", "-q", query])
        assert "line" not in result.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("explain")) as running:
        yield running


def test_the_server_explains_a_query_sent_by_get_or_as_a_form(server: Server) -> None:
    form = urllib.parse.urlencode({"query": "SELECT ?x {\n ?x a comity:Forums }"})
    replies = [server.fetch(f"/explain?{form}"), server.fetch("/explain", form.encode())]
    for reply in replies:
        assert reply.json == {
            "hints": [
                {
                    "line": 2,
                    "column": 7,
                    "message": "nothing in this graph is a `comity:Forums`; "
                    "did you mean `comity:Forum`?",
                }
            ]
        }
        assert "max-age" in reply.headers["Cache-Control"]


def test_the_server_asks_for_a_query_when_there_is_none(server: Server) -> None:
    reply = server.fetch("/explain", Accept="application/json")
    assert reply.status == 400
    assert "?query=" in str(reply.json["detail"])
