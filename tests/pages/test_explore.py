"""Map, matrix and network: the whole graph at a glance, on any day."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import sheet, table
from serving import Server

etree: Any = importlib.import_module("lxml.etree")  # has no types
SVG = "{http://www.w3.org/2000/svg}"


def test_the_map_of_a_forum_shades_its_members_and_the_table_names_them(
    site: Server, dataset: Dataset
) -> None:
    shown = sheet(site, "/map?of=forum:gpai&on=2021-05-31")
    graph = Comity(dataset)
    certain = {each for each in graph.members("gpai", "2021-05-31") if each.startswith("country:")}
    shaded = shown.tree.xpath("//figure[@id='map']//svg//a[*[contains(@class, 'certain')]]/@href")
    assert {to.rpartition("/")[2][:3] for to in shaded} == {each[-3:] for each in certain}
    possible = shown.texts("//figure[@id='map']//svg//a[*[contains(@class, 'possible')]]")
    assert possible == ["Malta (possible)"]
    rows = shown.rows("members")
    assert {row["Party"] for row in rows if row["On the day"] == "certain"} == set(
        graph.members("gpai", "2021-05-31").values()
    )


def test_the_map_can_be_of_a_text_or_of_how_many_forums(site: Server, dataset: Dataset) -> None:
    text = sheet(site, "/map?of=declaration:bletchley-declaration-2023")
    behind = Comity(dataset).endorsers("bletchley-declaration-2023")
    countries = [each for each in behind if each.startswith("country:")]
    assert len(text.tree.xpath("//figure[@id='map']//svg//a")) == len(countries) == 29
    rows = sheet(site, "/map").rows("countries")
    numbers = [int(row["Forums"].split()[0]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)


def test_a_map_of_nothing_known_is_not_found(site: Server) -> None:
    for wrong in ("forum:nothing", "country:KEN", "x", "%00"):
        assert site.fetch(f"/map?of={wrong}").status == 404


@pytest.mark.parametrize(
    "path", ["/chart/map.svg", "/chart/forum/gpai/map.svg?on=2021-05-31", "/chart/network.svg"]
)
def test_a_chart_stands_by_itself_with_title_licence_and_colours(site: Server, path: str) -> None:
    reply = site.fetch(path)
    assert (reply.status, reply.media_type) == (200, "image/svg+xml")
    root = etree.fromstring(reply.body)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title") is not None
    assert "CC BY 4.0" in str(root.findtext(f"{SVG}desc"))
    style = str(root.findtext(f"{SVG}style"))
    assert "var(" not in style
    assert "#17557a" in style


def test_there_is_no_chart_of_what_there_is_not(site: Server) -> None:
    for wrong in ("/chart/forum/nothing/map.svg", "/chart/country/KEN/map.svg"):
        assert site.fetch(wrong).status == 404
    empty = "/chart/forum/gpai/map.svg?on=1999-01-01"
    assert site.fetch(empty).status == 404


def test_the_matrix_says_in_letters_what_a_country_is_to_a_forum(site: Server) -> None:
    shown = sheet(site, "/matrix?on=2021-05-31")
    rows = {row["Country"]: row for row in shown.rows("matrix")}
    assert rows["Australia"]["GPAI"] == "F"
    assert rows["Brazil"]["GPAI"] == "M"
    assert rows["Kenya"]["GPAI"] == ""
    assert shown.tree.xpath("//tr[th='Malta']/td[@class='p']")
    for row in rows.values():
        assert int(row["Shown here"]) == sum(bool(value) for value in list(row.values())[2:])


def test_the_matrix_of_texts_never_merges_a_signature_with_a_ratification(site: Server) -> None:
    shown = sheet(site, "/matrix?of=declarations&only=declaration-type:treaty")
    letters = {
        letter for row in shown.rows("matrix") for cell in list(row.values())[2:] for letter in cell
    }
    assert {"S", "R"} <= letters
    meanings = dict(each.split(" ", 1) for each in shown.texts("//p[@class='legend']/span"))
    assert (meanings["S"], meanings["R"]) == ("signed", "ratified")


def test_the_matrix_is_sorted_narrowed_and_had_as_csv(site: Server) -> None:
    rows = sheet(site, "/matrix?region=region:europe&matrix.sort=-count").rows("matrix")
    counts = [int(row["Shown here"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert len(table(site, "/matrix?region=region:europe&csv=matrix")) == len(rows)
    second = sheet(site, "/matrix?columns=2").texts("//thead//th")
    assert set(second) & set(sheet(site, "/matrix").texts("//thead//th")) == {
        "Country",
        "Shown here",
    }


def test_the_network_draws_the_ties_that_its_table_lists(site: Server, dataset: Dataset) -> None:
    shown = sheet(site, "/network?of=forums&least=10&on=2021-05-31")
    rows = shown.rows("ties")
    assert all(int(row["Members in common"]) >= 10 for row in rows)
    assert len(shown.tree.xpath("//path[contains(@class, 'link')]")) == len(rows)
    graph = Comity(dataset)
    common = set(graph.members("oecd", "2021-05-31")) & set(graph.members("gpai", "2021-05-31"))
    pair = {"Organisation for Economic Co-operation and Development"}
    pair.add("Global Partnership on Artificial Intelligence")
    (row,) = [row for row in rows if {row["One"], row["Other"]} == pair]
    assert row["Members in common"] == str(len(common))


def test_a_network_without_ties_says_so(site: Server) -> None:
    shown = sheet(site, "/network?least=999")
    assert "Ask for fewer." in shown.text("//main")
    assert site.fetch("/chart/network.svg?least=999").status == 404


def test_every_way_to_explore_is_there(site: Server) -> None:
    for to in sheet(site, "/explore").hrefs("//ul[@class='cards']//a"):
        assert site.fetch(to.removeprefix(site.address)).status == 200, to
