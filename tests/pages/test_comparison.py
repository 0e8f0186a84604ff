"""The comparison of forums, texts and countries, on a day and over time."""

from __future__ import annotations

import importlib
from typing import Any
from urllib.parse import urlencode

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import Sheet, sheet, table
from serving import Server

etree: Any = importlib.import_module("lxml.etree")  # has no types

SVG = "{http://www.w3.org/2000/svg}"
FORUMS = ("gpai", "ai-partnership-for-defense")
PAIR = f"/compare?a={FORUMS[0]}&b={FORUMS[1]}"


def numbers(shown: Sheet) -> dict[str, int]:
    said = shown.texts("//dl[@class='numbers']//dt")
    return {
        what.partition(";")[0]: int(count)
        for what, count in zip(said, shown.texts("//dl[@class='numbers']//dd"), strict=True)
    }


@pytest.mark.parametrize("day", ["2020-07-01", "2021-05-31", "2026-06-01"])
def test_two_forums_are_compared_as_their_members_are(
    site: Server, dataset: Dataset, day: str
) -> None:
    graph = Comity(dataset)
    one, other = (
        set(graph.members(each, on=day)) for each in ("gpai", "ai-partnership-for-defense")
    )
    maybe = set(graph.members("gpai", on=day, certain=False)) - one
    assert not set(graph.members(FORUMS[1], on=day, certain=False)) - other
    found = numbers(sheet(site, f"{PAIR}&on={day}"))
    assert found["members in both"] == len(one & other)
    assert found["members only in GPAI"] == len(one - other)
    assert found["members only in AI PfD"] == len(other - one - maybe)


def test_the_areas_of_the_picture_are_as_the_numbers(site: Server) -> None:
    drawing = etree.fromstring(site.fetch(f"/chart{PAIR.replace('?', '/members.svg?')}").body)
    widths = {each.get("class"): float(each.get("width")) for each in drawing.iter(f"{SVG}rect")}
    found = numbers(sheet(site, PAIR))
    both, one = found["members in both"], found["members only in GPAI"]
    other = found["members only in AI PfD"]
    assert widths["one"] / widths["two"] == pytest.approx((both + one) / (both + other), rel=0.01)


def test_the_picture_names_all_certain_members_also_those_it_does_not_draw(
    site: Server, dataset: Dataset
) -> None:
    day = "2021-05-15"  # when three were perhaps in the one, and surely in the other
    svg = site.fetch(f"/chart{PAIR.replace('?', '/members.svg?')}&on={day}").body
    names = [
        " ".join("".join(each.itertext()).split())
        for each in etree.fromstring(svg).iter(f"{SVG}text")
        if each.get("class") == "name"
    ]
    graph = Comity(dataset)
    one, other = (len(graph.members(each, on=day)) for each in FORUMS)
    assert names == [f"GPAI {one}", f"AI PfD {other}"]


@pytest.mark.parametrize("day", ["2020-12-31", "2022-06-30", "2025-01-01"])
def test_the_growth_agrees_with_the_members_on_each_day(
    site: Server, dataset: Dataset, day: str
) -> None:
    turns = table(site, f"{PAIR}&csv=members-time")
    last = next(row for row in turns if row["day"] <= day)  # the newest come first
    graph = Comity(dataset)
    one, other = (
        set(graph.members(each, on=day)) for each in ("gpai", "ai-partnership-for-defense")
    )
    assert [int(last[name]) for name in ("a", "b", "common")] == [
        len(one),
        len(other),
        len(one & other),
    ]


def test_who_supported_each_of_two_texts(site: Server, dataset: Dataset) -> None:
    texts = ("bletchley-declaration-2023", "seoul-ministerial-statement-2024")
    one, other = (set(Comity(dataset).endorsers(each)) for each in texts)
    shown = sheet(site, f"/compare?a={texts[0]}&b={texts[1]}")
    assert numbers(shown)["supporters of both"] == len(one & other)
    rows = shown.rows("supporters")
    assert sum(row["In"] == "both" for row in rows) == len(one & other)


def test_three_forums_have_all_their_combinations_counted(site: Server, dataset: Dataset) -> None:
    graph = Comity(dataset)
    g7, g20, oecd = (set(graph.members(each)) for each in ("g7", "g20", "oecd"))
    found = numbers(sheet(site, "/compare?a=g7&b=g20&c=oecd"))
    assert found["members in all three"] == len(g7 & g20 & oecd)
    assert found["members only in G20 and OECD"] == len((g20 & oecd) - g7)
    assert sum(found.values()) == len(g7 | g20 | oecd)


def test_countries_are_compared_by_forums_texts_and_acts(site: Server) -> None:
    shown = sheet(site, "/compare?a=USA&b=CHN")
    assert [each.partition(" ")[0] for each in shown.texts("//h2")][:2] == ["Forums", "Texts"]
    rows = table(site, "/compare?a=USA&b=AUT&csv=differences")
    (vote,) = [
        row
        for row in rows
        if row["how"] == "for and against" and row["text"].startswith("General Assembly")
    ][:1]
    assert "against" in vote["a"]
    assert "favour" in vote["b"]
    assert vote["source_urls"]


def test_what_is_only_possible_is_marked(site: Server) -> None:
    shown = sheet(site, f"{PAIR}&on=2021-05-31")
    said = shown.texts("//dl[@class='numbers']//dt")
    assert "members only in GPAI; 1 more possible" in said
    assert len(shown.tree.xpath("//*[@id='members']//td/span[@class='holds possible']")) == 1


@pytest.mark.parametrize(
    "name", ["KEN", "ke", "country:KEN", "Kenya", "肯尼亚", "https://w3id.org/comity/country/KEN"]
)
def test_a_country_can_be_named_in_many_ways(site: Server, name: str) -> None:
    shown = sheet(site, f"/compare?{urlencode({'a': name, 'b': 'USA'})}")
    assert shown.text("//h1") == "Kenya and United States of America"


def test_an_unknown_name_is_answered_with_what_may_be_meant(site: Server) -> None:
    shown = sheet(site, "/compare?a=Keyna&b=USA&on=2022-01-01", 404)
    problem = shown.text("//*[@role='alert']")
    assert problem.startswith("Nothing here is named “Keyna”. Did you mean Kenya")
    to = shown.hrefs("//*[@role='alert']//a")[0].removeprefix(site.address)
    assert to == "/compare?a=country%3AKEN&b=USA&on=2022-01-01"
    assert sheet(site, to).text("//h1").startswith("Kenya and")
    fields = {each.name: each.value for each in shown.tree.xpath("//form[.//datalist]//input")}
    assert (fields["a"], fields["b"], fields["on"]) == ("Keyna", "USA", "2022-01-01")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a=USA&b=gpai", "only things of one kind can be compared"),
        ("a=USA&b=country:USA", "is named twice"),
        ("a=agency:us-nist&b=USA", "cannot be compared"),
    ],
)
def test_what_cannot_be_compared_is_said_and_nothing_is_lost(
    site: Server, query: str, said: str
) -> None:
    shown = sheet(site, f"/compare?{query}", 400)
    assert said in shown.text("//*[@role='alert']")
    given = [each.value for each in shown.tree.xpath("//form[.//datalist]//input[@list]")][:2]
    assert given == [each.partition("=")[2] for each in query.split("&")]


def test_with_one_name_or_none_the_form_waits_for_more(site: Server) -> None:
    assert sheet(site, "/compare").text("//h1") == "Compare"
    shown = sheet(site, "/compare?a=gpai&b=")
    field = shown.tree.xpath("//form[.//datalist]//input[@name='a']")[0]
    assert field.value == "Global Partnership on Artificial Intelligence"
    for to in sheet(site, "/compare").hrefs("//h2[@id='starts']/following::ul[1]//a"):
        assert sheet(site, to.removeprefix(site.address)).tree.xpath("//figure")


def test_pictures_have_addresses_of_their_own(site: Server) -> None:
    shown = sheet(site, "/compare?a=g7&b=g20&c=oecd&on=2024-01-01")
    pictures = shown.hrefs("//figure//a[@type='image/svg+xml']")
    assert len(pictures) == 2
    for address in pictures:
        reply = site.fetch(address.removeprefix(site.address))
        assert (reply.status, reply.media_type) == (200, "image/svg+xml")
        assert b"2024-01-01" in reply.body
        etree.fromstring(reply.body)
    assert site.fetch("/chart/compare/members.svg?a=g7&b=USA").status == 404
    assert site.fetch("/chart/compare/nothing.svg?a=g7&b=g20").status == 404


def test_two_countries_of_which_nothing_is_known_have_a_page(site: Server) -> None:
    shown = sheet(site, "/compare?a=ABW&b=BMU")
    assert set(numbers(shown).values()) == {0}
    assert shown.tree.xpath("//figure") == []
