"""What the documents say: the same in every format, and enough to be of use."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from comity.vocabulary import KINDS, PREFIXES, expand
from resources.shared import BASE, MANY, RDF, samples, triples
from serving import Server

HUBS = ("/forum/hostile", "/forum/many", "/country/USA", "/forum/gpai", "/confidence/high")
PASSAGE = "/passage/ai-gov-international-cooperation-global-partnership-on-ai-para-1"
A = ox.NamedNode(expand("rdf:type"))


def parsed(site: Server, path: str) -> list[ox.Triple]:
    body = site.fetch(f"{path}.nt").body
    return [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]


def plain(site: Server, path: str) -> dict[str, Any]:
    reply = site.fetch(path if ".json" in path else f"{path}.json")
    assert reply.status == 200, reply.body
    return dict(json.loads(reply.body))


@pytest.mark.parametrize("kind", [*KINDS, *HUBS])
def test_all_formats_hold_the_same_triples(site: Server, kind: str) -> None:
    path = kind if kind.startswith("/") else samples(site)[kind]
    first, *rest = (triples(site.fetch(f"{path}.{name}")) for name in RDF)
    assert len(first) > 5
    assert all(each == first for each in rest)


@pytest.mark.parametrize("path", HUBS)
def test_a_second_library_reads_the_same(site: Server, path: str) -> None:
    body = site.fetch(f"{path}.ttl").body
    assert len(rdflib.Graph().parse(body, format="turtle")) == len(set(parsed(site, path)))


def test_a_document_describes_its_thing_its_records_and_their_sources(site: Server) -> None:
    graph = rdflib.Graph().parse(site.fetch("/forum/gpai.ttl").body, format="turtle")
    found = graph.query(
        """ASK {
          forum:gpai schema:foundingDate ?day .
          membership:gpai-aus org:organization forum:gpai ; dct:source ?passage .
          ?passage dct:isPartOf ?source ; comity:locator ?place . ?source schema:url ?address
        }""",
        initNs=PREFIXES,
    )
    assert found.askAnswer


def test_a_document_tells_of_itself(site: Server) -> None:
    document = ox.NamedNode(f"{BASE}forum/gpai.ttl")
    said = {
        t.predicate.value: t.object for t in parsed(site, "/forum/gpai") if t.subject == document
    }
    assert said[expand("foaf:primaryTopic")] == ox.NamedNode(f"{BASE}forum/gpai")
    assert said[expand("dct:license")].value.endswith("/by/4.0/")  # type: ignore[union-attr]
    health = site.fetch("/health").json
    version = said[expand("owl:versionInfo")].value  # type: ignore[union-attr]
    assert version.startswith(str(health["digest"])[:16])
    assert version.endswith(str(health["day"]))


def test_a_long_list_of_mentions_is_cut_and_the_document_says_so(site: Server) -> None:
    role = ox.NamedNode(expand("comity:meetingOf"))
    found = parsed(site, "/forum/many")
    assert sum(t.predicate == role for t in found) == 100
    assert any(str(MANY) in str(t.object) for t in found if t.predicate.value.endswith("comment"))
    (mentions,) = plain(site, "/forum/many")["mentions"]
    assert (mentions["total"], len(mentions["things"])) == (MANY, 100)


def test_every_term_of_the_ontology_that_documents_use_is_in_it(site: Server) -> None:
    defined = {
        quad.subject.value
        for quad in ox.parse(site.fetch("/ontology.nt").body, format=ox.RdfFormat.N_TRIPLES)
        if isinstance(quad.subject, ox.NamedNode)
    }
    namespace = expand("comity:")
    for kind, path in samples(site).items():
        used = {
            term.value
            for triple in parsed(site, path)
            for term in (triple.predicate, triple.object)
            if isinstance(term, ox.NamedNode) and term.value.startswith(namespace)
        }
        assert used <= defined, kind


def test_jsonld_has_the_thing_at_its_root_and_what_points_at_it_in_it(site: Server) -> None:
    document = json.loads(site.fetch("/forum/gpai.jsonld").body)
    assert document["@context"] == f"{site.address}/context.jsonld"
    assert document["id"] == "forum:gpai"
    assert document["type"] == "comity:Forum"
    assert document["rdfs:label"] == {"en": "Global Partnership on Artificial Intelligence"}
    members = document["@reverse"]["org:organization"]
    assert {"membership:gpai-aus"} <= {each["id"] for each in members}
    told = [each["id"] for each in document["@included"]]
    assert len(set(told)) == len(told)


def test_plain_json_says_what_the_graph_does_without_rdf(site: Server) -> None:
    told = plain(site, "/forum/gpai")
    assert (told["id"], told["kind"]) == ("forum:gpai", "forum")
    founded = [each for each in told["statements"] if each["property"] == "schema:foundingDate"]
    assert [each["value"] for each in founded] == ["2020-06-15"]
    (record,) = [each for each in told["records"] if each["id"] == "membership:gpai-aus"]
    assert (record["kind"], record["start"], record["holds"]) == ("membership", "2020-06-15", "")
    sources = {each["id"]: each for each in told["sources"]}
    assert set(record["sources"]) <= set(sources)
    passages = {each["id"] for source in sources.values() for each in source["passages"]}
    assert record["passages"]
    assert set(record["passages"]) <= passages
    assert all(source["url"].startswith("http") for source in sources.values())
    assert told["left_out"] == {}
    assert len(plain(site, "/forum/many")["records"]) == MANY


def test_a_day_chooses_the_records_and_says_how_certain_each_is(site: Server) -> None:
    before, after = (
        {each["id"]: each["holds"] for each in plain(site, f"/forum/gpai.json?on={day}")["records"]}
        for day in ("2020-06-14", "2020-06-15")
    )
    assert "membership:gpai-aus" not in before
    assert after["membership:gpai-aus"] == "certain"
    assert "possible" in plain_holds(site, "/country/KEN.json?on=2022-01-01")


def plain_holds(site: Server, path: str) -> set[str]:
    return {each["holds"] for each in plain(site, path)["records"]}


def test_a_passage_says_where_it_stands_and_what_rests_on_it(site: Server) -> None:
    told = plain(site, PASSAGE)
    (source,) = told["sources"]
    assert source["url"] == "https://www.ai.gov/strategic-pillars/international-cooperation/"
    assert [each["id"] for each in source["passages"]] == [told["id"]]
    resting = {each["property"]: each for each in told["mentions"]}["dct:source"]
    assert resting["total"] == len(resting["things"]) >= 20
    assert {"relation", "forum"} <= {each["kind"] for each in resting["things"]}


def test_a_source_names_its_passages_and_the_records_that_cite_it(site: Server) -> None:
    told = plain(site, "/source/ai-gov-international-cooperation")
    mentions = {each["property"]: each["total"] for each in told["mentions"]}
    assert mentions["dct:source"] > 100
    assert mentions["dct:isPartOf"] > 10


def test_a_concept_says_what_uses_it_and_a_scheme_has_its_concepts(site: Server) -> None:
    used = {each["property"]: each for each in plain(site, "/act/adopted")["mentions"]}
    assert used["comity:act"]["total"] > 1000
    assert len(used["comity:act"]["things"]) == 100
    scheme = {each["property"]: each for each in plain(site, "/scheme/acts")["mentions"]}
    assert "act:adopted" in {each["id"] for each in scheme["skos:inScheme"]["things"]}


def test_a_disagreement_tells_its_versions_with_their_sources(site: Server) -> None:
    told = plain(site, "/disagreement/africa-declaration-on-ai-2025-signatories")
    versions = [each for each in told["records"] if each["id"].startswith("version:")]
    assert {each["label"] for each in versions} == {"54 with the AU", "over 40 nations"}
    assert all(each["sources"] for each in versions)


def test_hostile_values_come_through_unchanged(site: Server) -> None:
    told = plain(site, "/forum/hostile")
    assert told["label"].startswith("</script>")
    values = {(each["property"], each["value"]) for each in told["statements"]}
    assert ("skos:note", "line\nand \r carriage") in values
    assert ("foaf:homepage", "javascript:alert(1)") in values
