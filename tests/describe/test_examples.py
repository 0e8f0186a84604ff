"""SPARQL editors built on the convention of the SIB list and complete against the endpoint."""

from __future__ import annotations

import rdflib
from rdflib import RDF, RDFS, SH, Literal, URIRef

from comity.examples import examples
from comity.query import Query
from comity.vocabulary import PREFIXES
from describe.shared import BASE, DOCUMENTS, document
from protocol.shared import rows
from serving import Server

SCHEMA = rdflib.Namespace("https://schema.org/")


def test_every_example_is_an_executable_of_its_form(server: Server) -> None:
    told = document(server, DOCUMENTS["examples"])
    assert len(set(told.subjects(RDF.type, SH.SPARQLExecutable))) == len(examples())
    for name, example in examples().items():
        node, form = URIRef(f"{BASE}query/{name}"), str(Query(example.text).form).lower()
        assert (node, RDF.type, SH[f"SPARQL{form.capitalize()}Executable"]) in told
        assert (node, SH[form], Literal(example.text)) in told
        assert (node, RDFS.comment, Literal(example.summary, lang="en")) in told
        assert (node, SH.prefixes, URIRef(f"{BASE}ontology")) in told
        assert (node, SCHEMA.target, URIRef(f"{server.address}/sparql")) in told
        keywords = {str(each) for each in told.objects(node, SCHEMA.keywords)}
        assert keywords == set(example.tags)


def test_an_editor_finds_every_example_with_comment_and_query(server: Server) -> None:
    found = rows(
        server.get("""
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?example ?said ?text WHERE {
          ?example rdfs:comment ?said ; a sh:SPARQLExecutable .
          ?example sh:select|sh:construct|sh:ask|sh:describe ?text
        } ORDER BY ?example""")
    )
    assert {(row["said"], row["text"]) for row in found} == {
        (each.summary, each.text) for each in examples().values()
    }
    assert len(found) == len(examples())


def test_an_editor_finds_every_prefix(server: Server) -> None:
    found = rows(
        server.get("""
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?short ?long WHERE { ?any sh:prefix ?short ; sh:namespace ?long }""")
    )
    assert {row["short"]: row["long"] for row in found} == PREFIXES
    assert len(found) == len(PREFIXES)


def test_an_editor_finds_what_to_complete_after_a_class_and_a_property(server: Server) -> None:
    # First what may describe the named graph of the part, then the part, then its values.
    found = rows(
        server.get("""
        PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX ext: <http://ldf.fi/void-ext#>
        SELECT DISTINCT ?graph ?class ?property ?of ?type ?n WHERE {
          {
            OPTIONAL { ?graph sd:graph ?described . ?described void:classPartition ?part }
            ?part void:class ?class ; void:propertyPartition ?inner .
            ?inner void:property ?property
            OPTIONAL { ?inner void:triples ?n }
            OPTIONAL {
              { ?inner void:classPartition [ void:class ?of ] }
              UNION
              { ?inner ext:datatypePartition [ ext:datatype ?type ] }
            }
          } UNION {
            ?links void:linkPredicate ?property ; void:subjectsTarget [ void:class ?class ] ;
              void:objectsTarget [ void:class ?of ]
          }
        }""")
    )
    known = {(row["class"], row["property"], row.get("of") or row.get("type")) for row in found}
    comity, org = PREFIXES["comity"], PREFIXES["org"]
    assert (f"{org}Membership", f"{org}member", f"{comity}Country") in known
    assert (f"{comity}Tally", "https://schema.org/value", f"{PREFIXES['xsd']}integer") in known
    assert len(known) > 400
    assert all(int(row["n"]) > 0 for row in found)


def test_an_example_has_an_address(server: Server) -> None:
    page = server.fetch("/query/gpai-founders", Accept="text/html")
    assert page.status == 303
    assert page.headers["Location"].startswith("/sparql?query=")
    told = server.fetch("/query/gpai-founders?format=ttl")
    assert (told.status, told.headers["Location"]) == (
        303,
        "/.well-known/sparql-examples?format=ttl",
    )
    assert server.fetch("/query/no-such").status == 404
