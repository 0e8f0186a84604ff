"""Search finds things by any of their names, as a page and as suggestions."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from pages.reading import sheet
from serving import Server


def suggested(site: Server, words: str, limit: str = "") -> list[dict[str, Any]]:
    reply = site.fetch(f"/search.json?q={quote(words)}" + (f"&limit={limit}" if limit else ""))
    assert (reply.status, reply.media_type) == (200, "application/json")
    told = json.loads(reply.body)
    assert told["query"] == words
    return list(told["results"])


@pytest.mark.parametrize("words", ["Kenya", "kenya", "Кения", "肯尼亚", "كينيا", "KEN"])
def test_a_country_is_found_by_each_of_its_names(site: Server, words: str) -> None:
    first = suggested(site, words)[0]
    assert first["id"] == "country:KEN"
    assert first["label"] == "Kenya"
    assert first["kind"] == "country"
    assert first["iri"] == "https://w3id.org/comity/country/KEN"
    assert first["page"] == f"{site.address}/country/KEN.html"


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("gpai", "forum:gpai"),
        ("bletchley", "declaration:bletchley-declaration-2023"),
        ("human rights", "theme:human-rights"),
        ("nist", "agency:us-nist"),
        ("partnership for defence", "forum:ai-partnership-for-defense"),
        ("united nations educational scientific and cultural organisation", "forum:unesco"),
        ("organization for economic", "forum:oecd"),
    ],
)
def test_forums_texts_themes_and_agencies_are_suggested(site: Server, words: str, id_: str) -> None:
    assert id_ in [each["id"] for each in suggested(site, words)]


def test_eight_things_are_suggested_or_as_many_as_are_asked_for(site: Server) -> None:
    assert len(suggested(site, "a")) == 8
    assert len(suggested(site, "a", "3")) == 3
    assert len(suggested(site, "a", "999")) == 50
    assert len(suggested(site, "a", "many")) == 8
    assert suggested(site, "") == []


def test_a_suggestion_of_another_day_leads_there(site: Server) -> None:
    reply = site.fetch("/search.json?q=kenya&on=2021-05-31")
    assert json.loads(reply.body)["results"][0]["page"].endswith("KEN.html?on=2021-05-31")


def test_the_page_lists_what_was_found_and_how(site: Server) -> None:
    shown = sheet(site, f"/search?q={quote('Кения')}")
    assert shown.rows("found")[0] == {"Name": "Kenya", "Kind": "country", "Found as": "Кения"}
    (match,) = shown.tree.xpath("//tbody/tr[1]/td[2]/span")
    assert match.get("dir") == "auto"


def test_a_search_without_words_or_finds_says_what_to_do(site: Server) -> None:
    assert "by any of their names" in sheet(site, "/search").text("//main")
    nothing = sheet(site, "/search?q=xyzzy%3Cb%3E")
    assert "Nothing has “xyzzy<b>” in a name." in nothing.text("//main")
    assert not nothing.tree.xpath("//main//table")


def test_a_very_long_search_is_cut(site: Server) -> None:
    assert len(json.loads(site.fetch(f"/search.json?q={'a' * 5000}").body)["query"]) == 200
