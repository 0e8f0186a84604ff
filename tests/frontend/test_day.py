"""The control of the day: a form, and a time line that can be dragged."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

LINE = "input[type=range]"
DATE = "input[type=date]"


def drag(page: Page, *shares: float) -> None:
    """Drag the thumb from where it is through places on the line, and hold it."""
    box = page.locator(LINE).bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 8, middle)
    page.mouse.down()
    for share in shares:
        page.mouse.move(box["x"] + share * box["width"], middle)


def test_the_page_follows_while_the_thumb_is_dragged(page: Page) -> None:
    drag(page, 0.9, 0.8, 0.7)
    heading = page.locator("h1")
    expect(heading).not_to_have_text("As of today")
    expect(heading).to_have_text(f"As of {page.locator(DATE).input_value()}")
    expect(page).to_have_title(page.locator(DATE).input_value())
    page.mouse.up()


def test_dragging_is_one_step_of_the_history(page: Page, address: str) -> None:
    drag(page, 0.9, 0.7)
    expect(page.locator("h1")).not_to_have_text("As of today")
    there = page.locator("h1").inner_text()
    page.mouse.move(300, 60)
    page.mouse.up()
    expect(page.locator("h1")).not_to_have_text(there)
    expect(page).to_have_url(re.compile(r"\?on=\d{4}-\d\d-\d\d$"))
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator("h1")).to_have_text("As of today")
    expect(page.locator(DATE)).to_have_value("2026-11-28")
    page.go_forward()
    expect(page.locator("h1")).not_to_have_text("As of today")


def test_a_thumb_that_is_dragged_back_has_not_moved(page: Page, address: str) -> None:
    drag(page, 0.7, 1)
    page.mouse.up()
    expect(page).to_have_url(address)
    page.locator(DATE).fill("2021-05-31")
    expect(page.locator("h1")).to_have_text("As of 2021-05-31")
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator(DATE)).to_have_value("2026-11-28")


def test_keys_go_by_month_year_and_end(page: Page) -> None:
    line, date = page.locator(LINE), page.locator(DATE)
    line.focus()
    for key, day in [
        ("ArrowLeft", "2026-10-28"),
        ("PageDown", "2025-10-28"),
        ("ArrowUp", "2025-11-28"),
        ("PageUp", "2026-11-28"),
        ("ArrowRight", "2026-11-28"),
        ("Home", "1945-06-26"),
        ("ArrowRight", "1945-07-26"),
    ]:
        line.press(key)
        expect(date).to_have_value(day)
    expect(line).to_have_attribute("aria-valuetext", "July 26, 1945")
    expect(page.locator("h1")).to_have_text("As of 1945-07-26")
    expect(page.get_by_role("status").last).to_have_text("Showing July 26, 1945")
    expect(line).to_be_focused()


def test_a_month_that_is_shorter_ends_earlier(page: Page, address: str) -> None:
    page.goto(f"{address}?on=2024-03-31")
    page.locator(LINE).press("ArrowLeft")
    expect(page.locator(DATE)).to_have_value("2024-02-29")


def test_a_typed_day_changes_the_page_and_keeps_the_rest_of_the_address(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?sort=date")
    page.locator(DATE).fill("2021-05-31")
    expect(page.locator("h1")).to_have_text("As of 2021-05-31")
    expect(page.locator("#sorted")).to_have_text("by date")
    expect(page).to_have_url(f"{address}?on=2021-05-31&sort=date")
    expect(page.locator("#nav a")).to_have_attribute("href", "/elsewhere?on=2021-05-31")


def test_what_was_opened_and_scrolled_stays(page: Page) -> None:
    page.locator("summary").click()
    page.evaluate("scrollTo(0, 200)")
    page.evaluate("document.querySelector('input[type=date]').value = '2020-01-01'")
    page.locator(DATE).dispatch_event("change")
    expect(page.locator("h1")).to_have_text("As of 2020-01-01")
    assert page.evaluate("scrollY") == 200
    expect(page.locator("details")).to_have_attribute("open", "")


def test_an_answer_that_comes_late_is_not_shown(page: Page) -> None:
    for day in ("2000-01-01", "2002-02-02"):
        page.evaluate(f"document.querySelector('input[type=date]').value = '{day}'")
        page.locator(DATE).dispatch_event("change")
    expect(page.locator("h1")).to_have_text("As of 2002-02-02")
    page.wait_for_timeout(500)
    expect(page.locator("h1")).to_have_text("As of 2002-02-02")


def test_an_error_is_shown_as_the_page_that_it_is(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.locator(DATE).fill("1999-01-01")
    page.wait_for_url("**/made?on=1999-01-01")
    expect(page.locator("h1")).not_to_contain_text("As of")
    page.close()


def test_without_javascript_it_is_a_form(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}?sort=date")
    assert page.locator(LINE).is_hidden()
    page.locator(DATE).fill("2021-05-31")
    page.get_by_role("button", name="Show").click()
    assert page.locator("h1").inner_text() == "As of 2021-05-31"
    assert page.locator("#sorted").inner_text() == "by date"
    page.close()


def test_most_of_the_line_is_for_the_days_on_which_most_happens(page: Page) -> None:
    places = [
        float(each.evaluate("node => node.style.getPropertyValue('--at')"))
        for each in page.locator(".ticks span").all()
    ]
    years = page.locator(".ticks span").all_inner_texts()
    assert years == ["1950", "1980", "2015", "2018", "2021", "2024"]
    assert places == sorted(places)
    assert abs(places[2] - 1 / 3) < 0.001
