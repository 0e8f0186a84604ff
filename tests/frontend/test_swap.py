"""Parts of a page that change in place: every state has an address, and Back works."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect


def test_a_table_is_sorted_in_place(page: Page, address: str) -> None:
    page.evaluate("document.querySelector('h1').textContent = 'untouched'")
    link = page.get_by_role("link", name="By date")
    link.focus()
    link.press("Enter")
    expect(page.locator("#sorted")).to_have_text("by date")
    expect(page.locator("h1")).to_have_text("untouched")
    expect(page).to_have_url(f"{address}?sort=date&on=")
    expect(link).to_be_focused()
    page.go_back()
    expect(page.locator("#sorted")).to_have_text("by country")


def test_typing_filters_after_a_pause_and_is_one_step_of_the_history(
    page: Page, address: str
) -> None:
    field = page.get_by_label("Filter")
    field.press_sequentially("Ken", delay=30)
    expect(page.locator("#found")).to_have_text("Ken, any")
    expect(field).to_be_focused()
    field.press_sequentially("ya", delay=30)
    expect(page.locator("#found")).to_have_text("Kenya, any")
    expect(field).to_have_value("Kenya")
    expect(page).to_have_url(f"{address}?name=Kenya")
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator("#found")).to_have_text("all, any")


def test_what_is_typed_while_an_answer_comes_is_not_lost(page: Page) -> None:
    field = page.get_by_label("Filter")
    field.press_sequentially("slow Côte d’Ivoire", delay=90)
    expect(page.locator("#found")).to_have_text("slow Côte d’Ivoire, any")
    expect(field).to_have_value("slow Côte d’Ivoire")


def test_a_choice_filters_at_once(page: Page, address: str) -> None:
    role = page.get_by_label("Role")
    role.focus()
    role.select_option("observer")
    expect(page.locator("#found")).to_have_text("all, observer")
    expect(page).to_have_url(f"{address}?role=observer")
    expect(role).to_be_focused()


def test_the_control_of_the_day_keeps_what_was_chosen(page: Page, address: str) -> None:
    page.get_by_label("Role").select_option("observer")
    expect(page.locator("#found")).to_have_text("all, observer")
    page.locator("input[type=date]").fill("2021-05-31")
    expect(page.locator("h1")).to_have_text("As of 2021-05-31")
    expect(page).to_have_url(f"{address}?on=2021-05-31&role=observer")


def test_a_click_with_a_key_is_the_browsers(page: Page) -> None:
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="By date").click(modifiers=["Control"])
    expect(opened.value.locator("#sorted")).to_have_text("by date")
    expect(page.locator("#sorted")).to_have_text("by country")


def test_without_javascript_links_and_forms_load_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="By date").click()
    assert page.locator("#sorted").inner_text() == "by date"
    page.get_by_label("Filter").fill("Kenya")
    page.get_by_label("Filter").press("Enter")
    assert page.locator("#found").inner_text() == "Kenya, any"
    page.close()
