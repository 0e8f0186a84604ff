"""The lineage of a text: what it draws on, what draws on it, in the order of time."""

from __future__ import annotations

import importlib
from typing import Any

from comity import Comity
from comity.almanac import load
from comity.almanac.lineage import lineage, links
from comity.dataset import Dataset
from pages.reading import sheet
from serving import Server

etree: Any = importlib.import_module("lxml.etree")  # has no types

OECD = "declaration:oecd-recommendation-on-ai-2019"
_RELATIONS = """
SELECT ?relation WHERE {
  ?relation a comity:Relation .
  { ?relation comity:subject $text } UNION { ?relation comity:object $text }
  OPTIONAL { ?relation comity:earliestStart ?start }
  FILTER(!BOUND(?start) || ?start <= $on)
}
"""


def almanac(dataset: Dataset) -> Any:
    return load(Comity(dataset).engine, "test", "2026-11-01")


def test_the_relations_of_a_text_are_those_of_the_graph(dataset: Dataset) -> None:
    book = almanac(dataset)
    for day in ("2019-12-31", "2022-12-31", "2026-11-01"):
        found = Comity(dataset).query(_RELATIONS, on=day, text=OECD)
        assert isinstance(found, list)
        told = links(book, OECD, day)
        assert len(told) == len(found)
        assert all(link.record is not None for link in told)


def test_what_came_first_leads_to_what_came_of_it(dataset: Dataset) -> None:
    book = almanac(dataset)
    (launch,) = [
        link
        for relation in book.kind("relation")
        if relation.one("comity:relation") == "relation-type:announces-launch-of"
        for link in links(book, relation.one("comity:subject"), "2026-11-01")
        if link.record is relation
    ]
    assert launch.origin == launch.subject
    (principles,) = [each for each in links(book, OECD, "2026-11-01") if "g20" in each.subject]
    assert (principles.origin, principles.outcome) == (OECD, "declaration:g20-ai-principles-2019")


def test_two_steps_are_followed_in_each_direction_and_the_rest_is_counted(
    dataset: Dataset,
) -> None:
    book = almanac(dataset)
    found = lineage(book, book[OECD], "2026-11-01")
    steps = {node.thing.id: node.step for node in found.nodes}
    assert steps[OECD] == 0
    assert steps["declaration:g20-ai-principles-2019"] == 1
    assert max(steps.values()) == 2
    assert [node.day for node in found.nodes] == sorted(node.day for node in found.nodes)
    ends = {end for link in found.links for end in (link.subject, link.object)}
    assert ends == set(steps)
    one = lineage(book, book[OECD], "2026-11-01", steps=1)
    assert one.more > 0
    few = lineage(book, book[OECD], "2026-11-01", most=6)
    assert len(few.nodes) == 6
    assert few.more > found.more


def test_nothing_later_than_the_day_is_in_a_lineage(dataset: Dataset) -> None:
    book = almanac(dataset)
    found = lineage(book, book[OECD], "2020-12-31")
    assert len(found.nodes) > 4
    assert all(
        not node.dated or node.thing.span.earliest_start <= "2020-12-31" for node in found.nodes
    )


def test_the_picture_leads_to_each_text_in_the_order_of_time(site: Server) -> None:
    shown = sheet(site, "/declaration/oecd-recommendation-on-ai-2019.html?on=2026-11-01")
    nodes = shown.tree.xpath("//figure[@id='lineage']//svg//a")
    assert len(nodes) > 15
    for node in nodes:
        assert node.get("aria-label")
        assert node.get("href").endswith(".html?on=2026-11-01")
    places = [
        float(spot.get("cx") or spot.get("x")) + (0 if spot.get("cx") else 5)
        for node in nodes
        for spot in node.xpath(".//*[contains(@class, 'spot')]")
    ]
    assert places == sorted(places)


def test_kinds_of_relations_are_told_apart_and_named(site: Server) -> None:
    reply = site.fetch("/chart/declaration/oecd-recommendation-on-ai-2019/lineage.svg")
    root = etree.fromstring(reply.body)
    drawn = {each.get("class") for each in root.iter() if "edge" in str(each.get("class"))}
    assert {"edge implements", "edge revises", "edge builds"} <= drawn
    said = " ".join(root.itertext())
    assert "implements" in said
    assert "revises" in said


def test_the_table_says_each_relation_from_the_side_of_the_text(site: Server) -> None:
    rows = sheet(site, "/declaration/g20-ai-principles-2019.html").rows("relations")
    said = {row["What"]: row["This text"] for row in rows}
    assert said["Recommendation of the Council on Artificial Intelligence"].startswith(
        "derived from"
    )
    assert any(word.startswith("implemented by") for word in said.values())
    assert all(row["Source"] for row in rows)


def test_a_text_without_relations_has_no_picture(site: Server) -> None:
    assert site.fetch("/chart/declaration/ccw-1980/lineage.svg").status == 404
