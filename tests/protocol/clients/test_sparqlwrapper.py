"""A Python user asks with SPARQLWrapper, which also sends format=, output= and results=."""

from __future__ import annotations

from typing import Any
from xml.dom.minidom import Document

import pytest
import rdflib
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
    SPARQLWrapper2,
)
from SPARQLWrapper.SmartWrapper import Bindings
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from protocol.clients.shared import (
    ASK,
    AUKUS,
    CONSTRUCT,
    COUNTRY,
    DESCRIBE,
    LABEL,
    MALFORMED,
    MEMBERSHIPS,
    MISTAKE,
    NAMED_MEMBERSHIPS,
    NAMES,
    SELECT,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore:Sending Accept header"),
]

KENYA = rdflib.URIRef(f"{COUNTRY}KEN")
NAMED = (KENYA, rdflib.URIRef(LABEL), rdflib.Literal("Kenya", lang="en"))
WAYS = pytest.mark.parametrize(
    ("method", "way"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
ONLY_ACCEPT = pytest.mark.parametrize("only_accept", [False, True])


def asking(
    endpoint: str,
    query: str,
    form: str = JSON,
    method: str = GET,
    way: str = URLENCODED,
    *,
    only_accept: bool = False,
) -> SPARQLWrapper:
    """Set a query as a user of the library does."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    if form:
        wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way)
    wrapper.setOnlyConneg(only_accept)
    return wrapper


def answer(wrapper: SPARQLWrapper) -> Any:
    """Return what the library makes of the answer, which depends on its format."""
    return wrapper.queryAndConvert()


@WAYS
def test_a_table_comes_by_get_by_form_and_by_direct_post(
    endpoint: str, method: str, way: str
) -> None:
    table = answer(asking(endpoint, SELECT, JSON, method, way))
    name = {"type": "literal", "value": "Kenya", "xml:lang": "en"}
    assert table["results"]["bindings"] == [{"name": name}]


def test_bindings_are_read_by_the_name_of_the_variable(endpoint: str) -> None:
    wrapper = SPARQLWrapper2(endpoint)
    wrapper.setQuery(SELECT)
    answer = wrapper.query()
    assert isinstance(answer, Bindings)
    (binding,) = answer.bindings
    assert (binding["name"].value, binding["name"].lang) == ("Kenya", "en")


@ONLY_ACCEPT
@pytest.mark.parametrize(
    ("form", "table"), [(CSV, b"name\r\nKenya\r\n"), (TSV, b'?name\n"Kenya"@en\n')]
)
def test_a_table_comes_as_raw_csv_and_tsv(
    endpoint: str, form: str, table: bytes, only_accept: bool
) -> None:
    assert answer(asking(endpoint, SELECT, form, only_accept=only_accept)) == table


@ONLY_ACCEPT
def test_a_table_comes_as_xml(endpoint: str, only_accept: bool) -> None:
    document = answer(asking(endpoint, SELECT, XML, only_accept=only_accept))
    assert isinstance(document, Document)
    (literal,) = document.getElementsByTagName("literal")
    assert literal.toxml() == '<literal xml:lang="en">Kenya</literal>'


@WAYS
def test_a_yes_no_question_is_answered(endpoint: str, method: str, way: str) -> None:
    assert answer(asking(endpoint, ASK, JSON, method, way))["boolean"] is True
    document = answer(asking(endpoint, ASK, XML, method, way))
    assert "<boolean>true</boolean>" in document.toxml()


@WAYS
@pytest.mark.parametrize("form", [TURTLE, N3])
def test_a_construct_in_turtle_is_read_by_rdflib(
    endpoint: str, form: str, method: str, way: str
) -> None:
    turtle = answer(asking(endpoint, CONSTRUCT, form, method, way))
    assert set(rdflib.Graph().parse(data=turtle, format="turtle")) == {NAMED}


@ONLY_ACCEPT
@pytest.mark.parametrize("form", [JSONLD, RDFXML, XML, ""])
def test_a_construct_in_json_ld_or_rdf_xml_becomes_a_graph(
    endpoint: str, form: str, only_accept: bool
) -> None:
    graph = answer(asking(endpoint, CONSTRUCT, form, only_accept=only_accept))
    assert set(graph.triples((None, None, None))) == {NAMED}


def test_a_construct_gets_a_graph_though_the_user_left_the_format_at_json(endpoint: str) -> None:
    response = asking(endpoint, CONSTRUCT, JSON).query().response
    graph = rdflib.Graph().parse(response, format=response.headers.get_content_type())
    assert set(graph) == {NAMED}


@pytest.mark.parametrize("form", [TURTLE, JSONLD])
def test_a_description_has_the_names_in_all_languages(endpoint: str, form: str) -> None:
    graph = answer(asking(endpoint, DESCRIBE, form))
    if form == TURTLE:  # which the library leaves as it is
        graph = rdflib.Graph().parse(data=graph, format="turtle")
    names = {(str(each), each.language) for each in graph.objects(KENYA, rdflib.SKOS.prefLabel)}
    assert names >= set(NAMES.items())


@WAYS
def test_a_mistake_raises_what_the_library_has_for_it_with_our_message(
    endpoint: str, method: str, way: str
) -> None:
    with pytest.raises(QueryBadFormed, match=MISTAKE):
        asking(endpoint, MALFORMED, JSON, method, way).query()


@WAYS
def test_the_default_and_the_named_graph_can_be_chosen(
    endpoint: str, method: str, way: str
) -> None:
    default = asking(endpoint, MEMBERSHIPS, JSON, method, way)
    default.addDefaultGraph(AUKUS)
    named = asking(endpoint, NAMED_MEMBERSHIPS, JSON, method, way)
    named.addNamedGraph(AUKUS)
    for wrapper in (default, named):
        (row,) = answer(wrapper)["results"]["bindings"]
        assert row["n"]["value"] == "3"
