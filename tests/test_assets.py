"""What pages are made with, as a browser gets it from a real server."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import zstandard
from flask import Flask, render_template_string

import comity
from comity.paths import root
from comity.web import create_app
from serving import Server, serving

STATIC = Path(comity.__file__).parent / "web" / "static"
STYLE = "/static/style.css"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("assets")) as running:
        yield running


@cache
def application() -> Flask:
    return create_app(comity.load())


def named(name: str) -> str:
    """Return the address that a template gives a file."""
    with application().test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


def test_a_file_is_kept_for_ever_under_the_address_that_templates_give_it(server: Server) -> None:
    address = named("style.css")
    reply = server.fetch(address)
    assert re.fullmatch(r"/static/style\.css\?v=[0-9a-f]{16}", address)
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("version", ["", "?v=", "?v=0123456789abcdef"])
def test_a_file_is_not_kept_long_under_another_version(server: Server, version: str) -> None:
    reply = server.fetch(STYLE + version)
    assert reply.status == 200
    assert reply.headers["Cache-Control"] == "public, max-age=300"


def test_text_comes_in_the_coding_that_the_client_prefers(server: Server) -> None:
    plain = server.fetch(STYLE)
    zipped = server.fetch(STYLE, Accept_Encoding="gzip")
    pressed = server.fetch(STYLE, Accept_Encoding="gzip, zstd")
    assert plain.body == (STATIC / "style.css").read_bytes()
    assert gzip.decompress(zipped.body) == plain.body
    assert zstandard.decompress(pressed.body) == plain.body
    assert [each.headers["Content-Encoding"] for each in (plain, zipped, pressed)] == [
        None,
        "gzip",
        "zstd",
    ]
    assert len({each.headers["ETag"] for each in (plain, zipped, pressed)}) == 3
    assert {each.headers["Vary"] for each in (plain, zipped, pressed)} == {"Accept-Encoding"}


def test_a_file_that_the_client_has_is_not_sent_again(server: Server) -> None:
    etag = server.fetch(STYLE, Accept_Encoding="gzip").headers["ETag"]
    reply = server.fetch(STYLE, Accept_Encoding="gzip", If_None_Match=etag)
    assert (reply.status, reply.body) == (304, b"")
    assert server.fetch(STYLE, If_None_Match=etag).status == 200


def test_a_head_tells_what_a_get_would(server: Server) -> None:
    head, got = server.fetch(STYLE, method="HEAD"), server.fetch(STYLE)
    assert head.body == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/built",
        "/static/nothing.css",
        "/static/../templates/base.html",
        "/static/..%2ftemplates/base.html",
        "/static/%2e%2e/assets.py",
        "/static/built/../../assets.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/style.css%00",
    ],
)
def test_no_name_leads_outside_the_folder(server: Server, path: str) -> None:
    reply = server.fetch(path)
    assert reply.status in (308, 404)
    assert b"root:" not in reply.body
    assert b"def register" not in reply.body


def test_the_files_of_the_frontend_have_been_built(server: Server) -> None:
    types = {
        "page.js": "text/javascript",
        "fonts.css": "text/css",
        "world.json": "application/json",
        "world.svg": "image/svg+xml",
        "fonts/newsreader-latin.woff2": "font/woff2",
        "fonts/hanken-grotesk-latin.woff2": "font/woff2",
    }
    for name, media_type in types.items():
        reply = server.fetch(f"/static/built/{name}")
        assert (reply.status, reply.media_type) == (200, media_type), name


def test_fonts_are_named_with_their_version_and_weigh_little(server: Server) -> None:
    style = server.fetch("/static/built/fonts.css").body.decode()
    first = 0
    for name in re.findall(r'url\("([^"]+)"\)', style):
        reply = server.fetch(f"/static/built/{name}")
        assert "immutable" in reply.headers["Cache-Control"], name
        assert reply.headers["Content-Encoding"] is None
        assert f"/static/built/{name}" == named(f"built/{name.partition('?')[0]}")
        first += 0 if "latin-ext" in name else len(reply.body)
    assert 0 < first < 45_000


def test_the_script_of_all_pages_is_light(server: Server) -> None:
    assert len(server.fetch("/static/built/page.js", Accept_Encoding="gzip").body) < 6_000


def test_every_package_of_the_frontend_is_pinned_by_what_is_in_it_wherever_it_comes_from() -> None:
    lock = json.loads((root() / "server" / "frontend" / "package-lock.json").read_text())
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert len(packages) > 20
    assert [name for name, each in packages.items() if "integrity" not in each] == []
    assert [name for name, each in packages.items() if "resolved" in each] == []


def test_a_page_may_load_and_run_only_what_comes_from_here(server: Server) -> None:
    for path in ("/", "/country/KEN.html", "/sparql", "/nothing"):
        reply = server.fetch(path, Accept="text/html")
        assert reply.media_type == "text/html", path
        policy = reply.headers["Content-Security-Policy"].split("; ")
        assert "default-src 'self'" in policy
        assert not any("unsafe" in each for each in policy if not each.startswith("style-src"))
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "no-referrer-when-downgrade"
    assert server.fetch(STYLE).headers["Content-Security-Policy"] is None
