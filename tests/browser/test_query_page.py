"""The page for queries: an editor that knows the graph, and a plain form without scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.watching import PATIENCE
from serving import Server

GPAI = """SELECT ?name WHERE {
  ?membership org:organization forum:gpai ; org:role role:founding-member ; org:member ?member .
  ?member rdfs:label ?name .
} ORDER BY ?name"""
ON_A_DAY = """SELECT (COUNT(DISTINCT ?member) AS ?members) WHERE {
  ?membership org:organization forum:gpai ; org:member ?member ; comity:latestStart ?start .
  FILTER(?start <= ?day)
}"""
LIST = ".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FOUND = {
    "query": "ken",
    "results": [
        {"id": "country:KEN", "label": "Kenya", "match": "Kenya", "kind": "Country"},
        {"id": "forum:kenya-talks", "label": "Kenya talks", "match": "Kenya", "kind": "Forum"},
    ],
}


def address(query: str, **more: str) -> str:
    return f"/sparql?{urlencode({'query': query, **more})}"


def write(page: Page, text: str) -> None:
    """Put a text into the editor as if it was pasted, and leave the cursor at its end."""
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def written(page: Page) -> str:
    """Return what the form would send."""
    return str(page.locator("#query").input_value())


def offered(page: Page) -> list[str]:
    """Return the names that the editor offers, once it does."""
    options = page.locator(f"{LIST} li .cm-completionLabel")
    options.first.wait_for()
    return options.all_inner_texts()


def status(page: Page) -> str:
    """Return what a screen reader is told of the last run."""
    expect(page.locator("#status")).to_have_text(re.compile(r"(in|after) [\d.]+ s"))
    return page.locator("#status").inner_text()


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.fixture
def erring_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page on which a request may fail, which elsewhere would fail the test."""
    context = browser.new_context(base_url=server.address)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_a_query_runs_by_the_keyboard_and_its_address_restores_it(page: Page) -> None:
    page.goto("/sparql")
    write(page, GPAI)
    page.keyboard.press("Control+Enter")
    assert re.fullmatch(r"\d+ rows in [\d.]+ s, [\d.]+ k?B?.*", status(page))
    expect(page.locator("#answer")).to_contain_text("Australia")
    assert state(page) == {"query": [GPAI]}
    page.goto(page.url)
    assert "rows in" in status(page)
    assert written(page) == GPAI


def test_back_brings_the_query_before_without_losing_the_editor(page: Page) -> None:
    page.goto(address(GPAI))
    status(page)
    write(page, "ASK { country:KEN a comity:Country }")
    page.click("#run")
    expect(page.locator("#answer")).to_contain_text("Yes")
    page.go_back()
    expect(page.locator("#answer")).to_contain_text("Australia")
    assert written(page) == GPAI
    expect(page.locator(".cm-editor")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SELECT * {\n ?m a org:Membership ; org:r", ["org:role"]),
        ("SELECT * {\n ?m a comity:Dec", ["comity:Declaration"]),
        ("SELECT * {\n country:KEN comity:is", ["comity:iso3", "comity:iso2"]),
        ("SELECT * {\n ?m org:role found", ["role:founding-member"]),
        ("SELECT * {\n ?m org:member ?p . ?p comity:iso", ["comity:iso3", "comity:iso2"]),
        ("SELECT ?na { ?x rdfs:label ?name . ?y rdfs:label ?n", ["?name", "?na"]),
        ("SELECT * { ?a ?b ?c FILTER(STRST", ["STRSTARTS"]),
        ("SELECT * { ?a ?b foru", ["forum:"]),
    ],
)
def test_what_fits_is_offered_first(page: Page, text: str, first: list[str]) -> None:
    page.goto("/sparql")
    write(page, text[:-1])
    page.keyboard.type(text[-1])
    assert set(offered(page)[: len(first)]) == set(first)


def test_properties_of_the_class_come_before_all_others(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT * {\n ?f a comity:Forum ; ")
    page.keyboard.press("Control+Space")
    names = offered(page)
    section = page.locator(".cm-tooltip-autocomplete completion-section").first
    assert section.inner_text().endswith("comity:Forum")
    assert names.index("org:classification") < names.index("org:role")


@pytest.mark.parametrize("typed", ['"ken', "ken", "country:ken"])
def test_a_thing_is_found_by_its_name_and_written_by_its_identifier(page: Page, typed: str) -> None:
    def answer(route: Route) -> None:
        assert "q=ke" in route.request.url
        route.fulfill(json=FOUND)

    page.route("**/search.json?*", answer)
    page.goto("/sparql")
    write(page, "SELECT * {\n ?m comity:party ")
    page.keyboard.type(typed)
    assert "country:KEN" in offered(page)
    expect(page.locator(LIST)).to_contain_text("Kenya")
    page.wait_for_timeout(300)  # a list that has just come takes no key
    page.keyboard.press("Enter")
    assert written(page).splitlines()[1].rstrip('"') == " ?m comity:party country:KEN"


def test_the_server_marks_a_mistake_at_its_line_and_the_alarm_leads_there(
    erring_page: Page,
) -> None:
    erring_page.goto("/sparql")
    write(erring_page, "SELECT * WHERE {\n  ?s ?p .\n}")
    erring_page.keyboard.press("Control+Enter")
    alarm = erring_page.get_by_role("alert")
    expect(alarm).to_contain_text("line 3, column 1")
    expect(erring_page.locator(".cm-line").nth(2).locator(".cm-lintRange-error")).to_have_text("}")
    alarm.get_by_role("button", name="Go to line 3").click()
    expect(erring_page.locator(".cm-line.cm-activeLine")).to_have_text("}")


def test_what_does_not_parse_is_marked_while_it_is_written(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT * WHERE { ?s ?p ?o ")
    expect(page.locator(".cm-lintRange-error")).to_be_visible()
    page.keyboard.type("}")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("comity:memberof", "comity:memberOf"), ("comity:Forun", "comity:Forum"), ("skoz:", "skos:")],
)
def test_an_unknown_name_is_marked_and_mended(page: Page, wrong: str, right: str) -> None:
    page.goto("/sparql")
    text = {
        "comity:memberof": "SELECT * { ?a comity:memberof ?b }",
        "comity:Forun": "SELECT * { ?a a comity:Forun }",
        "skoz:": "SELECT * { ?a skoz:prefLabel ?b }",
    }[wrong]
    write(page, text)
    page.locator(".cm-lintRange").hover()
    page.get_by_role("button", name=f"Write {right.rstrip(':')}").click()
    assert written(page) == text.replace(wrong, right)
    expect(page.locator(".cm-lintRange")).to_have_count(0)


def test_no_example_has_a_name_that_is_marked_as_unknown(page: Page) -> None:
    page.goto("/sparql?example=links-to-the-outside")
    expect(page.locator(".cm-line").first).to_be_visible()
    page.locator(".cm-content").click()
    page.keyboard.press("End")
    page.keyboard.type(" ")
    page.wait_for_timeout(1500)
    assert page.locator(".cm-lintRange").count() == 0


def test_an_example_is_found_and_chosen_and_undone(page: Page) -> None:
    page.goto("/sparql")
    write(page, "# mine")
    page.get_by_role("button", name="Examples").click()
    page.keyboard.type("founded GPAI")
    expect(page.locator("#drawer li:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    assert "rows in" in status(page)
    assert "forum:gpai" in written(page)
    expect(page.locator("#drawer")).to_be_hidden()
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+z")
    assert written(page) == "# mine"


def test_a_run_is_cancelled_by_escape_and_the_clock_tells_the_limit(page: Page) -> None:
    page.goto("/sparql")
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#clock")).to_contain_text("of at most 30 s")
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    page.keyboard.press("Escape")
    assert status(page).startswith("Cancelled after")
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()


def test_tab_leaves_the_editor_and_f6_goes_from_pane_to_pane(page: Page) -> None:
    page.goto(address(GPAI))
    status(page)
    write(page, GPAI)
    page.keyboard.press("Tab")
    expect(page.locator("#run")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("#show-examples")).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.get_by_role("textbox", name="Query in SPARQL")).to_be_focused()


def test_the_day_changes_the_answer_and_goes_into_the_address(page: Page) -> None:
    page.goto("/sparql")
    write(page, ON_A_DAY)
    counts = []
    for day in ("2020-06-14", "2021-12-31"):
        page.fill("#on", day)
        page.click("#run")
        expect(page.locator("#answer")).to_contain_text("members")
        expect(page).to_have_url(re.compile(f"on={day}"))
        status(page)
        counts.append(int(page.locator("#answer td").first.inner_text()))
    assert counts[0] < counts[1]


def test_a_draft_is_offered_and_never_wins_over_the_address(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ?draft")
    page.wait_for_timeout(1000)
    page.goto(address(GPAI))
    assert written(page) == GPAI
    page.get_by_role("button", name="Put it back").click()
    assert written(page) == "SELECT ?draft"


def test_a_query_too_long_for_a_link_runs_and_says_so(page: Page) -> None:
    page.goto("/sparql")
    write(page, GPAI + "\n#" + "x" * 7000)
    page.click("#run")
    assert "rows in" in status(page)
    assert state(page) == {}
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#status")).to_contain_text("too long for a link")
    expect(page.get_by_role("button", name="CSV", exact=True)).to_be_visible()


def test_the_formats_fit_the_sort_of_answer(page: Page) -> None:
    links = {
        GPAI: ["JSON", "XML", "CSV", "TSV"],
        "ASK {}": ["JSON", "XML"],
        "CONSTRUCT WHERE { country:KEN comity:iso3 ?code }": [
            "Turtle", "N-Triples", "JSON-LD", "RDF/XML", "N-Quads", "TriG",
        ],
    }  # fmt: skip
    for query, names in links.items():
        page.goto(address(query))
        status(page)
        found = page.locator(".downloads a")
        assert found.all_inner_texts() == names
        reply = page.request.get(str(found.last.get_attribute("href")))
        assert reply.ok
        assert "html" not in reply.headers["content-type"]


AWKWARD = """SELECT ?x ?y WHERE {
  BIND("it's $HOME `here` ${a} \\\\ \\"" AS ?x)
  BIND('''\"\"\"x)"''' AS ?y) # )-" ümlaut
}"""


@pytest.mark.parametrize(
    ("language", "command"),
    [("Shell (curl)", ["bash", "-c"]), ("Python (pandas)", [sys.executable, "-c"])],
)
def test_the_code_for_a_query_runs_whatever_is_quoted_in_it(
    page: Page, language: str, command: list[str]
) -> None:
    page.goto("/sparql")
    write(page, AWKWARD)
    page.get_by_role("button", name="Code").click()
    page.get_by_role("tab", name=language).click()
    code = page.locator("#code pre").inner_text()
    ended = subprocess.run([*command, code], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert "it's $HOME `here` ${a}" in ended.stdout


def test_without_scripts_the_form_answers_with_a_table_of_labels(plain_page: Page) -> None:
    plain_page.goto("/sparql")
    plain_page.fill("#query", "SELECT ?who WHERE { forum:g7 ^comity:memberOf ?who } ORDER BY ?who")
    plain_page.click("#run")
    expect(plain_page.locator("#answer td").first).to_have_text("Canada country:CAN")
    assert plain_page.locator("#answer td a").first.get_attribute("href")
    expect(plain_page.locator(".downloads a")).to_have_count(4)


def test_without_scripts_examples_are_searched_and_put_into_the_form(plain_page: Page) -> None:
    plain_page.goto("/sparql")
    plain_page.locator("#examples summary").click()
    plain_page.fill("#find-example", "founded gpai")
    plain_page.get_by_role("button", name="Search").last.click()
    plain_page.locator("#examples li a").first.click()
    assert "forum:gpai" in plain_page.input_value("#query")


def test_without_scripts_an_empty_answer_is_explained(plain_page: Page) -> None:
    plain_page.goto(address("SELECT * WHERE { ?f a comity:Forum ; comity:memberof ?x }"))
    expect(plain_page.locator("#answer .hint")).to_contain_text("comity:memberof")


def test_pictures_of_the_page_are_kept(
    page: Page, dark_page: Page, phone_page: Page, shot: Callable[..., Path]
) -> None:
    for name, each in (("desk", page), ("dark", dark_page), ("phone", phone_page)):
        each.goto(address(GPAI))
        status(each)
        assert shot(each, f"query-{name}").is_file()
