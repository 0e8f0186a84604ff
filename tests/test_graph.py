"""What an analyst does with the graph in Python."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import comity
from comity import Comity, NotFound, QueryError


@pytest.fixture(scope="module")
def graph() -> Comity:
    return comity.load()


def test_the_public_names_exist_and_are_documented() -> None:
    for name in comity.__all__:
        assert getattr(comity, name).__doc__


def test_members_on_a_day_are_those_that_certainly_held_then(graph: Comity) -> None:
    assert len(graph.members("gpai", on="2020-06-30")) == 15
    assert len(graph.members("gpai", on="2020-12-04")) == 19
    assert graph.members("gpai", on="2020-06-30")["country:SVN"] == "Slovenia"


def test_members_whose_dates_only_make_it_possible_can_be_asked_for(graph: Comity) -> None:
    certain = graph.members("african-union", on="2020-01-01")
    possible = graph.members("african-union", on="2020-01-01", certain=False)
    assert {"country:ZMB", "country:ZWE"} <= possible.keys() - certain.keys()


@pytest.mark.parametrize("day", ["2021-05", "31.5.2021", "today"])
def test_what_is_no_day_is_explained(graph: Comity, day: str) -> None:
    with pytest.raises(QueryError, match="write YYYY-MM-DD"):
        graph.members("gpai", on=day)


def test_endorsers_leave_out_the_forum_that_acted_for_them(graph: Comity) -> None:
    endorsers = graph.endorsers("bletchley-declaration-2023", on="2023-11-02")
    assert len(endorsers) == 29
    assert "forum:ai-summit-series" not in endorsers


def test_show_says_when_a_list_is_incomplete(graph: Comity) -> None:
    (coverage,) = [
        each.value
        for each in graph.show("reaim-blueprint-for-action-2024").statements
        if each.property == "comity:coverage"
    ]
    assert coverage.endswith("61 published as of 2024-09-10: the list is INCOMPLETE")


def test_a_query_gives_rows_a_truth_value_or_a_graph(graph: Comity) -> None:
    rows = graph.query("SELECT ?iso WHERE { country:KEN comity:iso3 ?iso }")
    assert rows == [{"iso": rdflib.Literal("KEN")}]
    assert graph.query("ASK { country:KEN a comity:Country }") is True
    described = graph.query("CONSTRUCT WHERE { country:KEN comity:iso3 ?o }")
    assert isinstance(described, rdflib.Graph)
    assert len(described) == 1


@pytest.mark.parametrize(("day", "members"), [("2020-06-30", 15), ("2020-12-31", 19)])
def test_a_query_takes_the_day_and_other_bindings(graph: Comity, day: str, members: int) -> None:
    query = """SELECT (COUNT(DISTINCT ?m) AS ?n) WHERE {
      VALUES ?role { role:member role:founding-member }
      ?membership org:organization ?forum ; org:member ?m ; org:role ?role ;
        comity:earliestStart ?start
      FILTER(?start <= ?on) }"""
    rows = graph.query(query, on=day, forum="forum:gpai")
    assert rows == [{"n": rdflib.Literal(members)}]


def test_a_frame_has_the_columns_of_the_query_in_order_and_even_without_rows(
    graph: Comity,
) -> None:
    frame = graph.frame("SELECT ?a ?b WHERE { VALUES (?a ?b) { (UNDEF 1) (0 2) } }")
    assert list(frame.columns) == ["a", "b"]
    assert list(frame["b"]) == [1, 2]
    assert frame["a"].isna().tolist() == [True, False]
    assert list(graph.frame("SELECT ?a WHERE { FILTER(false) }").columns) == ["a"]
    with pytest.raises(TypeError, match="SELECT"):
        graph.frame("ASK {}")


def test_the_rdflib_dataset_has_every_named_graph(graph: Comity) -> None:
    names = {each.value for each in graph.dataset.store.named_graphs()}
    assert names <= {str(each.identifier) for each in graph.graph.graphs()}
    gpai = rdflib.URIRef("https://w3id.org/comity/forum/gpai")
    assert (gpai, rdflib.RDF.type, None) in graph.graph


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("gpai", "forum:gpai"),
        ("GLOBAL partnership", "forum:gpai"),
        ("turkiye", "country:TUR"),
        ("Côte d'Ivoire", "country:CIV"),
        ("中国", "country:CHN"),
        ("Япония", "country:JPN"),
        ("USA", "country:USA"),
        ("bletchley", "declaration:bletchley-declaration-2023"),
        ("paris statement", "declaration:paris-statement-inclusive-sustainable-ai-2025"),
    ],
)
def test_things_are_found_by_name_in_any_language(graph: Comity, words: str, first: str) -> None:
    assert graph.search(words)[0].id == first


def test_nothing_is_found_for_nothing(graph: Comity) -> None:
    assert graph.search("") == graph.search("zzzz") == []


def test_show_tells_what_holds_on_a_day_and_what_may(graph: Comity) -> None:
    now, then = graph.show("gpai"), graph.show("gpai", on="2020-07-01")
    members = [each for each in then.records if each.kind == "membership"]
    assert len(then.records) < len(now.records)
    assert {"certain"} == {each.holds for each in members if each.id == "membership:gpai-svn"}
    assert all(each.sources for each in members)


@pytest.mark.parametrize("name", ["nowhere", "forum:nowhere", 'a "quoted" <name>', "", ":"])
def test_a_name_that_means_nothing_leads_to_search(graph: Comity, name: str) -> None:
    with pytest.raises(NotFound, match="try comity search"):
        graph.show(name)


def test_a_name_that_means_two_things_is_answered_with_both(tmp_path: Path) -> None:
    added = tmp_path / "added.ttl"
    added.write_text(
        "<https://w3id.org/comity/agency/gpai> a <https://w3id.org/comity/ontology#Agency> ."
    )
    with pytest.raises(NotFound, match="forum:gpai, agency:gpai"):
        comity.load([added]).show("gpai")


def test_a_malformed_query_is_explained(graph: Comity) -> None:
    with pytest.raises(QueryError, match="line 1, column"):
        graph.query("SELECT * WHERE {")
