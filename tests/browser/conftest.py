"""A browser and a server for the tests of pages: Debian's Chromium, and comity as a user runs it.

A test takes ``page`` and goes to an address of the site: ``page.goto("/country/KEN.html")``. When
a page has had an error in its console or in a script, a request that failed, or one to another
host, the test fails at its end.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser import tables
from browser.pages import visited
from browser.screenshots import keep
from browser.visits import Visit
from browser.watching import DESK, PHONE, opened, watched
from comity.artefacts import Artefact, write_manifest
from protocol.clients.shared import missing
from serving import Server, serving

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all tests of a worker."""
    files = tmp_path_factory.mktemp("files")
    (files / "comity.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    told = Artefact("comity.nt", "The whole graph", "application/n-triples").measured(files)
    write_manifest(files, [told])  # else the server would make a whole export beside the tests
    with serving(tmp_path_factory.mktemp("browser"), "--downloads", str(files)) as running:
        yield running


@pytest.fixture(scope="session")
def site(server: Server) -> str:
    """Return the address of the site, without a slash at its end."""
    return server.address


# Not for the session: while Playwright runs, its loop keeps other tests of the worker from asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run one browser for the tests of a module."""
    chromium = shutil.which("chromium")
    if not chromium:
        missing("chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=[*SWITCHES])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page on a desk, by daylight."""
    with watched(browser, server, DESK) as page:
        yield page


@pytest.fixture
def dark_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page for who has asked for a dark screen."""
    with watched(browser, server, DESK, color_scheme="dark") as page:
        yield page


@pytest.fixture
def plain_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page without JavaScript."""
    with watched(browser, server, DESK, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def phone_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page on a phone."""
    with watched(browser, server, PHONE, is_mobile=True, has_touch=True) as page:
        yield page


@pytest.fixture
def shot() -> Callable[..., Path]:
    """Return what keeps a picture of a page: ``shot(page, "country")``."""
    return keep


@pytest.fixture(scope="module")
def visit(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Visit]:
    """Visit a page of the site, once for all tests that look at it: each is run for every page."""
    with opened(browser, server) as (tab, watch):
        tab.goto(request.param.path)
        yield Visit(request.param, tab, watch, tuple(watch.responses))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what takes a visit for every page."""
    if "visit" in metafunc.fixturenames:
        found = [*visited()]
        names = [page.name for page in found]
        metafunc.parametrize("visit", found, indirect=True, scope="module", ids=names)


@pytest.fixture(scope="session", autouse=True)
def _written() -> Iterator[None]:
    yield
    tables.write()  # by every worker: the last one has what all of them have noted
