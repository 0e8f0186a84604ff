"""A page made for the script that all pages have, and a browser to read it with."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, abort, render_template_string, request
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

import comity
from comity.web import create_app
from protocol.clients.shared import missing

MARKUP = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
BROKEN, SLOW = "1999-01-01", "2000-01-01"  # days on which the server is ill
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">'
    '<rect width="30" height="20" fill="#a00"/></svg>'
)


def made() -> str:
    """Return the page for the day and the other parameters that are asked for."""
    on = request.args.get("on", "")
    if on == BROKEN:
        abort(503)
    if on == SLOW or request.args.get("name", "").startswith("slow"):
        time.sleep(0.3)
    return render_template_string(MARKUP, on=on, args=request.args)


def application() -> Flask:
    app = create_app(comity.load())
    app.add_url_rule("/made", view_func=made)
    chart = Response(CHART, content_type="image/svg+xml")
    app.add_url_rule("/chart.svg", "chart", lambda: chart)
    return app


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the page, with all that the application does to a page."""
    server = make_server("127.0.0.1", 0, application(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/made"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if not chromium:
        missing("chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=chromium, args=switches)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page; whatever the console or the policy complains of fails the test."""
    opened = browser.new_page(viewport={"width": 1000, "height": 700})
    said: list[str] = []
    opened.on("console", lambda each: said.append(each.text))
    opened.on("pageerror", lambda each: said.append(str(each)))
    opened.goto(address)
    yield opened
    opened.close()
    assert said == []
