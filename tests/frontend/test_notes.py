"""Footnotes that open beside their mark, and charts that can be taken along."""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

COPY = ".note-copy"


def test_a_mark_opens_its_source_beside_it_and_escape_gives_the_focus_back(page: Page) -> None:
    mark = page.get_by_role("link", name="1", exact=True)
    mark.focus()
    mark.press("Enter")
    copy = page.get_by_role("dialog", name="Source 1")
    expect(copy).to_have_text("First source, its page ")
    expect(copy).to_be_focused()
    page.keyboard.press("Tab")
    expect(copy.get_by_role("link", name="its page")).to_be_focused()
    page.keyboard.press("Escape")
    expect(copy).to_be_hidden()
    expect(mark).to_be_focused()
    assert page.evaluate("location.hash") == ""


def test_the_copy_stands_by_its_mark(page: Page) -> None:
    mark = page.get_by_role("link", name="2", exact=True)
    mark.click()
    at, copy = mark.bounding_box(), page.locator(COPY).bounding_box()
    assert at is not None
    assert copy is not None
    assert abs(copy["x"] - at["x"]) < 2
    assert 0 <= copy["y"] - (at["y"] + at["height"]) < 10


def test_a_click_elsewhere_or_on_the_mark_again_closes_it(page: Page) -> None:
    mark = page.get_by_role("link", name="1", exact=True)
    mark.click()
    expect(page.locator(COPY)).to_be_visible()
    page.mouse.click(500, 600)
    expect(page.locator(COPY)).to_be_hidden()
    mark.click()
    expect(page.locator(COPY)).to_be_visible()
    mark.click()
    expect(page.locator(COPY)).to_be_hidden()
    page.get_by_role("link", name="2", exact=True).click()
    expect(page.locator(COPY)).to_have_text("Second source")


def test_without_javascript_a_mark_leads_to_the_note(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="2", exact=True).click()
    assert page.url == f"{address}#note-2"
    page.close()


def test_a_chart_comes_as_a_png_of_twice_its_size(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as coming:
        page.get_by_role("link", name="PNG").click()
    assert coming.value.suggested_filename == "chart.png"
    coming.value.save_as(tmp_path / "chart.png")
    png = (tmp_path / "chart.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (60, 40)
