"""Answers in JSON and XML (SPARQL 1.1 Query Results JSON Format; SPARQL Query Results XML Format).

And graphs in each format, read by a library that is not the engine's.
"""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result

from protocol.shared import CSV, JSON, NTRIPLES, RDF_TYPES, XML
from serving import Server

XSD = "http://www.w3.org/2001/XMLSchema#"
_NAMESPACE = "{http://www.w3.org/2005/sparql-results#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

TERMS: list[tuple[str, dict[str, str]]] = [
    ("<urn:é>", {"type": "uri", "value": "urn:é"}),
    ('""', {"type": "literal", "value": ""}),
    ('"  a  "', {"type": "literal", "value": "  a  "}),
    ('"é🌍"', {"type": "literal", "value": "é🌍"}),
    (r'"\"<&>]]>\\ \t\n"', {"type": "literal", "value": '"<&>]]>\\ \t\n'}),
    ('"chat"@fr', {"type": "literal", "value": "chat", "xml:lang": "fr"}),
    ("42", {"type": "literal", "value": "42", "datatype": f"{XSD}integer"}),
    ("true", {"type": "literal", "value": "true", "datatype": f"{XSD}boolean"}),
    ('"x"^^<urn:t>', {"type": "literal", "value": "x", "datatype": "urn:t"}),
    ('"x"^^xsd:string', {"type": "literal", "value": "x"}),
]
BROKEN_IN_XML = [r'"a\rb"', r'"a\r\nb"', '"\\u0001"', '"\\uFFFE"', '"\\u0008"']
ESCAPED = "SELECT (ENCODE_FOR_URI(?a) AS ?e) ?a WHERE {{ VALUES ?a {{ {} }} }}"
TEXTS = [term for term, _ in TERMS]


@pytest.mark.parametrize(("term", "expected"), TERMS, ids=TEXTS)
def test_a_term_stands_in_json_exactly_so(
    endpoint: Server, term: str, expected: dict[str, str]
) -> None:
    reply = endpoint.get(f"SELECT ?a ?b WHERE {{ VALUES ?a {{ {term} }} }}", Accept=JSON)
    assert json.loads(reply.body) == {
        "head": {"vars": ["a", "b"]},
        "results": {"bindings": [{"a": expected}]},
    }


@pytest.mark.parametrize(("term", "expected"), TERMS, ids=TEXTS)
def test_a_term_stands_in_xml_exactly_so(
    endpoint: Server, term: str, expected: dict[str, str]
) -> None:
    reply = endpoint.get(f"SELECT ?a ?b WHERE {{ VALUES ?a {{ {term} }} }}", Accept=XML)
    assert _table(reply.body) == (["a", "b"], [{"a": expected}])


def _read(body: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(body)  # noqa: S314 - what the server under test says


def _table(body: bytes) -> tuple[list[str], list[dict[str, dict[str, str]]]]:
    """Read a document in XML as the terms of each solution, told as JSON tells them."""
    head, results = _read(body)
    assert (head.tag, results.tag) == (f"{_NAMESPACE}head", f"{_NAMESPACE}results")
    columns = [str(variable.get("name")) for variable in head]
    return columns, [
        {str(binding.get("name")): _term(binding[0]) for binding in result} for result in results
    ]


def _term(element: ElementTree.Element) -> dict[str, str]:
    told = {"type": element.tag.removeprefix(_NAMESPACE), "value": element.text or ""}
    if language := element.get(_LANGUAGE):
        told["xml:lang"] = language
    if datatype := element.get("datatype"):
        told["datatype"] = datatype
    return told


@pytest.mark.parametrize(
    ("term", "read"),
    [
        (r'"a\rb"', "a\rb"),
        (r'"a\r\nb"', "a\r\nb"),
        (r'"a\u0001b"', "a?b"),
        (r'"a\u0008b"', "a?b"),
        (r'"a\uFFFEb"', "a?b"),
        (r'"a\uFFFFb"', "a?b"),
    ],
)
def test_characters_that_xml_alters_survive_and_those_it_forbids_are_marked(
    endpoint: Server, term: str, read: str
) -> None:
    reply = endpoint.get(ESCAPED.format(term), Accept=XML)
    assert reply.status == 200
    _, (row,) = _table(reply.body)
    assert row["a"]["value"] == read


@pytest.mark.parametrize("term", BROKEN_IN_XML)
def test_any_character_survives_in_json(endpoint: Server, term: str) -> None:
    answer = json.loads(endpoint.get(ESCAPED.format(term), Accept=JSON).body)
    (row,) = answer["results"]["bindings"]
    assert quote(row["a"]["value"]) == row["e"]["value"]


@pytest.mark.parametrize(
    ("query", "columns", "solutions"),
    [
        ("SELECT ?b ?a WHERE { FILTER(false) }", ["b", "a"], 0),
        ("SELECT ?b ?a WHERE {}", ["b", "a"], 1),
        ("SELECT * WHERE {}", [], 1),
        ("SELECT * WHERE { VALUES ?x { 1 2 3 } }", ["x"], 3),
        ("SELECT ?é WHERE { VALUES ?é { 1 } }", ["é"], 1),
    ],
)
def test_variables_come_in_their_order_and_those_unbound_are_left_out(
    endpoint: Server, query: str, columns: list[str], solutions: int
) -> None:
    in_json: dict[str, Any] = json.loads(endpoint.get(query, Accept=JSON).body)
    assert in_json["head"] == {"vars": columns}
    assert len(in_json["results"]["bindings"]) == solutions
    names, rows = _table(endpoint.get(query, Accept=XML).body)
    assert (names, rows) == (columns, in_json["results"]["bindings"])


@pytest.mark.parametrize("answer", [True, False])
def test_a_truth_value_stands_exactly_so(endpoint: Server, answer: bool) -> None:
    query = f"ASK {{ FILTER({str(answer).lower()}) }}"
    assert json.loads(endpoint.get(query, Accept=JSON).body) == {"head": {}, "boolean": answer}
    head, boolean = _read(endpoint.get(query, Accept=XML).body)
    assert (head.tag, len(head)) == (f"{_NAMESPACE}head", 0)
    assert (boolean.tag, boolean.text) == (f"{_NAMESPACE}boolean", str(answer).lower())


@pytest.mark.parametrize(("accept", "name"), [(JSON, "json"), (XML, "xml")])
def test_a_blank_node_is_the_same_wherever_it_stands(
    endpoint: Server, accept: str, name: str
) -> None:
    query = "SELECT ?a ?b WHERE { <urn:two> <urn:knows> ?a , ?b }"
    result = Result.parse(io.BytesIO(endpoint.get(query, Accept=accept).body), format=name)
    (row,) = result.bindings
    first, second = row.values()
    assert isinstance(first, rdflib.BNode)
    assert first == second


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?s ?p ?o } WHERE { <urn:two> <urn:knows>?/^<urn:knows>? ?s . ?s ?p ?o }",
        "CONSTRUCT { <urn:s> <urn:p> 1 , 1.5 , true , 'a'@en , '2021'^^xsd:gYear } {}",
        r"CONSTRUCT { <urn:s> <urn:p> 'a\"b\\c\nd\te' } {}",
        "CONSTRUCT { [] <urn:p> [ <urn:p> ( 1 2 ) ] } WHERE {}",
        "CONSTRUCT { <urn:é> <urn:p> '<&>' } WHERE {}",
        "CONSTRUCT { <urn:s> <urn:p> <urn:o> } WHERE { FILTER(false) }",
        "DESCRIBE country:KEN",
        "DESCRIBE <urn:two>",
        "DESCRIBE <urn:nobody>",
    ],
)
def test_a_graph_is_the_same_in_every_format(endpoint: Server, query: str) -> None:
    graphs = {
        accept: rdflib.Dataset(default_union=True).parse(
            endpoint.get(query, Accept=accept).body, format=name
        )
        for accept, name in RDF_TYPES.items()
    }
    plain = rdflib.Graph().parse(endpoint.get(query, Accept=NTRIPLES).body, format="nt")
    for accept, graph in graphs.items():
        found = rdflib.Graph()
        for triple in graph.triples((None, None, None)):
            found.add(triple)
        assert isomorphic(found, plain), accept


@pytest.mark.parametrize("predicate", ["http://example.org/1", "urn:x#", "urn:1"])
def test_a_property_that_has_no_name_in_xml_is_refused_and_not_written_wrongly(
    endpoint: Server, predicate: str
) -> None:
    query = f"CONSTRUCT {{ <urn:s> <{predicate}> 1 }} WHERE {{}}"
    reply = endpoint.get(query, Accept="application/rdf+xml, application/problem+json;q=0.5")
    assert reply.status == 400
    assert predicate in str(reply.json["detail"])
    assert endpoint.get(query, Accept="text/turtle").status == 200


def test_every_format_has_every_row(endpoint: Server) -> None:
    query = "SELECT ?s ?name WHERE { ?s a comity:Country ; rdfs:label ?name }"
    number = len(json.loads(endpoint.get(query, Accept=JSON).body)["results"]["bindings"])
    assert number > 150
    assert len(_table(endpoint.get(query, Accept=XML).body)[1]) == number
    for accept in (CSV, "text/tab-separated-values"):
        assert len(endpoint.get(query, Accept=accept).body.splitlines()) == number + 1
