"""Watch a browser while a test uses it, so that what goes wrong unseen fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    WebError,
)

from serving import Server

DESK: ViewportSize = {"width": 1200, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 10_000  # milliseconds that a step may take on a busy machine

# A page may break off what it no longer needs: the suggestions for a word that has been typed on.
BROKEN_OFF = "net::ERR_ABORTED"


class Watch:
    """Keep what the pages of a context do wrong: errors, failed and foreign requests.

    ``faults`` tells them; ``responses`` are all that the pages got.
    """

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.host = host
        self.faults: list[str] = []
        self.responses: list[Response] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load"):
            self.faults.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != self.host:
            self.faults.append(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != BROKEN_OFF:
            self.faults.append(f"{request.failure}: {request.url}")

    def _response(self, response: Response) -> None:
        self.responses.append(response)
        # The document itself is left to the test: it may want a page that there is not.
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def opened(
    browser: Browser,
    server: Server,
    size: ViewportSize = DESK,
    color_scheme: Literal["light", "dark"] = "light",
    java_script_enabled: bool = True,
    is_mobile: bool = False,
    has_touch: bool = False,
) -> Iterator[tuple[Page, Watch]]:
    """Open a page in a context of its own, with what watches it."""
    context = browser.new_context(
        base_url=server.address,
        viewport=size,
        color_scheme=color_scheme,
        java_script_enabled=java_script_enabled,
        is_mobile=is_mobile,
        has_touch=has_touch,
    )
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(3 * PATIENCE)  # the first page waits for the graph
    watch = Watch(context, server.host)
    try:
        yield context.new_page(), watch
    finally:
        context.close()


@contextmanager
def watched(
    browser: Browser,
    server: Server,
    size: ViewportSize = DESK,
    color_scheme: Literal["light", "dark"] = "light",
    java_script_enabled: bool = True,
    is_mobile: bool = False,
    has_touch: bool = False,
) -> Iterator[Page]:
    """Open a page in a context of its own; fail when it is left with faults."""
    options = (size, color_scheme, java_script_enabled, is_mobile, has_touch)
    with opened(browser, server, *options) as (page, watch):
        yield page
    assert not watch.faults, "\n".join(watch.faults)
