"""What a curator is told about mistakes, and that the fast way finds what plain pyshacl finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.namespace import RDF, SH

from comity import DataError, Finding, validate
from comity.cli import main
from comity.derive import derive
from comity.paths import root, turtle_files
from comity.shacl import judge, shacl_report, shapes_of, to_graph
from comity.vocabulary import GRAPH, PREFIXES

FIXTURES = Path(__file__).parent / "shapes"

MEMBERSHIP = """\
@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix confidence: <https://w3id.org/comity/confidence/> .
@prefix country: <https://w3id.org/comity/country/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix forum: <https://w3id.org/comity/forum/> .
@prefix membership: <https://w3id.org/comity/membership/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix passage: <https://w3id.org/comity/passage/> .
@prefix role: <https://w3id.org/comity/role/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

membership:aukus-can
    a org:Membership ;
    org:member country:CAN ;
    org:organization forum:aukus ;
    org:role role:member ;
    schema:startDate "2026"^^xsd:gYear ;
    comity:confidence confidence:high ;
    dct:source passage:dod-aukus-2023-first-paragraph ;
.
"""


@pytest.fixture
def added(tmp_path: Path) -> Path:
    return tmp_path / "added.ttl"


def found(path: Path, text: str) -> list[Finding]:
    path.write_text(text, encoding="utf-8")
    return list(validate([path]).findings)


def test_the_shipped_graph_has_no_findings() -> None:
    assert validate().findings == ()


def test_a_correct_addition_has_no_findings(added: Path) -> None:
    assert found(added, MEMBERSHIP) == []


def test_a_curator_is_told_file_and_line_of_a_syntax_error_and_nothing_else(added: Path) -> None:
    findings = found(added, MEMBERSHIP.replace("role:member ;", "role:member"))
    assert [(each.path, each.line, each.rule) for each in findings] == [(str(added), 18, "syntax")]


def test_every_file_with_a_syntax_error_is_named(tmp_path: Path) -> None:
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text("forum:x", encoding="utf-8")
    assert [Path(each.path).name for each in validate([tmp_path]).findings] == [
        "one.ttl",
        "two.ttl",
    ]


def test_a_reference_to_nothing_is_found_where_it_stands(added: Path) -> None:
    findings = found(added, MEMBERSHIP.replace("country:CAN", "country:CAM"))
    unresolved = [each for each in findings if each.rule == "unresolved-reference"]
    assert [(each.line, each.node) for each in unresolved] == [(15, "country:CAM")]
    assert "described nowhere" in unresolved[0].message


def test_a_subject_described_in_two_files_is_found_in_the_second(added: Path) -> None:
    findings = found(added, MEMBERSHIP.replace("membership:aukus-can", "membership:aukus-aus"))
    twice = [each for each in findings if each.rule == "subject-in-two-files"]
    assert [(each.path, each.line) for each in twice] == [(str(added), 13)]
    assert "data/forums/aukus.ttl:" in twice[0].message


def test_a_broken_shape_points_at_the_line_of_the_property(added: Path) -> None:
    findings = found(added, MEMBERSHIP.replace('"2026"^^xsd:gYear', '"2026-13-01"^^xsd:date'))
    assert [(each.line, each.rule) for each in findings] == [(18, "shapes:Membership-startDate")]


def test_a_misspelt_property_is_found(added: Path) -> None:
    findings = found(added, MEMBERSHIP.replace("comity:confidence", "comity:confidenc"))
    assert 19 in {each.line for each in findings}


def test_a_fact_without_a_source_is_found(added: Path) -> None:
    lines = [line for line in MEMBERSHIP.splitlines(keepends=True) if "dct:source" not in line]
    assert any("passage" in each.message for each in found(added, "".join(lines)))


def test_a_finding_shows_the_property_and_the_value_that_are_wrong(added: Path) -> None:
    (finding,) = found(added, MEMBERSHIP.replace('"2026"^^xsd:gYear', '"2026-02-30"^^xsd:date'))
    assert str(finding).endswith("[schema:startDate 2026-02-30]")


def test_a_file_of_the_graph_itself_is_checked_where_it_is() -> None:
    assert validate([root() / "data/forums/aukus.ttl", root() / "data/meetings"]).findings == ()


def test_a_path_that_does_not_exist_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        validate([tmp_path / "missing.ttl"])


def test_the_command_exits_with_1_and_writes_findings_that_programs_can_read(added: Path) -> None:
    added.write_text(MEMBERSHIP.replace("country:CAN", "country:CAM"), encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(added), "--format", "json"])
    assert result.exit_code == 1
    assert 15 in {each["line"] for each in json.loads(result.stdout)}


def test_the_command_writes_the_shacl_report_as_turtle(added: Path) -> None:
    added.write_text(MEMBERSHIP.replace("comity:confidence", "comity:confidenc"), encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(added), "--format", "ttl"])
    report = rdflib.Graph().parse(data=result.stdout, format="turtle")
    assert (None, SH.conforms, rdflib.Literal(False)) in report


Result = tuple[rdflib.term.Node | None, ...]
PARTS = (SH.focusNode, SH.value, SH.sourceShape, SH.resultSeverity, SH.sourceConstraintComponent)


def results(report: rdflib.Graph) -> list[Result]:
    """List results by what identifies them; a path that is a blank node counts by its shape."""
    nodes = report.subjects(RDF.type, SH.ValidationResult)
    return sorted((tuple(report.value(node, part) for part in PARTS) for node in nodes), key=str)


def seeded(texts: Iterator[str]) -> ox.Store:
    """Load the shapes with records that hold faults, and derive what follows."""
    store = ox.Store()
    for folder in ("ontology", "shapes"):
        for path in turtle_files(folder):
            store.bulk_load(
                path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + folder)
            )
    for text in texts:
        store.load(text, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + "data"))
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }")
    derive(store, date(2026, 11, 24))
    return store


def assert_same_findings(store: ox.Store) -> list[Result]:
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    plain = judge(to_graph([quad.triple for quad in quads]), to_graph(shapes_of(store)))
    assert results(shacl_report(store)) == results(plain)
    return results(plain)


def test_the_fast_way_finds_every_seeded_fault_that_plain_pyshacl_finds() -> None:
    fixtures = [FIXTURES / "common.ttl", *sorted(FIXTURES.glob("*.fail.ttl"))]
    same = assert_same_findings(seeded(path.read_text(encoding="utf-8") for path in fixtures))
    failing_shapes = {result[2] for result in same}
    assert len(same) > len(fixtures)
    assert len(failing_shapes) > 50


HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SPARQL = """sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes <https://w3id.org/comity/ontology> ;
  sh:select "SELECT $this WHERE { OPTIONAL { $this skos:note ?n } FILTER(!BOUND(?n)) }" ]"""


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ("sh:property [ sh:path skos:note ; sh:pattern '.' ]", "[]"),
        ("sh:property [ sh:path skos:note ; sh:minLength 1 ]", "[]"),
        ("sh:property [ sh:path skos:note ; sh:maxLength 99 ]", "[]"),
        ("sh:property [ sh:path skos:note ; sh:minInclusive 1 ]", "'5'"),
        ("sh:property [ sh:path skos:note ; sh:minInclusive 1.5 ]", "1"),
        (
            "sh:property [ sh:path skos:note ; sh:qualifiedMaxCount 0 ;"
            " sh:qualifiedValueShape [ sh:datatype xsd:integer ] ]",
            "1",
        ),
        ("a sh:PropertyShape ; sh:path skos:example ; sh:minCount 1", "1"),
        (SPARQL.replace("skos:note", "skos:example"), "1"),
        (f"sh:property [ sh:path skos:note ; sh:node [ {SPARQL} ] ]", "<urn:y>"),
    ],
)
@pytest.mark.parametrize("target", ["<urn:S> sh:targetClass <urn:C>", "<urn:C> a rdfs:Class"])
def test_the_fast_way_misses_nothing_that_plain_pyshacl_finds_by_any_shape(
    target: str, shape: str, value: str
) -> None:
    kind = "" if "PropertyShape" in shape else "; a sh:NodeShape"
    store = seeded(iter([f"{HEAD} <urn:x> a <urn:C> ; rdfs:label 'x'@en ; skos:note {value} ."]))
    store.update("CLEAR GRAPH <https://w3id.org/comity/graph/shapes>")
    shapes = f"{HEAD} {target} {kind} ; {shape} ."
    store.load(shapes, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + "shapes"))
    assert assert_same_findings(store)


def test_the_fast_way_finds_what_plain_pyshacl_finds_in_damaged_real_records() -> None:
    forum = (root() / "data/forums/aukus.ttl").read_text(encoding="utf-8")
    damages = {
        "a org:Membership": "a org:Membership, comity:Action",
        'rdfs:label "AUKUS trilateral security partnership"@en': 'rdfs:label "AUKUS"',
        '"2021"^^xsd:gYear': '"2O21"^^xsd:gYear',
        "role:founding-member": "confidence:high",
        "org:member country:AUS ;": "org:member country:AUS, country:GBR ;",
    }
    for sound, damaged in damages.items():
        assert sound in forum
        forum = forum.replace(sound, damaged)
    assert len(assert_same_findings(seeded(iter([forum])))) >= len(damages)
