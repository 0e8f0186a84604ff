"""What a reader sees of an answer: the views that suit it, by mouse, by keys and by address."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

FORUMS_OF_COUNTRIES = """
SELECT ?country (COUNT(?forum) AS ?forums) { ?country a comity:Country ; comity:memberOf ?forum }
GROUP BY ?country ORDER BY DESC(?forums)
"""
MEMBERSHIPS = """
SELECT ?country ?forum ?from ?to {
  ?stint org:member ?country ; org:organization ?forum ; schema:startDate ?from .
  OPTIONAL { ?stint schema:endDate ?to }
  VALUES ?country { country:KEN country:FRA country:SGP }
}
"""
ALL = "SELECT ?stint ?country { ?stint a org:Membership ; org:member ?country }"
TEXTS_OF_YEARS = """
SELECT ?year (COUNT(?text) AS ?texts) {
  ?text a comity:Declaration ; comity:latestStart ?day
  BIND(STRDT(STR(YEAR(?day)), xsd:gYear) AS ?year)
} GROUP BY ?year
"""
LINKS = "CONSTRUCT WHERE { ?text comity:adoptedBy ?forum . ?forum a comity:Forum }"
ANSWERS = {
    "table": ALL,
    "map": FORUMS_OF_COUNTRIES,
    "network": MEMBERSHIPS,
    "timeline": MEMBERSHIPS,
    "chart": TEXTS_OF_YEARS,
    "raw": ALL,
}


def ask(page: Page, query: str, view: str = "") -> None:
    parameters = {"query": query, **({"view": view} if view else {})}
    page.goto(f"/sparql?{urllib.parse.urlencode(parameters)}")


def tab(page: Page, name: str) -> None:
    page.locator("#answer").get_by_role("tab", name=name, exact=True).click()


@pytest.mark.parametrize("view", ANSWERS)
@pytest.mark.parametrize("screen", ["page", "dark_page", "phone_page"])
def test_a_view_is_shown_from_its_address_and_pictured(
    request: pytest.FixtureRequest, shot: Callable[..., Path], screen: str, view: str
) -> None:
    page: Page = request.getfixturevalue(screen)
    ask(page, ANSWERS[view], view)
    chosen = page.locator("#answer").get_by_role("tab", selected=True)
    expect(chosen).to_have_text(view.title())
    shown = {"table": "tbody tr", "raw": "pre"}.get(view, "figure svg[aria-label]")
    expect(page.locator(f"#answer {shown}").first).to_be_visible()
    shot(page, f"answer-{view}-{screen}")


def test_only_the_views_that_make_sense_are_offered(page: Page) -> None:
    tabs = page.locator("#answer").get_by_role("tab")
    ask(page, FORUMS_OF_COUNTRIES)
    expect(tabs).to_have_text(["Table", "Map", "Chart", "Raw"])
    ask(page, MEMBERSHIPS)
    expect(tabs).to_have_text(["Table", "Map", "Network", "Timeline", "Raw"])
    ask(page, LINKS)
    expect(tabs).to_have_text(["Table", "Network", "Raw"])


def test_arrow_keys_choose_a_view_and_the_address_keeps_it(page: Page) -> None:
    ask(page, MEMBERSHIPS)
    chosen = page.locator("#answer").get_by_role("tab", selected=True)
    expect(chosen).to_have_text("Table")
    chosen.focus()
    page.keyboard.press("End")
    expect(chosen).to_have_text("Raw")
    page.keyboard.press("ArrowLeft")
    expect(chosen).to_have_text("Timeline")
    expect(chosen).to_be_focused()
    page.wait_for_url("**view=timeline**")
    page.reload()
    expect(chosen).to_have_text("Timeline")
    page.locator("#answer").get_by_role("tabpanel").press("t")
    expect(chosen).to_have_text("Table")


def test_things_have_their_names_and_lead_to_their_pages_on_this_host(
    page: Page, site: str
) -> None:
    ask(page, MEMBERSHIPS, "table")
    link = page.locator("#answer tbody").get_by_role("link", name="Kenya", exact=True).first
    expect(link).to_have_attribute("href", f"{site}/country/KEN")
    expect(link).to_have_attribute("title", "https://w3id.org/comity/country/KEN")
    short = page.locator("#answer td .iri", has_text="country:KEN").first
    expect(short).to_be_hidden()
    page.get_by_label("IRIs").check()
    expect(short).to_be_visible()


def test_a_column_is_sorted_up_and_down_and_says_so(page: Page) -> None:
    ask(page, FORUMS_OF_COUNTRIES, "table")
    header = page.locator("#answer").get_by_role("columnheader", name="country")
    first = page.locator("#answer tbody tr").first
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect(first).to_contain_text("Afghanistan")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text("Zimbabwe")
    expect(header.get_by_role("button")).to_be_focused()


def test_rows_are_paged_and_filtered(page: Page) -> None:
    ask(page, ALL, "table")
    rows = page.locator("#answer tbody tr")
    expect(rows).to_have_count(50)
    page.locator("#answer").get_by_role("button", name="Next").click()
    expect(page.locator("#answer").get_by_text("Rows 51 to 100 of")).to_be_visible()
    page.get_by_label("Filter").fill("gpai-ken")
    expect(rows).to_have_count(0)
    page.get_by_label("Filter").fill("gpai-aus")
    expect(rows).to_have_count(1)


def test_ten_thousand_rows_are_shown_at_once_without_stopping_the_page(page: Page) -> None:
    ask(page, "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10000", "table")
    expect(page.locator("#answer tbody tr")).to_have_count(50)
    page.evaluate(
        """() => {
          window.looked = 0;
          const look = () => { window.looked += 1; setTimeout(look); };
          look();
        }"""
    )
    page.get_by_label("Rows a page").select_option("all")
    expect(page.locator("#answer tbody tr")).to_have_count(10000, timeout=60_000)
    assert page.evaluate("window.looked") > 10, "the page did nothing else while it drew the rows"


def test_rows_are_copied_for_a_spreadsheet(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    ask(page, 'SELECT ?a ?b { VALUES (?a ?b) { ("x" 1) ("y" 2) } }', "table")
    page.get_by_role("button", name="Copy as TSV").click()
    expect(page.locator("#answer").get_by_text("Copied 2 rows")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "a\tb\nx\t1\ny\t2"


def test_the_map_tells_each_country_and_the_keys_walk_over_it(page: Page) -> None:
    ask(page, FORUMS_OF_COUNTRIES, "map")
    france = page.locator("#answer svg.map").get_by_role("link", name="France: ")
    expect(france).to_be_visible()
    expect(page.locator("#answer .legend li")).to_have_count(5)
    expect(page.locator("#answer").get_by_text("do not imply any judgement")).to_be_visible()
    assert page.locator("#answer svg.map [tabindex='0']").count() == 1
    page.locator("#answer svg.map [tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert before != after


def test_a_network_is_walked_by_keys_and_opens_a_page(page: Page) -> None:
    ask(page, MEMBERSHIPS, "network")
    first = page.locator("#answer svg.network [tabindex='0']")
    first.focus()
    page.keyboard.press("ArrowLeft")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "link" in focused
    with page.expect_navigation(wait_until="commit", timeout=60_000):
        page.keyboard.press("Enter")
    assert "/sparql" not in page.url


def test_a_network_with_too_many_links_says_so(page: Page) -> None:
    ask(page, ALL, "network")
    expect(page.locator("#answer").get_by_text("The first 300 of")).to_be_visible()
    assert page.locator("#answer svg.network line").count() == 300


def test_pictures_are_saved_in_the_colours_of_the_page(page: Page, tmp_path: Path) -> None:
    ask(page, FORUMS_OF_COUNTRIES, "map")
    with page.expect_download() as saving:
        page.locator("#answer").get_by_role("button", name="SVG").click()
    saved = tmp_path / saving.value.suggested_filename
    saving.value.save_as(saved)
    drawing = saved.read_text(encoding="utf-8")
    assert saved.name == "forums-of-each-country.svg"
    assert drawing.startswith("<svg")
    assert "rgb" in drawing
    assert "var(" not in drawing
    assert "color(" not in drawing
    with page.expect_download() as saving:
        page.locator("#answer").get_by_role("button", name="PNG").click()
    saving.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_a_yes_and_a_no_are_said_large(page: Page) -> None:
    ask(page, "ASK { country:KEN comity:memberOf ?forum }")
    expect(page.locator("#answer .verdict")).to_have_text("Yes")
    ask(page, "ASK { forum:gpai comity:memberOf country:KEN }")
    expect(page.locator("#answer .verdict")).to_have_text("No")


def test_an_empty_answer_is_explained(page: Page) -> None:
    ask(page, "SELECT ?forum {\n  country:KEN comity:memberOff ?forum\n}")
    hint = page.locator("#answer .hints li")
    expect(hint).to_have_count(1)
    expect(hint).to_contain_text("did you mean comity:memberOf?")
    told = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("goto", (event) => resolve(JSON.stringify(event.detail)));
          document.querySelector("#answer .hints button").click();
        })"""
    )
    assert json.loads(told) == {"line": 2, "column": 15}


def test_markup_in_an_answer_stays_text(page: Page) -> None:
    ask(page, "SELECT ?x { BIND('<img src=x onerror=alert(1)>' AS ?x) }", "table")
    expect(page.locator("#answer td")).to_have_text("<img src=x onerror=alert(1)>")
    ask(page, "SELECT ?x { BIND(IRI('javascript:alert(1)') AS ?x) }", "table")
    expect(page.locator("#answer td .named")).to_have_text("javascript:alert(1)")
    assert page.locator("#answer td a").count() == 0
