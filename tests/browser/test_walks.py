"""Ways through the site by keyboard: to find, to go back in time, to see who says so, to sort."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.pages import DAY
from browser.watching import watched
from comity.dataset import Dataset
from comity.graph import Comity
from serving import Server

FORUM = "/forum/gpai.html"
LINE, DATE = "form.as-of input[type=range]", "form.as-of input[type=date]"


def names(table: Locator) -> list[str]:
    """Return the heads of the rows of a table."""
    return [each.strip() for each in table.locator("tbody th").all_inner_texts()]


def test_a_country_is_found_by_typing_its_name(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name="Search")
    field.focus()
    field.press_sequentially("kenya")
    expect(page.get_by_role("option").first).to_contain_text("Kenya")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/country/KEN.html")
    expect(page.locator("h1")).to_have_text("Kenya")


@pytest.mark.parametrize("typed", ["Кения", "肯尼亚", "كينيا"])
def test_a_country_is_found_in_its_other_languages_on_the_day(page: Page, typed: str) -> None:
    page.goto(f"/?on={DAY}")
    field = page.get_by_role("combobox", name="Search")
    field.press_sequentially(typed)
    expect(page.get_by_role("option").first).to_contain_text("Kenya")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"**/country/KEN.html?on={DAY}")


def test_without_scripts_a_country_is_found_by_sending_the_form(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("searchbox", name="Search").first.fill("kenya")
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**/search?q=kenya")
    plain_page.get_by_role("main").get_by_role("link", name="Kenya", exact=True).first.click()
    plain_page.wait_for_url("**/country/KEN.html")


def test_the_page_goes_back_in_time_by_keyboard(page: Page) -> None:
    page.goto(FORUM)
    today = page.locator("main").inner_text()
    line = page.locator(LINE)
    line.focus()
    line.press("Home")
    expect(page).to_have_url(re.compile(r"\?on=\d{4}-\d\d-\d\d$"))
    expect(page.locator("main")).not_to_have_text(today)
    expect(line).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile(r"gpai\.html$"))
    expect(page.locator("main")).to_have_text(today, use_inner_text=True)


def test_a_typed_day_leads_to_the_members_of_that_day(page: Page, dataset: Dataset) -> None:
    page.goto(FORUM)
    page.locator(DATE).fill(DAY)
    expect(page).to_have_url(re.compile(rf"\?on={DAY}$"))
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    shown = names(page.locator("#members"))
    assert set(Comity(dataset).members("gpai", on=DAY).values()) <= set(shown)
    page.goto(FORUM)
    assert len(names(page.locator("#members"))) > len(shown)


def test_without_scripts_the_day_is_sent_as_a_form(plain_page: Page) -> None:
    plain_page.goto(FORUM)
    plain_page.locator(DATE).fill(DAY)
    plain_page.locator("form.as-of button").click()
    plain_page.wait_for_url(f"**{FORUM}?on={DAY}")


def test_a_mark_tells_who_says_so_and_gives_the_focus_back(page: Page) -> None:
    page.goto(FORUM)
    mark = page.locator("a.note").first
    mark.focus()
    mark.press("Enter")
    told = page.locator(".note-copy")
    expect(told).to_be_visible()
    note = page.locator(mark.get_attribute("href") or "")
    assert note.locator("a").first.inner_text() in told.inner_text()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_table_is_sorted_and_the_way_back_leads_to_its_first_order(page: Page) -> None:
    page.goto("/countries")
    table = page.locator("main table").first
    before = names(table)
    head = table.locator("thead a").last
    head.focus()
    head.press("Enter")
    expect(page).to_have_url(re.compile(r"\.sort="))
    expect(page.locator("main th[aria-sort]")).to_have_count(1)
    assert names(table) != before
    page.go_back()
    expect(page.locator("main th[aria-sort]")).to_have_count(0)
    assert names(table) == before


def test_a_link_that_is_shared_shows_what_was_seen(
    page: Page, browser: Browser, server: Server
) -> None:
    page.goto(f"/countries?on={DAY}")
    field = page.get_by_label("Filter").first
    field.focus()
    field.press_sequentially("united")
    expect(page).to_have_url(re.compile(r"\.find=united"))
    expect(page.locator("main output").first).to_contain_text(" of ")
    page.locator("main table thead a").first.press("Enter")
    expect(page).to_have_url(re.compile(r"\.sort="))
    expect(page.locator("main th[aria-sort]")).to_have_count(1)
    seen = names(page.locator("main table").first)
    assert 2 < len(seen) < 20
    with watched(browser, server, java_script_enabled=False) as other:
        other.goto(page.url)
        assert names(other.locator("main table").first) == seen
        assert other.locator(DATE).input_value() == DAY
        assert other.get_by_label("Filter").first.input_value() == "united"


def test_the_csv_of_a_table_has_its_rows_and_their_sources(page: Page, server: Server) -> None:
    page.goto(f"{FORUM}?on={DAY}")
    to = page.locator("#members a[download]").first.get_attribute("href") or ""
    body = server.fetch(f"{FORUM}{to}").body.decode()
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [next(iter(row.values())) for row in rows] == names(page.locator("#members"))
    assert all(row["sources"] and row["source_urls"].startswith("http") for row in rows)
