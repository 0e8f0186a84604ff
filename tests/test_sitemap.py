"""What crawlers are told: every page that deserves to be found, and what to leave alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.robotparser import RobotFileParser

import pytest

from comity.dataset import Dataset
from comity.graph import Comity
from comity.web import create_app
from comity.web.sitemap import MOST
from serving import Server, serving

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CLASSES = {
    "country": "comity:Country",
    "forum": "comity:Forum",
    "declaration": "comity:Declaration",
    "meeting": "comity:Meeting",
    "agency": "comity:Agency",
    "initiative": "comity:Initiative",
    "source": "comity:Source",
    "scheme": "skos:ConceptScheme",
}
TOLD_ELSEWHERE = "membership action relation position tally passage disagreement version evidence"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sitemap")) as running:
        yield running


def entries(body: bytes, root: str, entry: str) -> list[str]:
    """Return the addresses in a file of the protocol, having checked its structure."""
    document = ET.fromstring(body)  # noqa: S314
    assert document.tag == NAMESPACE + root
    assert 0 < len(document) <= MOST
    found = []
    for each in document:
        assert each.tag == NAMESPACE + entry
        address, day = each
        assert (address.tag, day.tag) == (f"{NAMESPACE}loc", f"{NAMESPACE}lastmod")
        assert DAY.fullmatch(day.text or "")
        found.append(address.text or "")
    return found


def listed(server: Server) -> list[str]:
    """Return all addresses of all files."""
    reply = server.fetch("/sitemap.xml")
    assert reply.media_type == "application/xml"
    found: list[str] = []
    for file in entries(reply.body, "sitemapindex", "sitemap"):
        part = server.fetch(file.removeprefix(server.address))
        assert (part.status, part.media_type) == (200, "application/xml")
        assert len(part.body) <= 50 * 1024 * 1024
        found += entries(part.body, "urlset", "url")
    return found


@pytest.fixture(scope="module")
def addresses(server: Server) -> list[str]:
    return listed(server)


def test_an_address_is_absolute_on_this_server_and_there_once(
    server: Server, addresses: list[str]
) -> None:
    assert [each for each in addresses if not each.startswith(f"{server.address}/")] == []
    assert len(set(addresses)) == len(addresses)
    assert all(len(each) < 2048 for each in addresses)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_thing_of_a_kind_is_listed(kind: str, server: Server, addresses: list[str]) -> None:
    query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a {CLASSES[kind]} }}"
    _, number = server.get(query, Accept="text/csv").body.decode().split()
    pattern = re.compile(rf"{server.address}/{kind}/[^/]+\.html")
    assert len([each for each in addresses if pattern.fullmatch(each)]) == int(number) > 0


def test_themes_are_listed_and_records_are_not(server: Server, addresses: list[str]) -> None:
    kinds = Counter(each.removeprefix(f"{server.address}/").split("/")[0] for each in addresses)
    assert kinds["theme"] > 50
    assert kinds.keys().isdisjoint(TOLD_ELSEWHERE.split())


def test_every_page_without_parameters_is_listed(
    dataset: Dataset, server: Server, addresses: list[str]
) -> None:
    app = create_app(Comity(dataset))
    pages = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "<" not in rule.rule and "GET" in (rule.methods or ())
    ]
    html = [
        page
        for page in pages
        if (reply := server.fetch(page, Accept="text/html")).status == 200
        and reply.media_type == "text/html"
    ]
    assert len(html) >= 5
    assert [page for page in html if server.address + page not in addresses] == []


def test_every_address_answers_with_a_page(server: Server, addresses: list[str]) -> None:
    with ThreadPoolExecutor(4) as threads:
        paths = [each.removeprefix(server.address) for each in addresses]
        replies = list(threads.map(lambda path: server.fetch(path, Accept="text/html"), paths))
    answers = Counter((reply.status, reply.media_type) for reply in replies)
    assert answers == {(200, "text/html"): len(addresses)}


def test_addresses_are_those_by_which_the_server_is_known(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("known")
    with serving(folder, COMITY_BASE_URL="https://known.example/at/") as known:
        index = entries(known.fetch("/sitemap.xml").body, "sitemapindex", "sitemap")
        assert "https://known.example/at/sitemaps/page-1.xml" in index
        part = known.fetch("/sitemaps/country-1.xml", Host="evil.example").body
        listed = entries(part, "urlset", "url")
        assert "https://known.example/at/country/KEN.html" in listed
        assert all(each.startswith("https://known.example/at/") for each in listed)
        robots = known.fetch("/robots.txt").body.decode().splitlines()
        assert "Disallow: /at/sparql?" in robots
        assert "Sitemap: https://known.example/at/sitemap.xml" in robots


def test_a_file_that_there_is_not_is_not_found(server: Server) -> None:
    assert server.fetch("/sitemaps/country-2.xml").status == 404
    assert server.fetch("/sitemaps/membership-1.xml").status == 404


def test_a_list_is_not_sent_again_to_who_has_it(server: Server) -> None:
    first = server.fetch("/sitemaps/forum-1.xml")
    again = server.fetch("/sitemaps/forum-1.xml", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_many_things_are_parted_into_files_that_keep_the_limit(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.web.sitemap.MOST", 100)
    client = create_app(Comity(dataset)).test_client()
    index = entries(client.get("/sitemap.xml").data, "sitemapindex", "sitemap")
    countries = [each for each in index if "/country-" in each]
    sizes = [len(entries(client.get(each).data, "urlset", "url")) for each in countries]
    assert sizes == [100, 100, 50]


def test_robots_may_read_pages_and_documents_but_run_no_queries(server: Server) -> None:
    reply = server.fetch("/robots.txt")
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(reply.body.decode().splitlines())
    assert robots.site_maps() == [f"{server.address}/sitemap.xml"]
    for path in ("/", "/ontology.html", "/country/KEN.html", "/country/KEN.ttl", "/sitemap.xml"):
        assert robots.can_fetch("*", server.address + path)
    for path in ("/sparql?query=ASK%7B%7D", "/sparql?format=csv&query=x", "/graphs?default"):
        assert not robots.can_fetch("*", server.address + path)
