"""Solutions in CSV and TSV (SPARQL 1.1 Query Results CSV and TSV Formats), byte by byte."""

from __future__ import annotations

import csv
import io
import re

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.query import Result
from rdflib.term import Identifier

from protocol.shared import CSV, TSV
from serving import Server

XSD = "http://www.w3.org/2001/XMLSchema#"

# What is written in the query, and how it stands in CSV and in TSV.
TERMS = [
    ("<http://example.org/é?a=b>", "http://example.org/é?a=b", "<http://example.org/é?a=b>"),
    ('"plain"', "plain", '"plain"'),
    ('""', "", '""'),
    ('" "', " ", '" "'),
    ('"Ωé你🌍"', "Ωé你🌍", '"Ωé你🌍"'),
    ('"a,b"', '"a,b"', '"a,b"'),
    (r'"a\"b"', '"a""b"', r'"a\"b"'),
    (r'"\""', '""""', r'"\""'),
    (r'"a\nb"', '"a\nb"', r'"a\nb"'),
    (r'"a\rb"', '"a\rb"', r'"a\rb"'),
    (r'"a\r\nb"', '"a\r\nb"', r'"a\r\nb"'),
    (r'"a\tb"', "a\tb", r'"a\tb"'),
    (r'"a\\b"', "a\\b", r'"a\\b"'),
    ('"it\'s"', "it's", '"it\'s"'),
    ('"=1+1"', "=1+1", '"=1+1"'),
    ('"chat"@fr', "chat", '"chat"@fr'),
    ('"a,b"@en-GB', '"a,b"', '"a,b"@en-gb'),
    ("42", "42", "42"),
    ("-7", "-7", "-7"),
    ("4.5", "4.5", "4.5"),
    ("true", "true", "true"),
    ('"2021-05-31"^^xsd:date', "2021-05-31", f'"2021-05-31"^^<{XSD}date>'),
    ('"x"^^<urn:type>', "x", '"x"^^<urn:type>'),
    ('"42"^^xsd:string', "42", '"42"'),
    ('"1.5"^^xsd:integer', "1.5", f'"1.5"^^<{XSD}integer>'),
]


@pytest.mark.parametrize(("term", "in_csv", "in_tsv"), TERMS, ids=[each[0] for each in TERMS])
def test_a_term_stands_in_a_table_exactly_so(
    endpoint: Server, term: str, in_csv: str, in_tsv: str
) -> None:
    query = f"SELECT ?a ?b WHERE {{ VALUES (?a ?b) {{ ({term} 1) }} }}"
    assert endpoint.get(query, Accept=CSV).body.decode() == f"a,b\r\n{in_csv},1\r\n"
    answer = endpoint.get(query, Accept=TSV).body.decode()
    assert re.sub("@en-GB", "@en-gb", answer) == f"?a\t?b\n{in_tsv}\t1\n"


def test_an_iri_with_a_comma_is_quoted_in_csv(endpoint: Server) -> None:
    query = "SELECT ?a ?b WHERE { VALUES (?a ?b) { (<urn:a,b> 1) } }"
    assert endpoint.get(query, Accept=CSV).body == b'a,b\r\n"urn:a,b",1\r\n'


@pytest.mark.parametrize(
    ("query", "in_csv", "in_tsv"),
    [
        ("SELECT ?a WHERE { FILTER(false) }", "a\r\n", "?a\n"),
        ("SELECT ?a ?b WHERE { FILTER(false) }", "a,b\r\n", "?a\t?b\n"),
        ("SELECT ?a WHERE {}", "a\r\n\r\n", "?a\n\n"),
        ("SELECT ?a ?b WHERE {}", "a,b\r\n,\r\n", "?a\t?b\n\t\n"),
        ("SELECT * WHERE {}", "\r\n\r\n", "\n\n"),
        (
            "SELECT ?a ?b WHERE { VALUES (?a ?b) { (UNDEF 1) (2 UNDEF) (UNDEF UNDEF) } }",
            "a,b\r\n,1\r\n2,\r\n,\r\n",
            "?a\t?b\n\t1\n2\t\n\t\n",
        ),
        ("SELECT ?é WHERE { VALUES ?é { 1 } }", "é\r\n1\r\n", "?é\n1\n"),
    ],
)
def test_headings_and_unbound_variables_stand_exactly_so(
    endpoint: Server, query: str, in_csv: str, in_tsv: str
) -> None:
    assert endpoint.get(query, Accept=CSV).body.decode() == in_csv
    assert endpoint.get(query, Accept=TSV).body.decode() == in_tsv


@pytest.mark.parametrize("accept", [CSV, TSV])
def test_a_blank_node_has_one_label_throughout_an_answer(endpoint: Server, accept: str) -> None:
    query = "SELECT ?a ?b WHERE { <urn:two> <urn:knows> ?a , ?b }"
    (answer,) = endpoint.get(query, Accept=accept).body.decode().splitlines()[1:]
    first, second = re.split("[,\t]", answer)
    assert first == second
    assert re.fullmatch(r"_:\w+", first)


def test_a_table_in_csv_is_read_by_any_reader_of_csv(endpoint: Server) -> None:
    query = f"SELECT ?a WHERE {{ VALUES ?a {{ {' '.join(term for term, _, _ in TERMS)} }} }}"
    body = endpoint.get(query, Accept=CSV).body.decode()
    header, *lines = csv.reader(io.StringIO(body, newline=""), strict=True)
    assert header == ["a"]
    expected = [next(csv.reader(io.StringIO(text, newline="")), [""]) for _, text, _ in TERMS]
    assert [line or [""] for line in lines] == expected


def test_a_table_in_tsv_is_read_as_the_same_terms(endpoint: Server) -> None:
    values = "VALUES (?a ?b ?c) { (<urn:x> 'a\\tb'@en 5) }"
    query = f"SELECT ?a ?b ?c ?d WHERE {{ {values} <urn:two> <urn:knows> ?d }}"
    answer = endpoint.get(query, Accept=TSV)
    (row,) = Result.parse(io.BytesIO(answer.body), format="tsv").bindings
    read: dict[str, Identifier] = {str(name): term for name, term in row.items()}
    assert isinstance(read.pop("d"), BNode)
    assert read == {"a": URIRef("urn:x"), "b": Literal("a\tb", lang="en"), "c": Literal(5)}


def test_both_say_that_they_are_utf8(endpoint: Server) -> None:
    for accept in (CSV, TSV):
        reply = endpoint.get("SELECT ('é' AS ?x) {}", Accept=accept)
        assert reply.headers["Content-Type"] == f"{accept}; charset=utf-8"
        assert "é".encode() in reply.body
        assert not reply.body.startswith(b"\xef\xbb\xbf")
