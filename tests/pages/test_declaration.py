"""The page about a text: who did what when, told apart, as of a day, beside published totals."""

from __future__ import annotations

import importlib
from collections import Counter
from typing import Any

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import Sheet, sheet, table
from serving import Server

etree: Any = importlib.import_module("lxml.etree")  # has no types

_ACTS = """
SELECT ?party ?act WHERE {
  ?action comity:declaration $text ; comity:act/rdfs:label ?act ; comity:party/rdfs:label ?party ;
    comity:latestStart ?start .
  FILTER(?start <= $on)
}
"""


def page(site: Server, slug: str, day: str = "") -> Sheet:
    return sheet(site, f"/declaration/{slug}.html" + (f"?on={day}" if day else ""))


def numbers(shown: Sheet) -> dict[str, int]:
    """Return the numbers at the top of a page by what is said of each."""
    said = shown.texts("//dl[contains(@class, 'numbers')]//dt")
    counts = shown.texts("//dl[contains(@class, 'numbers')]//dd")
    return {what: int(count) for what, count in zip(said, counts, strict=True)}


def first(shown: Sheet, word: str) -> int:
    return next(count for said, count in numbers(shown).items() if said.startswith(word))


@pytest.mark.parametrize("day", ["2019-06-01", "2021-12-31", "2024-05-03", "2026-11-01"])
@pytest.mark.parametrize(
    "slug",
    ["oecd-recommendation-on-ai-2019", "unga-res-78-241", "africa-declaration-on-ai-2025"],
)
def test_the_supporters_on_a_day_are_those_of_the_library(
    site: Server, dataset: Dataset, slug: str, day: str
) -> None:
    expected = Comity(dataset).endorsers(slug, day)
    shown = page(site, slug, day)
    if expected:
        assert first(shown, "supporter") == len(expected)
    else:
        assert not any(said.startswith("supporter") for said in numbers(shown))


def test_the_table_has_every_act_of_the_day(site: Server, dataset: Dataset) -> None:
    rows = page(site, "unga-res-79-62", "2026-01-01").rows("acts")
    found = Comity(dataset).query(_ACTS, on="2026-01-01", text="declaration:unga-res-79-62")
    assert isinstance(found, list)
    told = Counter((row["Party"], row["Act"]) for row in rows)
    assert told == Counter((str(row["party"]), str(row["act"])) for row in found)
    assert len(rows) == 201


def test_a_vote_is_drawn_with_its_counts_and_who_did_not_vote(site: Server) -> None:
    shown = page(site, "unga-res-80-57")
    said = shown.tree.xpath("//figure[@id='votes']//svg/@aria-label")[0]
    assert "164 in favour, 6 against, 7 abstained, 16 did not vote" in said
    # The votes for and the abstentions in the committee are not on record by name.
    before = page(site, "unga-res-78-241")
    said = before.tree.xpath("//figure[@id='votes']//svg/@aria-label")[0]
    assert "First committee, 2023: others who voted are not known by name: 5 against." in said
    assert "152 in favour, 4 against, 11 abstained, 26 did not vote" in said
    assert [row["Party"] for row in before.rows("turned")] == ["Niger"]


def test_a_signature_is_never_a_ratification(site: Server) -> None:
    shown = page(site, "ccw-1980")
    rows = shown.rows("acts")
    signed = {row["Party"] for row in rows if row["Signed"]}
    bound = {row["Party"] for row in rows if row["Ratified"] or row["Acceded"]}
    assert first(shown, "signed") == len(signed) == 50
    assert first(shown, "bound by it") == len(bound) == 122
    assert {"Viet Nam", "Sudan"} <= signed - bound
    assert "bound" in shown.text("//figure[@id='support']//*[contains(@class, 'two')][text()]")


def test_a_treaty_has_no_ratification_before_the_first(site: Server) -> None:
    shown = page(site, "coe-framework-convention-ai-2024", "2025-01-01")
    assert not any(said.startswith("bound") for said in numbers(shown))
    assert {row["Act"] for row in shown.rows("acts")} == {"signed"}
    assert any("later acts are not shown" in text for text in shown.texts("//p/small"))


def test_a_count_stands_beside_what_was_published(site: Server) -> None:
    shown = page(site, "oecd-recommendation-on-ai-2019", "2024-12-31")
    (said,) = [said for said in numbers(shown) if "published for" in said]
    assert said.startswith("number of endorsers published for 3 May 2024")
    assert said.endswith("47 counted here for that day: agrees")
    assert numbers(shown)[said] == 47
    assert {row["As of"] for row in shown.rows("totals")} == {"", "2019-05-22", "2024-05-03"}


def test_members_of_a_body_that_have_not_acted_are_named(site: Server, dataset: Dataset) -> None:
    shown = page(site, "coe-framework-convention-ai-2024", "2026-11-01")
    silent = {row["Party"] for row in shown.rows("silent")}
    members = Comity(dataset).members("council-of-europe", "2026-11-01")
    behind = Comity(dataset).endorsers("coe-framework-convention-ai-2024", "2026-11-01")
    assert silent == set(members.values()) - set(behind.values())
    assert {"Germany", "Türkiye"} & silent
    # The members of the OECD all adopted its recommendation, and of the G7 no member acted alone.
    for slug in (
        "oecd-recommendation-on-ai-2019",
        "g20-osaka-leaders-declaration-2019",
    ):
        assert not page(site, slug, "2020-01-01").tree.xpath("//*[@id='silent']")
    # The African Union joined the G20 four years after these principles, which are not open.
    assert not page(site, "g20-ai-principles-2019").tree.xpath("//*[@id='silent']")


def test_a_text_is_not_there_before_it_was_adopted(site: Server) -> None:
    shown = page(site, "bletchley-declaration-2023", "2023-10-31")
    assert "it was adopted on 1 November 2023" in shown.text("//p[@class='past']")
    assert not shown.tree.xpath("//table[.//th='Act']")
    assert not shown.tree.xpath("//figure")
    assert numbers(page(site, "bletchley-declaration-2023", "2023-11-01"))


def test_a_coarse_date_makes_an_act_possible_and_not_certain(site: Server) -> None:
    shown = page(site, "coe-framework-convention-ai-2024", "2025-11-01")
    (row,) = [row for row in shown.rows("acts") if row["Party"] == "Bosnia and Herzegovina"]
    assert row["Date"] == "2025 possible"
    assert any("1 more possible" in said for said in numbers(shown))


def test_the_acts_can_be_had_as_csv_with_their_sources(site: Server) -> None:
    rows = table(site, "/declaration/bletchley-declaration-2023.html?csv=acts")
    assert len(rows) > 28
    assert rows[0]["party_iri"].startswith("https://w3id.org/comity/country/")
    assert all(row["sources"] and row["source_urls"] for row in rows)


def test_every_act_and_fact_has_its_footnote(site: Server) -> None:
    shown = page(site, "oecd-recommendation-on-ai-2019")
    acts = shown.tree.xpath("//*[@id='acts']//tbody/tr")
    assert acts
    assert all(row.xpath(".//a[@class='note']") for row in acts)
    marked = set(shown.marks("//main"))
    assert marked <= set(shown.notes)


def test_disagreements_about_a_text_and_what_it_can_be_compared_with_are_shown(
    site: Server,
) -> None:
    shown = page(site, "oecd-recommendation-on-ai-2019")
    assert len(shown.tree.xpath("//*[contains(@class, 'disputes')]/article")) == 5
    targets = shown.hrefs("//h2[@id='compare']/following-sibling::ul[1]//a")
    assert any(
        "a=declaration:oecd-recommendation-on-ai-2019&b=declaration:" in to for to in targets
    )


@pytest.mark.parametrize("name", ["votes", "map"])
def test_the_pictures_of_a_text_stand_by_themselves(site: Server, name: str) -> None:
    reply = site.fetch(f"/chart/declaration/unga-res-78-241/{name}.svg")
    assert reply.status == 200
    assert etree.fromstring(reply.body).tag.endswith("svg")
    assert site.fetch("/chart/declaration/bletchley-declaration-2023/votes.svg").status == 404
