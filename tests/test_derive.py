"""What follows from the data: bounds of dates, shortcuts, labels, memberships, coverage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from comity.derive import derive
from comity.engine import Engine, LocalEngine, select, text
from comity.paths import rule_files
from comity.vocabulary import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def derived(turtle: str, today: date = date(2026, 11, 24)) -> Engine:
    store = ox.Store()
    store.load(HEAD + turtle, format=ox.RdfFormat.TURTLE)
    derive(store, today)
    return LocalEngine(store)


def bounds(literal: str) -> tuple[str, str]:
    engine = derived(f"membership:x a org:Membership ; schema:startDate {literal} .")
    (row,) = select(
        engine,
        "SELECT ?a ?b WHERE { membership:x comity:earliestStart ?a ; comity:latestStart ?b }",
    )
    return text(row["a"]), text(row["b"])


@pytest.mark.parametrize(
    ("literal", "first", "last"),
    [
        ('"2020-12-04"^^xsd:date', "2020-12-04", "2020-12-04"),
        ('"2020-12-04Z"^^xsd:date', "2020-12-04", "2020-12-04"),
        ('"2021"^^xsd:gYear', "2021-01-01", "2021-12-31"),
        ('"2021-02"^^xsd:gYearMonth', "2021-02-01", "2021-02-28"),
        ('"2024-02"^^xsd:gYearMonth', "2024-02-01", "2024-02-29"),
        ('"1900-02"^^xsd:gYearMonth', "1900-02-01", "1900-02-28"),
        ('"2000-02"^^xsd:gYearMonth', "2000-02-01", "2000-02-29"),
        ('"2023-04"^^xsd:gYearMonth', "2023-04-01", "2023-04-30"),
        ('"2023-12"^^xsd:gYearMonth', "2023-12-01", "2023-12-31"),
    ],
)
def test_a_date_is_bounded_by_what_its_precision_allows(
    literal: str, first: str, last: str
) -> None:
    assert bounds(literal) == (first, last)


def test_an_undated_record_is_bounded_by_its_first_dated_source_only() -> None:
    engine = derived("""
        membership:x a org:Membership ; dct:source passage:a, passage:b, passage:c .
        passage:a dct:isPartOf source:a . source:a a comity:Source ; dct:issued "2022"^^xsd:gYear .
        passage:b dct:isPartOf source:b .
        source:b a comity:Source ; dct:issued "2022-03-05"^^xsd:date .
        passage:c dct:isPartOf source:c . source:c a comity:Source .
    """)
    (row,) = select(
        engine,
        """SELECT ?latest ?attested ?earliest WHERE {
          membership:x comity:latestStart ?latest ; comity:earliestAttestation ?attested .
          OPTIONAL { membership:x comity:earliestStart ?earliest } }""",
    )
    assert (text(row["latest"]), text(row["attested"])) == ("2022-03-05", "2022-01-01")
    assert "earliest" not in row


def test_evidence_for_a_note_does_not_attest_the_record() -> None:
    engine = derived("""
        evidence:x comity:evidenceFor membership:x ; comity:backs skos:note ;
          dct:source passage:a .
        evidence:y comity:evidenceFor membership:x ; comity:backs org:member ;
          dct:source passage:b .
        passage:a dct:isPartOf source:a . passage:b dct:isPartOf source:b .
    """)
    rows = select(engine, "SELECT ?source WHERE { membership:x dct:source ?source }")
    assert [text(row["source"]) for row in rows] == [PREFIXES["source"] + "b"]


def test_membership_of_today_ends_with_its_last_day() -> None:
    data = """membership:x org:role role:member ; org:member country:RUS ;
      org:organization forum:g8 ; schema:endDate "2014-03-24"^^xsd:date ."""
    ask = "SELECT ?forum WHERE { country:RUS comity:memberOf ?forum }"
    assert len(select(derived(data, date(2014, 3, 24)), ask)) == 1
    assert select(derived(data, date(2014, 3, 25)), ask) == []


def test_membership_of_today_has_begun_as_far_as_its_precision_tells() -> None:
    data = """membership:x org:role role:member ; org:member country:KEN ;
      org:organization forum:gpai ; schema:startDate "2027-03"^^xsd:gYearMonth ."""
    ask = "SELECT ?forum WHERE { country:KEN comity:memberOf ?forum }"
    assert select(derived(data, date(2027, 2, 28)), ask) == []
    assert len(select(derived(data, date(2027, 3, 1)), ask)) == 1


def test_who_voted_against_or_abstained_did_not_endorse() -> None:
    engine = derived("""
        act:signed skos:broader act:supportive . act:voted-against skos:broader act:opposing .
        action:a a comity:Action ; comity:party country:FRA ; comity:declaration declaration:d ;
          comity:act act:signed .
        action:b a comity:Action ; comity:party country:USA ; comity:declaration declaration:d ;
          comity:act act:voted-against .
    """)
    rows = select(engine, "SELECT ?party WHERE { ?party comity:endorsed declaration:d }")
    assert [text(row["party"]) for row in rows] == [PREFIXES["country"] + "FRA"]


def test_every_subject_of_the_graph_has_a_type_and_one_english_label(engine: Engine) -> None:
    untyped = """SELECT DISTINCT ?s WHERE { ?s ?p ?o . OPTIONAL { ?s a ?type }
      FILTER(isIRI(?s) && !BOUND(?type)
        && STRSTARTS(STR(?s), "https://w3id.org/comity/")
        && !STRSTARTS(STR(?s), "https://w3id.org/comity/shapes#")) }"""
    labels = """SELECT ?s (COUNT(?label) AS ?n) WHERE {
      ?s a ?type . OPTIONAL { ?s rdfs:label ?label FILTER(LANG(?label) = "en") }
      FILTER(isIRI(?s) && !STRSTARTS(STR(?s), "https://w3id.org/comity/shapes#")) }
      GROUP BY ?s ?type HAVING(COUNT(?label) != 1)"""
    assert select(engine, untyped) == []
    assert select(engine, labels) == []


def test_a_list_shorter_than_the_newest_published_total_is_said_to_be_incomplete(
    engine: Engine,
) -> None:
    query = """SELECT ?complete ?counted ?published WHERE {
      $thing comity:coverage ?c . ?c comity:measure measure:endorser-count ;
        comity:complete ?complete ; comity:counted ?counted ; comity:published ?published }"""
    (blueprint,) = select(engine, query, thing="declaration:reaim-blueprint-for-action-2024")
    (bletchley,) = select(engine, query, thing="declaration:bletchley-declaration-2023")
    assert text(blueprint["complete"]) == "false"
    assert int(text(blueprint["counted"])) < int(text(blueprint["published"])) == 61
    assert text(bletchley["complete"]) == "true"


SMALL = """
source:s a comity:Source ; dct:title "S"@en ; dct:issued "2020-05"^^xsd:gYearMonth .
passage:p a comity:Passage ; dct:isPartOf source:s ; comity:locator "para 1" .
act:signed skos:prefLabel "signed"@en ; skos:broader act:supportive .
measure:signatory-count skos:prefLabel "number of signatories"@en ; comity:countsAct act:signed .
country:FRA a comity:Country ; skos:prefLabel "France"@en .
declaration:d a comity:Declaration ; dct:title "D"@en ;
  comity:adoptedOn "2020-02"^^xsd:gYearMonth .
action:a a comity:Action ; comity:party country:FRA ; comity:declaration declaration:d ;
  comity:act act:signed ; comity:confidence confidence:high ; dct:source passage:p .
tally:t a comity:Tally ; comity:tallies declaration:d ; comity:measure measure:signatory-count ;
  schema:value 2 ; comity:asOf "2020"^^xsd:gYear ; dct:source passage:p .
relation-type:revises comity:directProperty comity:revises ; skos:prefLabel "revises"@en .
declaration:e a comity:Declaration ; dct:title "E"@en .
relation:r a comity:Relation ; comity:subject declaration:d ;
  comity:relation relation-type:revises ; comity:object declaration:e .
"""


@pytest.mark.parametrize("rule", rule_files(), ids=lambda path: path.stem)
def test_a_rule_states_the_same_on_both_engines(rule: Path) -> None:
    store = ox.Store()
    store.load(HEAD + SMALL, format=ox.RdfFormat.TURTLE)
    derive(store, date(2026, 11, 24))
    merged = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    query = rule.read_text(encoding="utf-8").replace("?today", '"2026-11-24"^^xsd:date')
    stated = store.query(query, prefixes=PREFIXES)
    assert isinstance(stated, ox.QueryTriples)
    ours = {str(triple) for triple in stated}
    theirs = rdflib.Graph().parse(data=merged, format="nt").query(query, initNs=PREFIXES).graph
    assert theirs is not None
    parsed = ox.parse(theirs.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    assert {str(quad.triple) for quad in parsed} == ours
