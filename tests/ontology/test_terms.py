"""What every term, concept and scheme of the vocabulary owes its readers."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import BNode, Node, URIRef

from comity.vocabulary import PREFIXES

ROOT = Path(__file__).parents[2]
COMITY = Namespace("https://w3id.org/comity/ontology#")
BASE = "https://w3id.org/comity/"
ONTOLOGY = URIRef(BASE + "ontology")
ACT = Namespace(BASE + "act/")
MEASURE = Namespace(BASE + "measure/")
SCHEME = Namespace(BASE + "scheme/")

HAND_WRITTEN = ("comity.ttl", "alignments.ttl", "prefixes.ttl")
CONCEPT_FILES = sorted(
    path.name for path in (ROOT / "ontology").glob("*.ttl") if path.name not in HAND_WRITTEN
)


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ROOT / "ontology" / name)
    return graph


def instances(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, URIRef)}


VOCABULARY = read("comity.ttl")
CONCEPTS = read(*CONCEPT_FILES)
ALIGNMENTS = read("alignments.ttl")
DECLARED = instances(VOCABULARY, OWL.Class, RDFS.Datatype, OWL.ObjectProperty, OWL.DatatypeProperty)
ALL_CONCEPTS = instances(CONCEPTS, SKOS.Concept)
ALL_SCHEMES = instances(CONCEPTS, SKOS.ConceptScheme)


@pytest.fixture(scope="module")
def data() -> ox.Store:
    store = ox.Store()
    for path in (ROOT / "data").rglob("*.ttl"):
        store.load(path=str(path))
    return store


def english(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return [
        str(value)
        for value in graph.objects(subject, predicate)
        if isinstance(value, Literal) and value.language == "en"
    ]


def in_use(data: ox.Store) -> Iterator[str]:
    for quad in data:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
                yield term.value


# -- Terms ---------------------------------------------------------------------


@pytest.mark.parametrize("term", sorted(DECLARED), ids=lambda term: term.rpartition("#")[2])
def test_a_term_has_one_label_one_definition_and_a_home(term: URIRef) -> None:
    assert len(english(VOCABULARY, term, RDFS.label)) == 1
    (definition,) = english(VOCABULARY, term, SKOS.definition)
    assert definition.endswith(".")
    assert list(VOCABULARY.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


def test_the_ontology_says_what_it_is_and_how_it_may_be_used() -> None:
    said = set(VOCABULARY.predicates(ONTOLOGY))
    assert {DCTERMS.title, DCTERMS.license, DCTERMS.creator, OWL.versionIRI} <= said
    version = VOCABULARY.value(ONTOLOGY, OWL.versionInfo)
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert VOCABULARY.value(ONTOLOGY, OWL.versionIRI) == ONTOLOGY + f"/{version}"


def test_every_term_that_a_rule_uses_is_declared() -> None:
    used = {
        COMITY[name]
        for path in (ROOT / "ontology" / "rules").glob("*.rq")
        for name in re.findall(r"\bcomity:(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= DECLARED


def test_every_term_that_the_data_use_is_declared(data: ox.Store) -> None:
    used = {URIRef(iri) for iri in in_use(data) if iri.startswith(COMITY)}
    assert used
    assert used <= DECLARED


def classes_above(kind: Node) -> set[Node]:
    # rdflib types the members as optional although none is ever None
    return {above for above in VOCABULARY.transitive_objects(kind, RDFS.subClassOf) if above}


def classes_in(expression: Node) -> set[Node]:
    union = VOCABULARY.value(expression, OWL.unionOf)
    return set(Collection(VOCABULARY, union)) if union else {expression}


@pytest.mark.parametrize("side", ["domain", "range"])
def test_no_statement_of_the_data_contradicts_a_domain_or_range(side: str, data: ox.Store) -> None:
    kinds: dict[str, set[Node]] = defaultdict(set)
    for quad in data.quads_for_pattern(None, ox.NamedNode(RDF.type), None):
        assert isinstance(quad.subject, ox.NamedNode)
        kinds[quad.subject.value] |= classes_above(URIRef(str(quad.object).strip("<>")))
    expected = {
        str(term): classes_in(expression)
        for term, expression in VOCABULARY.subject_objects(RDFS[side])
    }
    strays = set()
    for quad in data:
        end = quad.subject if side == "domain" else quad.object
        wanted = expected.get(quad.predicate.value)
        known = isinstance(end, ox.NamedNode) and end.value in kinds
        if wanted and known and not kinds[end.value] & wanted:
            strays.add((quad.predicate.value, end.value))
    assert strays == set()


def test_a_functional_property_has_one_value_in_the_data(data: ox.Store) -> None:
    functional = {str(term) for term in VOCABULARY.subjects(RDF.type, OWL.FunctionalProperty)}
    uses = Counter(
        (quad.subject, quad.predicate) for quad in data if quad.predicate.value in functional
    )
    assert uses
    assert [use for use, count in uses.items() if count > 1] == []


# -- Concepts ------------------------------------------------------------------


@pytest.mark.parametrize("concept", sorted(ALL_CONCEPTS), ids=lambda iri: iri.removeprefix(BASE))
def test_a_concept_has_one_name_one_definition_and_a_scheme(concept: URIRef) -> None:
    assert len(english(CONCEPTS, concept, SKOS.prefLabel)) == 1
    assert len(english(CONCEPTS, concept, SKOS.definition)) == 1
    (scheme,) = CONCEPTS.objects(concept, SKOS.inScheme)
    assert scheme in ALL_SCHEMES
    is_top = (concept, SKOS.topConceptOf, scheme) in CONCEPTS
    assert is_top != any(CONCEPTS.objects(concept, SKOS.broader))


@pytest.mark.parametrize("scheme", sorted(ALL_SCHEMES), ids=lambda iri: iri.removeprefix(BASE))
def test_a_scheme_has_a_name_a_description_and_top_concepts(scheme: URIRef) -> None:
    assert len(english(CONCEPTS, scheme, SKOS.prefLabel)) == 1
    assert len(english(CONCEPTS, scheme, DCTERMS.description)) == 1
    assert any(CONCEPTS.subjects(SKOS.topConceptOf, scheme))


def test_names_are_unique_within_a_scheme() -> None:
    names = Counter(
        (CONCEPTS.value(concept, SKOS.inScheme), name.casefold())
        for concept in ALL_CONCEPTS
        for name in english(CONCEPTS, concept, SKOS.prefLabel)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_a_broader_concept_is_never_a_narrower_one_of_its_own() -> None:
    circular = {
        concept
        for concept in ALL_CONCEPTS
        for broader in CONCEPTS.objects(concept, SKOS.broader)
        if concept in CONCEPTS.transitive_objects(broader, SKOS.broader)
    }
    assert circular == set()


def test_a_broader_concept_is_in_the_same_scheme() -> None:
    for narrower, broader in CONCEPTS.subject_objects(SKOS.broader):
        assert CONCEPTS.value(narrower, SKOS.inScheme) == CONCEPTS.value(broader, SKOS.inScheme)


def test_related_concepts_exist() -> None:
    assert set(CONCEPTS.objects(None, SKOS.related)) <= ALL_CONCEPTS


@pytest.mark.parametrize("name", CONCEPT_FILES)
def test_a_file_of_concepts_has_no_blank_nodes(name: str) -> None:
    assert not any(isinstance(term, BNode) for triple in read(name) for term in triple)


def test_the_labels_of_concepts_are_derived_and_not_stated() -> None:
    labelled = set(CONCEPTS.subjects(RDFS.label, None))
    assert labelled.isdisjoint(CONCEPTS.subjects(RDF.type, SKOS.Concept))


def test_every_value_in_use_is_a_concept(data: ox.Store) -> None:
    lists = {concept.rpartition("/")[0] + "/" for concept in ALL_CONCEPTS}
    used = {URIRef(iri) for iri in in_use(data) if iri.rpartition("/")[0] + "/" in lists}
    assert used
    assert used <= ALL_CONCEPTS


# -- Closed lists with rules -----------------------------------------------------


def test_every_relation_type_names_one_property_of_its_own_that_is_declared() -> None:
    direct: dict[Node, set[Node]] = {
        kind: set(CONCEPTS.objects(kind, COMITY.directProperty)) - {COMITY.drawsOn}
        for kind in CONCEPTS.subjects(SKOS.inScheme, SCHEME["relation-types"])
    }
    named = [term for terms in direct.values() for term in terms]
    assert len(direct) == len(named) == len(set(named))
    assert all(terms for terms in direct.values())
    assert set(named) <= set(VOCABULARY.subjects(RDF.type, OWL.ObjectProperty))


def test_a_relation_type_leads_to_lineage_exactly_when_its_property_does() -> None:
    for kind in CONCEPTS.subjects(SKOS.inScheme, SCHEME["relation-types"]):
        named = set(CONCEPTS.objects(kind, COMITY.directProperty))
        lineage = any((term, RDFS.subPropertyOf, COMITY.drawsOn) in VOCABULARY for term in named)
        assert lineage == (COMITY.drawsOn in named)


def test_every_act_is_supportive_opposing_or_neutral() -> None:
    tops = set(CONCEPTS.subjects(SKOS.topConceptOf, SCHEME.acts))
    assert tops == {ACT.supportive, ACT.opposing, ACT.neutral}
    acts = set(CONCEPTS.subjects(SKOS.inScheme, SCHEME.acts)) - tops
    assert all(CONCEPTS.value(act, SKOS.broader) in tops for act in acts)


def test_every_measure_that_can_be_counted_says_what_it_counts() -> None:
    silent = {
        measure
        for measure in CONCEPTS.subjects(SKOS.inScheme, SCHEME.measures)
        if not any(CONCEPTS.objects(measure, COMITY.countsRole))
        and not any(CONCEPTS.objects(measure, COMITY.countsAct))
    }
    assert silent == {MEASURE.other, MEASURE["working-group-count"]}


def test_measures_count_roles_acts_and_classes_that_exist() -> None:
    for scheme, predicate in (("roles", COMITY.countsRole), ("acts", COMITY.countsAct)):
        members = set(CONCEPTS.subjects(SKOS.inScheme, SCHEME[scheme]))
        assert set(CONCEPTS.objects(None, predicate)) <= members
    assert set(CONCEPTS.objects(None, COMITY.countsOnly)) <= DECLARED


def test_the_ten_oecd_principles_are_numbered_in_two_groups() -> None:
    principles = set(CONCEPTS.subjects(SKOS.inScheme, SCHEME["oecd-ai-principles"]))
    numbers = {
        str(CONCEPTS.value(principle, SKOS.notation))
        for principle in principles
        if any(CONCEPTS.objects(principle, SKOS.broader))
    }
    assert numbers == {f"{group}.{place}" for group in (1, 2) for place in range(1, 6)}


# -- Alignments and prefixes -----------------------------------------------------


def test_every_aligned_term_is_ours_and_says_why() -> None:
    for term in set(ALIGNMENTS.subjects()):
        assert term in DECLARED | ALL_CONCEPTS
        assert len(english(ALIGNMENTS, term, SKOS.note)) == 1


@pytest.mark.parametrize("name", ["DC", "DCTERMS", "PROV", "RDF", "SDO"])
def test_aligned_terms_exist_in_their_vocabulary(name: str) -> None:
    vocabulary = getattr(rdflib, name)
    aligned = {
        target
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
        for target in ALIGNMENTS.objects(None, predicate)
        if isinstance(target, URIRef) and target.startswith(str(vocabulary))
    }
    assert aligned
    assert {target for target in aligned if target not in vocabulary} == set()


def declared_prefixes() -> dict[str, str]:
    prefixes = read("prefixes.ttl")
    declared = {
        str(prefixes.value(node, SH.prefix)): str(prefixes.value(node, SH.namespace))
        for node in prefixes.objects(ONTOLOGY, SH.declare)
    }
    assert len(declared) == len(set(prefixes.subjects(RDF.type, SH.PrefixDeclaration)))
    return declared


def test_queries_in_shapes_get_the_prefixes_of_the_context() -> None:
    document = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    declared = declared_prefixes()
    assert declared == {prefix: document["@context"].get(prefix) for prefix in declared}


def test_every_prefix_that_queries_need_not_declare_is_declared_for_editors_and_shapes() -> None:
    assert declared_prefixes() == PREFIXES
