"""Suggestions while a name is typed, by mouse and by keyboard."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

FOUND = [
    {"label": "Kenya", "match": "Kenya", "kind": "Country", "page": "/made?country=KEN"},
    {"label": "Egypt", "match": "مصر", "kind": "Country", "page": "/made?country=EGY"},
]


@pytest.fixture
def field(page: Page) -> Locator:
    """Answer as /search.json does, and return the field."""

    def answer(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query)
        assert asked["limit"] == ["8"]
        results = [] if asked["q"] == ["xyz"] else FOUND
        route.fulfill(body=json.dumps({"query": asked["q"][0], "results": results}))

    page.route("**/search.json?*", answer)
    return page.get_by_role("combobox", name="Search")


def test_what_is_typed_is_suggested(page: Page, field: Locator) -> None:
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("ke")
    options = page.locator("[role=option]")
    expect(options).to_have_text(["Kenya Country", "Egypt مصر Country"])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").first).to_have_text("2 suggestions")
    right = options.last.locator(".match").evaluate("node => getComputedStyle(node).direction")
    assert right == "rtl"


def test_arrows_choose_and_enter_goes_there(page: Page, field: Locator) -> None:
    field.press_sequentially("ke")
    options = page.locator("[role=option]")
    expect(options).to_have_count(2)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    page.wait_for_url("**/made?country=EGY")


def test_a_click_goes_there_and_takes_the_day_along(
    page: Page, field: Locator, address: str
) -> None:
    page.goto(f"{address}?on=2021-05-31")
    field.press_sequentially("ke")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/made?country=KEN&on=2021-05-31")


def test_escape_closes_the_list_and_keeps_the_text(page: Page, field: Locator) -> None:
    field.press_sequentially("ke")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("ke")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_sends_the_form(page: Page, field: Locator) -> None:
    field.press_sequentially("xyz")
    expect(page.get_by_role("status").first).to_have_text("No suggestions")
    page.route("**/search?q=xyz", lambda route: route.fulfill(body="found nothing"))
    field.press("Enter")
    page.wait_for_url("**/search?q=xyz")
