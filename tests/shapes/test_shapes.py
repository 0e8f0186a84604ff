"""What each shape and rule lets pass, what it reports and in which words.

Every shape and every rule has two fixtures of its own, ``<name>.pass.ttl`` and ``<name>.fail.ttl``;
the failing one says what is to be reported: ``# expect: <node> <message>``. Plain pyshacl judges
them, on records with the derived statements that the graph has when it is validated.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from comity.derive import derive
from comity.vocabulary import PREFIXES, expand, shorten

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHAPES = Namespace(PREFIXES["shapes"])
SHARED = ROOT / "shapes" / "shared.ttl"
CLASSES = {path.stem: path for path in (ROOT / "shapes").glob("*.ttl") if path != SHARED}
RULES = {path.stem: path for path in (ROOT / "shapes" / "rules").glob("*.ttl")}
NAMES = sorted(CLASSES | RULES)
EXPECTED = re.compile(r"^\s*# expect: (\S+) (.+)$", re.MULTILINE)
IRI = re.compile(r"https?://[^\s<>,;]*[^\s<>,;.:)]")
TODAY = date(2026, 11, 24)
NO_CONSTRAINT = {
    *(RDF.type, RDFS.label, SH.message, SH.name, SH.severity, SH.path, SH.property),
    *(SH.target, SH.targetClass, SH.ignoredProperties),
}

Finding = tuple[str, str]


@cache
def shapes(*names: str) -> Graph:
    """Read the shapes of these names with what they share, each file once."""
    graph = Graph()
    files = [(CLASSES | RULES)[name] for name in names]
    for path in (SHARED, ROOT / "ontology" / "prefixes.ttl", *files):
        graph.parse(path)
    return graph


def records(*fixtures: str) -> Graph:
    """Read fixtures as the graph that is validated: with derived statements and with all shapes."""
    store = ox.Store()
    for fixture in ("common", *fixtures):
        store.load(path=HERE / f"{fixture}.ttl", format=ox.RdfFormat.TURTLE)
    derive(store, TODAY)
    merged = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    graph = Graph().parse(data=merged or b"", format="nt")
    graph += shapes(*NAMES)
    return graph


def report(data: Graph, shapes_graph: Graph) -> Graph:
    _, found, text = pyshacl.validate(data, shacl_graph=shapes_graph, advanced=True, inplace=True)
    assert isinstance(found, Graph), text
    return found


@cache
def judged(fixture: str) -> Graph:
    """Judge one fixture by the shape or rule that it is about."""
    return report(records(fixture), shapes(fixture.rpartition(".")[0]))


def findings(result: Graph) -> set[Finding]:
    """Pick node and message of each result, addresses shortened as a curator sees them."""
    return {
        (shorten(str(node)), IRI.sub(lambda iri: shorten(iri[0]), str(message)))
        for entry in result.subjects(RDF.type, SH.ValidationResult)
        for node in result.objects(entry, SH.focusNode)
        for message in result.objects(entry, SH.resultMessage)
    }


def component(parameter: Node) -> URIRef:
    """Name the component of a parameter: sh:MinCountConstraintComponent for sh:minCount."""
    if parameter == SH.sparql:
        return SH.SPARQLConstraintComponent
    local = str(parameter).removeprefix(PREFIXES["sh"])
    return SH[f"{local[0].upper()}{local[1:]}ConstraintComponent"]


def expected(fixture: str) -> set[Finding]:
    return set(EXPECTED.findall((HERE / f"{fixture}.ttl").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_and_rule_has_a_record_that_passes_and_one_that_fails(name: str) -> None:
    assert [(HERE / f"{name}.{kind}.ttl").is_file() for kind in ("pass", "fail")] == [True, True]


def test_every_fixture_belongs_to_a_shape_or_rule() -> None:
    fixtures = {path.name for path in HERE.glob("*.ttl")} - {"common.ttl"}
    assert fixtures == {f"{name}.{kind}.ttl" for name in NAMES for kind in ("pass", "fail")}


@pytest.mark.parametrize("name", NAMES)
def test_a_record_that_passes_is_not_reported(name: str) -> None:
    assert findings(judged(f"{name}.pass")) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_record_that_fails_is_reported_in_the_expected_words(name: str) -> None:
    wanted = expected(f"{name}.fail")
    assert wanted
    assert findings(judged(f"{name}.fail")) == wanted


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_the_record_that_passes_a_class_is_of_that_class(name: str) -> None:
    (target,) = set(shapes(name).objects(None, SH.targetClass))
    assert target in set(records(f"{name}.pass").objects(None, RDF.type))


def test_all_records_that_pass_satisfy_all_shapes_and_rules_together() -> None:
    fixtures = (f"{name}.pass" for name in NAMES)
    assert findings(report(records(*fixtures), shapes(*NAMES))) == set()


def test_every_constraint_of_every_shape_is_broken_in_some_fixture() -> None:
    graph = shapes(*NAMES)
    checking = {*graph.subjects(SH.targetClass), *graph.subjects(SH.target)}
    checking |= set(graph.objects(None, SH.property))
    constraints = {
        (shape, component(parameter))
        for shape in checking
        for parameter in set(graph.predicates(shape)) - NO_CONSTRAINT
    }
    broken = {
        (result.value(entry, SH.sourceShape), result.value(entry, SH.sourceConstraintComponent))
        for result in (judged(f"{name}.fail") for name in NAMES)
        for entry in result.subjects(RDF.type, SH.ValidationResult)
    }
    assert constraints - broken == set()


def test_every_property_shape_has_an_address_and_a_class_that_uses_it() -> None:
    graph = shapes(*NAMES)
    described = {s for s in graph.subjects(RDF.type, SH.PropertyShape) if isinstance(s, URIRef)}
    assert described == set(graph.objects(None, SH.property))


@pytest.mark.parametrize("predicate", [SH.name, SH.message])
def test_every_property_shape_speaks_english_to_a_curator(predicate: URIRef) -> None:
    graph = shapes(*NAMES)
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        texts = graph.objects(shape, predicate)
        assert [getattr(text, "language", None) for text in texts] == ["en"], shape


def test_every_property_shape_says_how_severe_its_findings_are() -> None:
    graph = shapes(*NAMES)
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        (severity,) = graph.objects(shape, SH.severity)
        assert severity in {SH.Violation, SH.Warning}, shape


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_class_has_one_closed_shape_and_one_for_its_addresses(name: str) -> None:
    graph = Graph().parse(CLASSES[name])
    (closed,) = graph.subjects(SH.closed, Literal(True))
    assert set(graph.subjects(RDF.type, SH.NodeShape)) == {closed, URIRef(f"{closed}-iri")}
    for shape in (closed, URIRef(f"{closed}-iri")):
        assert {RDFS.label, SH.message, SH.severity, SH.targetClass} <= set(graph.predicates(shape))


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_selects_its_offenders_by_the_pattern_that_explains_them(name: str) -> None:
    graph = Graph().parse(RULES[name])
    rule = SHAPES[name]
    target, finding = graph.value(rule, SH.target), graph.value(rule, SH.sparql)
    assert (target, finding) == (SHAPES[f"{name}-target"], SHAPES[f"{name}-finding"])
    pattern, explanation = (
        str(graph.value(node, SH.select)).replace("$this", "?this").partition("WHERE")[2]
        for node in (target, finding)
    )
    # A target may narrow the pattern first; a finding, whose node is given, may hold no subquery.
    narrowed = re.sub(r"^  \{ SELECT .* \}\n", "", pattern, count=1, flags=re.MULTILINE)
    assert narrowed == explanation
    assert graph.value(rule, SH.severity) in {SH.Violation, SH.Warning}
    assert graph.value(finding, SH.message) is not None


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_that_says_there_is_none_of_something_does_so_fast(name: str) -> None:
    text = RULES[name].read_text(encoding="utf-8")
    assert "NOT EXISTS" not in text
    assert "MINUS" not in text


def test_the_derived_properties_of_every_relation_type_may_stand_in_closed_shapes() -> None:
    types = Graph().parse(ROOT / "ontology" / "relation-types.ttl")
    direct = set(types.objects(None, URIRef(expand("comity:directProperty"))))
    allowed = set(shapes().items(SHAPES.derived))
    assert direct
    assert direct <= allowed
