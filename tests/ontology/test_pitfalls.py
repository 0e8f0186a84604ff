"""The pitfalls of the OOPS! catalogue (Poveda-Villalón et al.) that a query can decide.

Left out: P13 (no inverse), because the model states every link in one direction; P37 (not on the
web), because tests do not go there; and the pitfalls that only a reader can judge.
"""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

ONTOLOGY = Path(__file__).parents[2] / "ontology"
OWN = "https://w3id.org/comity/ontology#"

PREFIXES = """
PREFIX comity: <https://w3id.org/comity/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
TURTLE_PREFIXES = PREFIXES.replace("PREFIX", "@prefix").replace(">\n", "> .\n")

CLASS = "VALUES ?kind { owl:Class rdfs:Class } ?x a ?kind . FILTER(isIRI(?x))"
PROPERTY = (
    "VALUES ?kind { rdf:Property owl:ObjectProperty owl:DatatypeProperty } "
    "?x a ?kind . FILTER(isIRI(?x))"
)
TERM = (
    "VALUES ?kind { owl:Class rdfs:Class rdfs:Datatype rdf:Property owl:ObjectProperty "
    "owl:DatatypeProperty } ?x a ?kind . FILTER(isIRI(?x))"
)
IS_OWN = f'STRSTARTS(STR(?x), "{OWN}")'
MEMBERS = "(owl:unionOf/rdf:rest*/rdf:first)?"


@dataclass(frozen=True)
class Pitfall:
    """One entry of the catalogue, the query that finds it and the smallest ontology that has it."""

    number: str
    importance: str
    meaning: str
    query: str
    fault: str
    culprit: str = OWN + "x"

    def found_in(self, store: ox.Store) -> set[str]:
        """Return the IRIs of the offending terms."""
        solutions = store.query(PREFIXES + "SELECT DISTINCT ?x WHERE { " + self.query + " }")
        assert isinstance(solutions, ox.QuerySolutions)
        return {str(solution["x"]).strip("<>") for solution in solutions}


PITFALLS = [
    Pitfall(
        "P02",
        "minor",
        "synonyms kept as two classes",
        "?x owl:equivalentClass ?y . FILTER(isIRI(?y)) "
        'FILTER(REPLACE(STR(?x), "[^/#]*$", "") = REPLACE(STR(?y), "[^/#]*$", ""))',
        "comity:x owl:equivalentClass comity:y .",
    ),
    Pitfall(
        "P03",
        "critical",
        "an is-relation instead of a subclass or type",
        PROPERTY + ' FILTER(REGEX(STR(?x), "[#/](is|isA|is_a|instanceOf|subclassOf)$", "i"))',
        "comity:isA a owl:ObjectProperty .",
        OWN + "isA",
    ),
    Pitfall(
        "P04",
        "minor",
        "a class that nothing connects",
        CLASS + " FILTER NOT EXISTS { ?x rdfs:subClassOf|^rdfs:subClassOf ?near }"
        " FILTER NOT EXISTS { ?p (rdfs:domain|rdfs:range)/" + MEMBERS + " ?x }",
        "comity:x a owl:Class .",
    ),
    Pitfall(
        "P06",
        "critical",
        "a cycle in the class hierarchy",
        "?x rdfs:subClassOf+ ?x",
        "comity:x rdfs:subClassOf comity:y . comity:y rdfs:subClassOf comity:x .",
    ),
    Pitfall(
        "P07",
        "minor",
        "two concepts merged in one class",
        CLASS + ' FILTER(REGEX(STR(?x), "[a-z](And|Or)[A-Z]"))',
        "comity:ForumOrMeeting a owl:Class .",
        OWN + "ForumOrMeeting",
    ),
    Pitfall(
        "P08",
        "minor",
        "a term without a label",
        TERM + " FILTER NOT EXISTS { ?x rdfs:label ?label }",
        "comity:x a owl:Class .",
    ),
    Pitfall(
        "P08",
        "minor",
        "a term without a definition",
        TERM + " FILTER NOT EXISTS { ?x skos:definition ?definition }",
        "comity:x a owl:ObjectProperty .",
    ),
    Pitfall(
        "P10",
        "important",
        "no disjointness at all",
        "?x a owl:Ontology FILTER NOT EXISTS { ?a owl:disjointWith|owl:disjointUnionOf ?b }"
        " FILTER NOT EXISTS { ?c a owl:AllDisjointClasses }",
        "comity:x a owl:Ontology .",
    ),
    Pitfall(
        "P11",
        "important",
        "a property without domain or range and without a note that says why",
        PROPERTY + " FILTER(!EXISTS { ?x rdfs:domain ?d } || !EXISTS { ?x rdfs:range ?r })"
        ' FILTER NOT EXISTS { ?x skos:editorialNote ?why FILTER(STRSTARTS(?why, "No ")) }',
        "comity:x a owl:ObjectProperty ; rdfs:domain comity:Party .",
    ),
    Pitfall(
        "P12",
        "important",
        "two properties with one label",
        PROPERTY + " ?x rdfs:label ?label . ?y rdfs:label ?label FILTER(?x != ?y)"
        " ?y a ?other FILTER(?other IN (owl:ObjectProperty, owl:DatatypeProperty))",
        'comity:x a owl:ObjectProperty ; rdfs:label "x" . '
        'comity:y a owl:DatatypeProperty ; rdfs:label "x" .',
    ),
    Pitfall(
        "P19",
        "critical",
        "several domains or ranges, which is read as their intersection",
        "VALUES ?p { rdfs:domain rdfs:range } ?x ?p ?a, ?b FILTER(?a != ?b)",
        "comity:x rdfs:range comity:Forum , comity:Country .",
    ),
    Pitfall(
        "P21",
        "minor",
        "a class for whatever is left over",
        CLASS + ' FILTER(REGEX(STR(?x), "[#/](Misc|Other|Various)"))',
        "comity:OtherForum a owl:Class .",
        OWN + "OtherForum",
    ),
    Pitfall(
        "P22",
        "minor",
        "a class not in UpperCamelCase",
        CLASS + ' FILTER(!REGEX(STR(?x), "[#/]([A-Z][a-z]+)+$"))',
        "comity:x a owl:Class .",
    ),
    Pitfall(
        "P22",
        "minor",
        "a property not in lowerCamelCase",
        PROPERTY + ' FILTER(!REGEX(STR(?x), "[#/][a-z]+[0-9]*([A-Z][a-z]+)*$"))',
        "comity:member_of a owl:ObjectProperty .",
        OWN + "member_of",
    ),
    Pitfall(
        "P24",
        "important",
        "a class defined by itself",
        "?x owl:equivalentClass/((owl:intersectionOf|owl:unionOf)/rdf:rest*/rdf:first)* ?x",
        "comity:x owl:equivalentClass [ owl:unionOf ( comity:x comity:y ) ] .",
    ),
    Pitfall(
        "P25",
        "important",
        "a property that is its own inverse",
        "?x owl:inverseOf ?x",
        "comity:x owl:inverseOf comity:x .",
    ),
    Pitfall(
        "P26",
        "important",
        "an inverse of a symmetric property",
        "?x a owl:SymmetricProperty ; owl:inverseOf ?y",
        "comity:x a owl:SymmetricProperty ; owl:inverseOf comity:y .",
    ),
    Pitfall(
        "P28",
        "critical",
        "a symmetric property whose domain is not its range",
        "?x a owl:SymmetricProperty ; rdfs:domain ?d ; rdfs:range ?r FILTER(?d != ?r)",
        "comity:x a owl:SymmetricProperty ; rdfs:domain comity:a ; rdfs:range comity:b .",
    ),
    Pitfall(
        "P29",
        "critical",
        "a transitive property whose domain is not its range",
        "?x a owl:TransitiveProperty ; rdfs:domain ?d ; rdfs:range ?r FILTER(?d != ?r)",
        "comity:x a owl:TransitiveProperty ; rdfs:domain comity:a ; rdfs:range comity:b .",
    ),
    Pitfall(
        "P32",
        "minor",
        "two classes with one label",
        CLASS + " ?x rdfs:label ?label . ?y rdfs:label ?label ; a owl:Class FILTER(?x != ?y)",
        'comity:x a owl:Class ; rdfs:label "x" . comity:y a owl:Class ; rdfs:label "x" .',
    ),
    Pitfall(
        "P33",
        "minor",
        "a property chain of one property",
        "?x owl:propertyChainAxiom/rdf:rest rdf:nil",
        "comity:x owl:propertyChainAxiom ( comity:y ) .",
    ),
    Pitfall(
        "P34",
        "important",
        "a class of this ontology used but not declared",
        "?s (rdfs:subClassOf|rdfs:domain|rdfs:range|owl:members/rdf:rest*/rdf:first"
        "|owl:disjointUnionOf/rdf:rest*/rdf:first)/" + MEMBERS + f" ?x FILTER({IS_OWN})"
        " FILTER NOT EXISTS { VALUES ?kind { owl:Class rdfs:Datatype } ?x a ?kind }",
        "comity:party rdfs:domain [ owl:unionOf ( comity:Action comity:x ) ] .",
    ),
    Pitfall(
        "P35",
        "important",
        "a property of this ontology used but not declared",
        f"?s ?x ?o FILTER({IS_OWN}) FILTER NOT EXISTS {{ ?x a ?kind }}",
        "comity:s comity:x comity:o .",
    ),
    Pitfall(
        "P36",
        "minor",
        "a file extension in the IRI of the ontology",
        "?x a owl:Ontology FILTER(REGEX(STR(?x), '[.](owl|rdf|ttl|n3|xml)$'))",
        "<https://w3id.org/comity/ontology.ttl> a owl:Ontology .",
        "https://w3id.org/comity/ontology.ttl",
    ),
    Pitfall(
        "P38",
        "important",
        "no declaration of the ontology",
        "BIND(comity: AS ?x) FILTER NOT EXISTS { ?ontology a owl:Ontology }",
        "comity:x a owl:Class .",
        OWN,
    ),
    Pitfall(
        "P39",
        "critical",
        "several ontologies in one namespace",
        "?x a owl:Ontology . ?y a owl:Ontology FILTER(?x != ?y)",
        "comity:x a owl:Ontology . comity:y a owl:Ontology .",
    ),
    Pitfall(
        "P40",
        "critical",
        "a term of another namespace defined here",
        TERM + f" FILTER(!{IS_OWN})",
        "skos:Concept a owl:Class .",
        "http://www.w3.org/2004/02/skos/core#Concept",
    ),
    Pitfall(
        "P41",
        "important",
        "no licence",
        "?x a owl:Ontology FILTER NOT EXISTS { ?x dct:license ?licence }",
        "comity:x a owl:Ontology .",
    ),
]
every_pitfall = pytest.mark.parametrize(
    "pitfall", PITFALLS, ids=lambda pitfall: f"{pitfall.number}: {pitfall.meaning}"
)


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    store = ox.Store()
    for path in ONTOLOGY.glob("*.ttl"):
        store.load(path=str(path))
    return store


@every_pitfall
def test_the_ontology_avoids(pitfall: Pitfall, ontology: ox.Store) -> None:
    assert pitfall.found_in(ontology) == set()


@every_pitfall
def test_a_seeded_fault_is_found(pitfall: Pitfall) -> None:
    faulty = ox.Store()
    faulty.load(input=TURTLE_PREFIXES + pitfall.fault, format=ox.RdfFormat.TURTLE)
    assert pitfall.culprit in pitfall.found_in(faulty)


def test_a_note_excuses_a_property_without_a_domain() -> None:
    excused = ox.Store()
    turtle = 'comity:x a owl:ObjectProperty ; skos:editorialNote "No domain or range: it varies." .'
    excused.load(input=TURTLE_PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    (without_domain,) = (pitfall for pitfall in PITFALLS if pitfall.number == "P11")
    assert without_domain.found_in(excused) == set()
