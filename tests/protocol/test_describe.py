"""DESCRIBE (SPARQL 1.1 Query, section 16.4): a thing, records about it, labels and sources."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import RDFS, URIRef
from rdflib.term import Identifier, Node

from comity.vocabulary import expand
from protocol.shared import AUKUS, NTRIPLES, ONE, TURTLE, rows
from serving import Server

GPAI = URIRef(expand("forum:gpai"))
KENYA = URIRef(expand("country:KEN"))
BLETCHLEY = URIRef(expand("declaration:bletchley-declaration-2023"))
ABOUT = (
    "org:member org:organization comity:party comity:declaration comity:subject comity:object "
    "comity:holder comity:tallies comity:about"
).split()
OF_A_SOURCE = "dct:isPartOf comity:locator dct:title schema:url comity:publisherName dct:issued"


def described(server: Server, query: str, *more: tuple[str, str]) -> rdflib.Graph:
    reply = server.get(query, *more, Accept=NTRIPLES)
    assert reply.status == 200, reply.body
    return rdflib.Graph().parse(reply.body, format="nt")


def facts(server: Server, *things: Node) -> set[tuple[str, str]]:
    """Return predicate and object of every triple of the default graph about some things."""
    values = " ".join(f"<{thing}>" for thing in things)
    query = f"SELECT ?p ?o WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"
    return {(row["p"], row["o"]) for row in rows(server.get(query))}


@pytest.mark.parametrize("thing", [GPAI, KENYA, BLETCHLEY])
def test_a_description_has_every_fact_about_the_thing(endpoint: Server, thing: URIRef) -> None:
    graph = described(endpoint, f"DESCRIBE <{thing}>")
    told = {(str(p), str(o)) for p, o in graph.predicate_objects(thing)}
    assert told == facts(endpoint, thing)


@pytest.mark.parametrize("thing", [GPAI, KENYA, BLETCHLEY])
def test_it_has_every_record_about_the_thing_with_all_its_facts(
    endpoint: Server, thing: URIRef
) -> None:
    graph = described(endpoint, f"DESCRIBE <{thing}>")
    query = f"SELECT DISTINCT ?r WHERE {{ ?r {'|'.join(ABOUT)} <{thing}> FILTER(ISIRI(?r)) }}"
    records = [URIRef(row["r"]) for row in rows(endpoint.get(query))]
    assert records
    for record in records:
        told = {(str(p), str(o)) for p, o in graph.predicate_objects(record)}
        assert told == facts(endpoint, record)


@pytest.mark.parametrize("thing", [GPAI, KENYA, BLETCHLEY])
def test_it_has_every_label_of_all_that_is_named_in_it(endpoint: Server, thing: URIRef) -> None:
    graph = described(endpoint, f"DESCRIBE <{thing}>")
    named: set[Node] = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    values = " ".join(f"<{term}>" for term in named)
    query = f"SELECT ?s ?l WHERE {{ VALUES ?s {{ {values} }} ?s rdfs:label ?l }}"
    expected = {(row["s"], row["l"]) for row in rows(endpoint.post(query))}
    assert {(str(s), str(o)) for s, o in graph.subject_objects(RDFS.label)} == expected


@pytest.mark.parametrize("thing", [GPAI, KENYA, BLETCHLEY])
def test_it_has_every_source_that_is_cited_down_to_the_passage(
    endpoint: Server, thing: URIRef
) -> None:
    graph = described(endpoint, f"DESCRIBE <{thing}>")
    cited = set(graph.objects(None, URIRef(expand("dct:source"))))
    cited |= {whole for each in cited for whole in graph.objects(each, _iri("dct:isPartOf"))}
    assert cited
    values = " ".join(f"<{each}>" for each in cited)
    roles = " ".join(OF_A_SOURCE.split())
    query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} VALUES ?p {{ {roles} }} ?s ?p ?o }}"
    expected = {(row["s"], row["p"], row["o"]) for row in rows(endpoint.post(query))}
    told = {(str(s), str(p), str(o)) for s, p, o in graph if s in cited}
    assert expected <= told
    assert any(p == expand("comity:locator") for _, p, _ in told)


def _iri(name: str) -> URIRef:
    return URIRef(expand(name))


def test_blank_nodes_are_followed(endpoint: Server) -> None:
    graph = described(endpoint, "DESCRIBE <urn:two>")
    (blank,) = graph.objects(URIRef("urn:two"), URIRef("urn:knows"))
    assert isinstance(blank, rdflib.BNode)
    assert list(graph.predicate_objects(blank)) == [(URIRef("urn:in"), rdflib.Literal(2))]


@pytest.mark.parametrize(
    ("query", "things"),
    [
        ("DESCRIBE <urn:one>", {"one"}),
        ("DESCRIBE <urn:one> <urn:two>", {"one", "two"}),
        ("DESCRIBE ?s WHERE { ?s <urn:in> 1 }", {"one"}),
        ("DESCRIBE ?s <urn:three> WHERE { ?s <urn:in> 1 }", {"one", "three"}),
        ("DESCRIBE ?s WHERE { ?s a <urn:Thing> }", {"one", "two", "three"}),
        ("DESCRIBE * WHERE { ?s <urn:in> ?n FILTER(?n < 2) }", {"one"}),
        ("DESCRIBE ?s WHERE { ?s a <urn:Thing> } ORDER BY DESC(?s) LIMIT 1", {"two"}),
        ("DESCRIBE ?s WHERE { ?s <urn:in> 9 }", set()),
        ("DESCRIBE <urn:nobody>", set()),
        ("describe <urn:one>", {"one"}),
        ("BASE <urn:> DESCRIBE <one>", {"one"}),
    ],
)
def test_things_are_described_by_name_and_by_what_is_asked_of_them(
    endpoint: Server, query: str, things: set[str]
) -> None:
    graph = described(endpoint, query)
    subjects = {str(each) for each in graph.subjects() if isinstance(each, URIRef)}
    assert subjects == {f"urn:{thing}" for thing in things}


def test_a_value_for_a_variable_chooses_what_is_described(endpoint: Server) -> None:
    graph = described(endpoint, "DESCRIBE ?s WHERE { ?s <urn:in> ?n }", ("$n", "3"))
    assert set(graph.subjects()) == {URIRef("urn:three")}


@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        (f"DESCRIBE <urn:one> FROM <{ONE}>", ()),
        ("DESCRIBE <urn:one> <urn:two>", (("default-graph-uri", ONE),)),
    ],
)
def test_of_a_dataset_that_is_chosen_nothing_else_is_told(
    endpoint: Server, query: str, dataset: tuple[tuple[str, str], ...]
) -> None:
    assert len(described(endpoint, query, *dataset)) == 2


def test_a_chosen_graph_gives_the_description_that_it_has(endpoint: Server) -> None:
    aukus = URIRef(expand("forum:aukus"))
    graph = described(endpoint, f"DESCRIBE <{aukus}> FROM <{AUKUS}>")
    inside = f"SELECT ?p ?o WHERE {{ GRAPH <{AUKUS}> {{ <{aukus}> ?p ?o }} }}"
    expected = {(row["p"], row["o"]) for row in rows(endpoint.get(inside))}
    told: set[tuple[str, str]] = {(str(p), str(o)) for p, o in graph.predicate_objects(aukus)}
    assert told == expected


def test_each_triple_comes_once_and_the_same_come_each_time(endpoint: Server) -> None:
    query = "DESCRIBE forum:gpai country:KEN"
    answers = [endpoint.get(f"{query} # {number}", Accept=NTRIPLES).body for number in range(4)]
    first = sorted(answers[0].splitlines())
    assert len(set(first)) == len(first) > 1000
    assert all(sorted(answer.splitlines()) == first for answer in answers)


def test_a_description_is_readable_turtle_with_prefixes(endpoint: Server) -> None:
    body = endpoint.get("DESCRIBE country:KEN", Accept=TURTLE).body
    assert b"country:KEN" in body
    terms: list[Identifier] = []
    for triple in rdflib.Graph().parse(body, format="turtle"):
        terms += [term for term in triple if isinstance(term, Identifier)]
    assert KENYA in terms
