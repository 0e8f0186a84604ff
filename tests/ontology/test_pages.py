"""The pages that document the ontology and the shapes, as a reader and a crawler get them."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef

from comity.dataset import Dataset
from comity.formats import Format
from comity.graph import Comity
from comity.query import Query
from comity.vocabulary import BASE
from comity.web import create_app
from comity.web.shapes import COUNTED, PHRASED
from comity.web.terms import KINDS
from serving import Server, serving

ROOT = Path(__file__).parents[2]
COMITY = Namespace(f"{BASE}ontology#")
PAGES = ["ontology.html", "shapes.html"]
TERM_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
EMPTY = {"br", "input", "link", "meta"}
INLINE = {"a", "code", "small", "strong", "span"}


class Page(HTMLParser):
    """Read a page: its links, its identifiers, and the text of each element that has one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.head: list[dict[str, str]] = []
        self.inside: dict[str, str] = {}
        self.scripts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        assert [tag for tag, _ in self._open] == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("link", "meta"):
            self.head.append(given)
        if tag == "a":
            self.links.append(given.get("href", given.get("xlink:href", "")))
        if tag == "script":
            self.scripts.append(given.get("type", ""))
        if "id" in given:
            self.ids.append(given["id"])
            self.inside[given["id"]] = ""
        if tag not in INLINE:
            self.handle_data(" ")
        if tag not in EMPTY:
            self._open.append((tag, given.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"{tag} ends inside {opened} at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        for _, identifier in self._open:
            if identifier:
                self.inside[identifier] += data

    def within(self, identifier: str) -> str:
        """Return the text of an element, its words parted by single spaces."""
        return " ".join(self.inside[identifier].split())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("pages")) as running:
        yield running


@pytest.fixture(scope="module")
def html(server: Server) -> dict[str, str]:
    return {page: server.fetch(f"/{page}").body.decode() for page in PAGES}


@pytest.fixture(scope="module")
def pages(html: dict[str, str]) -> dict[str, Page]:
    return {page: Page(text) for page, text in html.items()}


@pytest.fixture(scope="module")
def ontology(pages: dict[str, Page]) -> Page:
    return pages["ontology.html"]


@pytest.fixture(scope="module")
def shapes(pages: dict[str, Page]) -> Page:
    return pages["shapes.html"]


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    graph = Graph()
    for path in (ROOT / "ontology").glob("*.ttl"):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shacl() -> Graph:
    graph = Graph()
    for path in (ROOT / "shapes").rglob("*.ttl"):
        graph.parse(path)
    return graph


def plain(text: object) -> str:
    return " ".join(str(text).split())


# -- Both pages ----------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_an_anchor_is_there_once(page: str, pages: dict[str, Page]) -> None:
    assert [name for name, count in Counter(pages[page].ids).items() if count > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_term_leads_to_its_anchor(page: str, pages: dict[str, Page]) -> None:
    lost = set()
    for link in pages[page].links:
        path, has_fragment, fragment = link.partition("#")
        target = pages.get(path or page)
        if has_fragment and target and fragment not in target.ids:
            lost.add(link)
    assert lost == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_stay_on_the_server(page: str, pages: dict[str, Page]) -> None:
    assert pages[page].links
    assert [link for link in pages[page].links if not link or link.startswith(BASE)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_its_address_and_what_there_is_for_machines(
    page: str, pages: dict[str, Page], server: Server
) -> None:
    by_relation: dict[str, list[dict[str, str]]] = {}
    for each in pages[page].head:
        by_relation.setdefault(each.get("rel", ""), []).append(each)
    assert [each["href"] for each in by_relation["canonical"]] == [f"{server.address}/{page}"]
    stem = page.removesuffix(".html")
    assert {each["type"]: each["href"] for each in by_relation["alternate"]} == {
        "application/atom+xml": "/changes.atom",
        "text/turtle": f"{stem}.ttl",
        "application/ld+json": f"{stem}.jsonld",
        "application/n-triples": f"{stem}.nt",
        "application/rdf+xml": f"{stem}.rdf",
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_page_needs_no_script(page: str, pages: dict[str, Page]) -> None:
    assert pages[page].scripts == ["module", "application/ld+json"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_not_sent_again_to_who_has_it(page: str, server: Server) -> None:
    first = server.fetch(f"/{page}")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = server.fetch(f"/{page}", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert server.fetch(f"/{page}", If_None_Match='"another"').status == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_packed_for_who_can_unpack_it(
    page: str, server: Server, html: dict[str, str]
) -> None:
    packed = server.fetch(f"/{page}", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.body).decode() == html[page]
    assert len(packed.body) * 4 < len(html[page].encode())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_for_the_host_that_is_asked_whatever_was_asked_before(
    page: str, server: Server
) -> None:
    for host in ("one.example", "two.example:8080", "one.example"):
        asked = server.fetch(f"/{page}", Host=host).body.decode()
        assert f'<link rel="canonical" href="http://{host}/{page}">' in asked


@pytest.mark.parametrize("page", PAGES)
def test_a_host_is_not_taken_for_markup(page: str, server: Server) -> None:
    asked = server.fetch(f"/{page}", Host='"><script>alert(1)</script>')
    assert b"<script>alert" not in asked.body


def test_pages_are_made_once_for_all_requests(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = Comity(dataset)
    asked = watched(graph, monkeypatch)
    client = create_app(graph).test_client()
    first = [client.get(f"/{page}").status_code for page in PAGES]
    needed = len(asked)
    again = [
        client.get(f"/{page}", base_url=f"http://host-{number}.example").status_code
        for page in PAGES
        for number in range(40)
    ]
    assert {*first, *again} == {200}
    assert 0 < needed <= 6
    assert len(asked) == needed


def test_pages_are_made_anew_when_the_data_change(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = Comity(dataset)
    asked = watched(graph, monkeypatch)
    client = create_app(graph).test_client()
    client.get("/shapes.html")
    needed = len(asked)
    monkeypatch.setattr("comity.web.kept.version", lambda: "the data of tomorrow")
    client.get("/shapes.html")
    assert len(asked) == 2 * needed > 0


def watched(graph: Comity, monkeypatch: pytest.MonkeyPatch) -> list[Query]:
    """Return a list of the queries that a graph is asked from now on."""
    asked: list[Query] = []
    evaluate = graph.engine.query

    def noted(query: Query, answer: Format) -> Iterator[bytes]:
        asked.append(query)
        return evaluate(query, answer)

    monkeypatch.setattr(graph.engine, "query", noted)
    return asked


# -- The ontology --------------------------------------------------------------


def test_every_term_is_described_at_its_own_fragment(ontology: Page, vocabulary: Graph) -> None:
    terms = {
        term
        for kind in TERM_KINDS
        for term in vocabulary.subjects(RDF.type, kind)
        if isinstance(term, URIRef)
    }
    assert len(terms) > 100
    for term in terms:
        told = ontology.within(term.removeprefix(COMITY))
        assert plain(vocabulary.value(term, RDFS.label)) in told
        for property_ in (SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.editorialNote):
            for value in vocabulary.objects(term, property_):
                assert plain(value) in told


def test_the_ontology_says_which_version_it_is(ontology: Page, vocabulary: Graph) -> None:
    told = ontology.within("overview")
    about = URIRef(f"{BASE}ontology")
    assert f"Version {vocabulary.value(about, OWL.versionInfo)}" in told
    assert f"This version {vocabulary.value(about, OWL.versionIRI)}" in told
    assert "Licence https://creativecommons.org/licenses/by/4.0/" in told
    assert {"ontology.ttl", "shapes.html", "context.jsonld"} <= set(ontology.links)


@pytest.mark.parametrize(
    ("term", "fact"),
    [
        ("Country", "Subclass of comity:Party"),
        ("Country", "Key comity:iso3"),
        ("Party", "Is exactly one of comity:Country or comity:Forum or comity:Agency"),
        ("Party", "Superclass of comity:Agency, comity:Country, comity:Forum"),
        ("Meeting", "In the domain of comity:city, comity:hostCountry"),
        ("memberOf", "Sub-property of org:memberOf"),
        ("memberOf", "Domain comity:Party Range comity:Forum"),
        ("memberOf", "Close match wd:P463, schema:memberOf"),
        ("city", "Domain comity:Declaration or comity:Meeting"),
        ("act", "Functional object property"),
        ("act", "Takes its values from scheme:acts"),
        ("drawsOn", "Super-property of comity:annexOf"),
        ("dependencyOf", "Functional irreflexive object property"),
        ("PartialDate", "Same as xsd:date or xsd:gYearMonth or xsd:gYear"),
        ("org-Membership", "org:member exactly one an instance of comity:Party"),
        ("org-Membership", "schema:startDate at most one any of the forms of a date"),
        ("Country", "comity:iso3 exactly one xsd:string, matching ^[A-Z]{3}$"),
    ],
)
def test_a_term_is_told_with_its_place_among_others(term: str, fact: str, ontology: Page) -> None:
    assert fact in ontology.within(term)


def test_a_class_tells_how_many_there_are_and_shows_one(ontology: Page, server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) (MIN(STR(?c)) AS ?first) { ?c a comity:Country }"
    _, row = server.get(query, Accept="text/csv").body.decode().split()
    number, first = row.split(",")
    assert f"In the graph {number}, such as Aruba" in ontology.within("Country")
    assert f"./{first.removeprefix(BASE)}" in ontology.links


def test_a_property_tells_how_often_it_is_used(ontology: Page, server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s comity:act ?o }"
    _, number = server.get(query, Accept="text/csv").body.decode().split()
    assert f"Used {int(number):,} times" in ontology.within("act")


def test_every_value_of_every_list_is_told_and_linked(ontology: Page, vocabulary: Graph) -> None:
    for concept, scheme in vocabulary.subject_objects(SKOS.inScheme):
        told = ontology.within(f"scheme-{str(scheme).rpartition('/')[2]}")
        label = next(each for each in vocabulary.objects(concept, SKOS.prefLabel))
        assert f"{label}" in told
        assert plain(vocabulary.value(concept, SKOS.definition)) in told
        assert f"./{str(concept).removeprefix(BASE)}" in ontology.links


def test_a_narrower_value_stands_inside_the_broader_one(html: dict[str, str]) -> None:
    supportive = html["ontology.html"].partition('href="./act/supportive"')[2]
    nested = supportive[: supportive.index("</ul>")]
    assert '<ul class="concepts">' in nested
    assert 'href="./act/ratified"' in nested
    assert "act/voted-against" not in nested


def test_every_rule_is_there_with_its_query(ontology: Page) -> None:
    for path in (ROOT / "ontology" / "rules").glob("*.rq"):
        query = path.read_text(encoding="utf-8")
        told = ontology.within(f"rule-{path.stem}")
        assert plain(query) in told
        assert told.startswith(query.partition("#+ summary: ")[2].partition("\n")[0])


def test_every_property_of_another_vocabulary_that_is_in_use_is_listed(
    ontology: Page, vocabulary: Graph
) -> None:
    for term, label in vocabulary.subject_objects(RDFS.label):
        if not str(term).startswith(BASE):
            assert str(label) in ontology.inside[anchor(str(term))]


def anchor(iri: str) -> str:
    namespaces = {
        "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
        "http://www.w3.org/ns/org#": "org",
        "http://purl.org/dc/terms/": "dct",
        "http://xmlns.com/foaf/0.1/": "foaf",
        "https://schema.org/": "schema",
        "http://www.w3.org/2004/02/skos/core#": "skos",
    }
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return f"{namespaces[iri[:cut]]}-{iri[cut:]}"


def test_the_alignments_are_told_with_their_reasons(ontology: Page) -> None:
    told = ontology.within("alignments")
    assert "comity:Party subclass of dct:Agent, prov:Agent, foaf:Agent" in told
    assert "forum-type:intergovernmental-organization close to wd:Q245065" in told
    assert "close only to ELI, which describes acts" in told


def test_search_engines_get_the_terms_as_a_set(html: dict[str, str]) -> None:
    told = structured(html["ontology.html"])
    assert (told["@type"], told["@id"]) == ("DefinedTermSet", f"{BASE}ontology")
    terms = {each["@id"]: each for each in told["hasDefinedTerm"]}
    assert len(terms) > 100
    assert terms[f"{COMITY}memberOf"]["name"] == "member of"
    assert terms[f"{COMITY}memberOf"]["termCode"] == "comity:memberOf"


def structured(html: str) -> dict[str, Any]:
    found = re.search('<script type="application/ld\\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_the_kinds_of_terms_are_all_on_the_page(vocabulary: Graph) -> None:
    kinds = {str(vocabulary.namespace_manager.expand_curie(kind)) for kind in KINDS}
    declared = {
        str(kind)
        for term, kind in vocabulary.subject_objects(RDF.type)
        if str(term).startswith(COMITY) and str(kind).startswith((str(OWL), str(RDFS)))
    }
    assert declared - kinds <= {str(OWL.FunctionalProperty), str(OWL.IrreflexiveProperty)}


# -- The shapes ----------------------------------------------------------------


def test_every_shape_is_described_at_its_own_fragment(shapes: Page, shacl: Graph) -> None:
    named = {
        shape
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shacl.subjects(RDF.type, kind)
        if isinstance(shape, URIRef)
    }
    assert len(named) > 200
    for shape in named:
        told = shapes.within(shape.rpartition("#")[2])
        for property_ in (SH.message, SH.name, RDFS.label):
            for value in shacl.objects(shape, property_):
                assert plain(value) in told


def test_every_rule_across_records_has_message_and_queries(shapes: Page, shacl: Graph) -> None:
    rules = list(shacl.subject_objects(SH.sparql))
    assert len(rules) > 30
    for rule, constraint in rules:
        told = shapes.within(str(rule).rpartition("#")[2])
        assert plain(shacl.value(constraint, SH.message)) in told
        assert plain(shacl.value(constraint, SH.select)) in told
        assert plain(shacl.value(shacl.value(rule, SH.target), SH.select)) in told


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("Membership", "For every org:Membership: only these properties, and the derived"),
        ("Membership-role-scheme", "org:role/skos:inScheme any number one of scheme:roles"),
        ("Concept-place", "skos:broader | skos:topConceptOf at least one"),
        ("Country-exactMatch", "any number an IRI, matching ^https?://"),
        ("Country-prefLabel", "in the language en or fr or es or ar or zh or ru"),
        ("Membership-itself", "never a value of org:organization too"),
        ("label", "rdf:langString, 1 or more characters, in the language en"),
        ("same-name", "Only a warning."),
        ("dates", "shapes:day, shapes:month, shapes:year"),
    ],
)
def test_a_constraint_is_told_in_words(shape: str, words: str, shapes: Page) -> None:
    assert words in shapes.within(shape)


def test_no_kind_of_constraint_in_use_is_left_without_words(shacl: Graph) -> None:
    told_otherwise = {
        f"sh:{name}"
        for name in "path name message severity property targetClass target sparql".split()
    }
    used = {
        f"sh:{str(predicate).removeprefix(str(SH))}"
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shacl.subjects(RDF.type, kind)
        for predicate in shacl.predicates(shape)
        if str(predicate).startswith(str(SH))
    }
    assert used - told_otherwise - PHRASED - COUNTED == set()


def test_a_class_leads_to_its_shape_and_back(pages: dict[str, Page]) -> None:
    assert "shapes.html#Membership" in pages["ontology.html"].links
    assert "ontology.html#org-Membership" in pages["shapes.html"].links


def test_search_engines_get_the_shapes_as_a_set(html: dict[str, str]) -> None:
    told = structured(html["shapes.html"])
    assert (told["@type"], told["@id"]) == ("DefinedTermSet", f"{BASE}shapes")
    assert f"{BASE}shapes#Membership" in {each["@id"] for each in told["hasDefinedTerm"]}
