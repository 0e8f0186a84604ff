"""The JSON-LD context: what a reader of the JSON gets back as RDF."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic

ONTOLOGY = Path(__file__).parents[2] / "ontology"
OWN = "https://w3id.org/comity/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
CONTEXT: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
TERMS: dict[str, Any] = CONTEXT["@context"]
VOCABULARY = Graph().parse(ONTOLOGY / "comity.ttl")


def properties(kind: URIRef) -> list[URIRef]:
    found = VOCABULARY.subjects(RDF.type, kind)
    return sorted(term for term in found if isinstance(term, URIRef))


DOCUMENT = {
    **CONTEXT,
    "@graph": [
        {
            "id": "country:AUS",
            "type": "comity:Country",
            "skos:prefLabel": {"en": "Australia", "fr": "Australie"},
            "comity:iso3": "AUS",
            "comity:independent": True,
            "comity:region": "region:oceania",
        },
        {
            "id": "membership:gpai-aus",
            "type": "org:Membership",
            "org:member": "country:AUS",
            "org:organization": "forum:gpai",
            "org:role": "role:founding-member",
            "schema:startDate": {"type": "xsd:gYearMonth", "@value": "2020-06"},
            "comity:earliestStart": "2020-06-01",
            "dct:source": ["passage:page-para-2", "passage:list-row-1"],
            "skos:note": {"en": ["first note", "second note"]},
        },
        {
            "id": "tally:gpai-15",
            "comity:measure": "measure:founding-member-count",
            "schema:value": 15,
        },
    ],
}
EXPECTED = """
@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/comity/> .

<country/AUS> a comity:Country ;
    skos:prefLabel "Australia"@en , "Australie"@fr ;
    comity:iso3 "AUS" ;
    comity:independent true ;
    comity:region <region/oceania> .

<membership/gpai-aus> a org:Membership ;
    org:member <country/AUS> ;
    org:organization <forum/gpai> ;
    org:role <role/founding-member> ;
    schema:startDate "2020-06"^^xsd:gYearMonth ;
    comity:earliestStart "2020-06-01"^^xsd:date ;
    dct:source <passage/page-para-2> , <passage/list-row-1> ;
    skos:note "first note"@en , "second note"@en .

<tally/gpai-15> comity:measure <measure/founding-member-count> ;
    schema:value 15 .
"""
AWKWARD = """
@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/comity/> .

<declaration/a> dct:title "one"@en , "two"@en , "un"@fr , "no language" ;
    dct:date "2019"^^xsd:gYear , "2019-05"^^xsd:gYearMonth , "2019-05-22"^^xsd:date ;
    comity:adoptedOn "2019"^^xsd:gYear ;
    comity:legallyBinding false ;
    comity:party <country/AUS> ;
    schema:value 0 , "0" , "2019"^^xsd:gYear ;
    schema:url <https://example.org/a> ;
    rdfs:label "a"@zh .
"""


def through_json(graph: Graph) -> Graph:
    text = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    return Graph().parse(data=text, format="json-ld")


def test_a_document_written_by_hand_gives_exactly_the_triples_meant() -> None:
    graph = Graph().parse(data=json.dumps(DOCUMENT), format="json-ld")
    assert set(graph) == set(Graph().parse(data=EXPECTED, format="turtle"))


def test_both_engines_read_the_document_alike() -> None:
    read = ox.parse(json.dumps(DOCUMENT), format=ox.RdfFormat.JSON_LD)
    meant = ox.parse(EXPECTED, format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in read} == {quad.triple for quad in meant}


def test_the_document_comes_back_unchanged() -> None:
    graph = Graph().parse(data=EXPECTED, format="turtle")
    assert set(through_json(graph)) == set(graph)


def test_dates_languages_and_numbers_of_every_kind_come_back_unchanged() -> None:
    graph = Graph().parse(data=AWKWARD, format="turtle")
    assert set(through_json(graph)) == set(graph)


@pytest.mark.parametrize("path", sorted(ONTOLOGY.glob("*.ttl")), ids=lambda path: path.stem)
def test_a_file_of_the_ontology_comes_back_unchanged(path: Path) -> None:
    graph = Graph().parse(path)
    assert isomorphic(through_json(graph), graph)


def test_a_relation_is_written_as_a_short_name_and_a_label_as_plain_words() -> None:
    graph = Graph().parse(data=EXPECTED, format="turtle")
    text = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    nodes = {node["id"]: node for node in json.loads(text)["@graph"]}
    assert nodes["membership:gpai-aus"]["org:member"] == "country:AUS"
    assert nodes["country:AUS"]["skos:prefLabel"]["en"] == "Australia"


@pytest.mark.parametrize("term", properties(OWL.ObjectProperty))
def test_the_value_of_an_object_property_is_read_as_an_iri(term: URIRef) -> None:
    assert TERMS["comity:" + term.removeprefix(OWN)] == {"@type": "@id"}


@pytest.mark.parametrize("term", properties(OWL.DatatypeProperty))
def test_the_value_of_a_datatype_property_is_read_as_its_range(term: URIRef) -> None:
    scope = str(VOCABULARY.value(term, RDFS.range))
    definition = TERMS.get("comity:" + term.removeprefix(OWN))
    if scope == str(RDF.langString):
        assert definition == {"@container": "@language"}
    elif scope in {XSD + "string", OWN + "PartialDate"}:
        assert definition is None, "strings need no type, partial dates have one of three"
    else:
        assert definition == {"@type": scope.replace(XSD, "xsd:")}
