"""The tests of pages see what goes wrong where nobody looks."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

from browser.axe import audit
from browser.watching import watched
from serving import Server


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("console.error('spilled')", "console error: spilled"),
        ("setTimeout(() => { throw new Error('spilled') })", "uncaught: spilled"),
        ("fetch('http://elsewhere.example/').catch(() => 0)", "asked another host"),
        ("new Image().src = 'https://elsewhere.example/x.png'", "asked another host"),
        ("fetch('/no-such-page')", "404: "),
        ("fetch('http://127.0.0.1:9/').catch(() => 0)", "net::ERR"),
    ],
)
def test_a_fault_of_a_page_fails_its_test(
    wrong: str, told: str, browser: Browser, server: Server
) -> None:
    def use() -> None:
        with watched(browser, server) as page:
            page.goto("/robots.txt")  # a page of its own would have a policy that forbids some
            page.evaluate(f"{{ {wrong} }}")
            page.wait_for_timeout(200)

    with pytest.raises(AssertionError, match=told):
        use()


def test_a_page_without_a_fault_passes(browser: Browser, server: Server) -> None:
    with watched(browser, server) as page:
        page.goto("/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_core_finds_what_cannot_be_read(
    scheme: Literal["light", "dark"], browser: Browser, server: Server
) -> None:
    with watched(browser, server, color_scheme=scheme) as page:
        page.goto("/")
        assert audit(page).violations == ()
        page.evaluate("() => document.querySelector('h1').style.color = 'var(--line)'")
        (found,) = audit(page).violations
        assert found.startswith("color-contrast")
        assert "h1" in found
