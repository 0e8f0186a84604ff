"""Every page, as a browser loads it."""

from __future__ import annotations

from playwright.sync_api import Page


def test_home_loads(page: Page) -> None:
    page.goto("/")
    assert page.locator("h1").count() == 1
