"""The releases are read from the change log and leave as a page, as Atom and as a JSON Feed."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import pytest

from comity import __version__
from comity.feed import Entry, Feed, atom
from comity.releases import read, releases
from serving import Server

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LOG = """# Changelog

## [Unreleased]

- Secret

## [2026.12.0] - 2026-12-20

Intro with `code`.

### Data & more

- A [link](https://example.org/?a=1&b=2), *stressed*, `<b>`, <script>alert(1)</script>
- [bad](javascript:alert)

```
## [2020.01.0] - 2020-01-01
```

## [2026.11.0] - 2026-11-24

- First
"""


def test_the_release_of_this_software_is_the_newest() -> None:
    assert releases()[0].version == __version__
    days = [each.date for each in releases()]
    assert days == sorted(days, reverse=True)
    assert all(re.fullmatch(r"\d{4}\.\d{2}\.\d+", each.version) for each in releases())


def test_a_change_log_is_read_release_by_release_and_section_by_section() -> None:
    newer, older = read(LOG)
    assert (newer.version, newer.date.isoformat()) == ("2026.12.0", "2026-12-20")
    assert newer.iri == "https://w3id.org/comity/release/2026.12.0"
    assert [each.title for each in newer.sections] == ["", "Data & more"]
    assert "<h3>Data &amp; more</h3>" in newer.html
    assert older.html.count("<li>") == 1


def test_what_is_not_released_and_what_is_only_quoted_is_left_out() -> None:
    assert [each.version for each in read(LOG)] == ["2026.12.0", "2026.11.0"]
    assert "Secret" not in "".join(each.html for each in read(LOG))


def test_markup_is_rendered_and_tags_and_scripts_are_only_shown() -> None:
    told = read(LOG)[0].html
    assert '<a href="https://example.org/?a=1&amp;b=2">link</a>' in told
    assert "<em>stressed</em>" in told
    assert "<code>&lt;b&gt;</code>" in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
    assert "<script" not in told
    assert 'href="javascript' not in told


def test_an_atom_feed_escapes_its_content() -> None:
    entry = Entry("urn:e", "A & <B>", "2026-11-24T00:00:00Z", "<p>1 &lt; 2</p>", "urn:link")
    root = ET.fromstring(atom(Feed("urn:f", "Feed", "Me", [entry], entry.updated)))  # noqa: S314
    content = root.find("{*}entry/{*}content")
    assert content is not None
    assert (content.get("type"), content.text) == ("html", entry.html)


def test_a_reader_of_feeds_finds_every_release(server: Server) -> None:
    reply = server.fetch("/changes.atom")
    assert (reply.status, reply.media_type) == (200, "application/atom+xml")
    read_ = feedparser.parse(reply.body)
    assert not read_.bozo
    assert read_.version == "atom10"
    assert read_.feed.id == "https://w3id.org/comity/changes"
    assert read_.feed.author
    assert read_.feed.updated_parsed
    (itself,) = (each.href for each in read_.feed.links if each.rel == "self")
    assert itself == f"{server.address}/changes.atom"
    assert [each.id for each in read_.entries] == [each.iri for each in releases()]
    for entry, release in zip(read_.entries, releases(), strict=True):
        assert entry.link == f"{server.address}/release/{release.version}"
        assert entry.content[0].type == "text/html"
        assert "<li>" in entry.content[0].value
        assert entry.updated_parsed[:3] == release.date.timetuple()[:3]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (BROWSER, "text/html"),
        ("*/*", "text/html"),
        ("application/atom+xml", "application/atom+xml"),
        ("application/xml", "application/atom+xml"),
        ("application/feed+json", "application/feed+json"),
        ("application/json", "application/feed+json"),
    ],
)
def test_the_changes_come_in_the_format_that_the_client_prefers(
    server: Server, accept: str, media_type: str
) -> None:
    reply = server.fetch("/changes", Accept=accept)
    assert (reply.status, reply.media_type) == (200, media_type)
    assert "Accept" in reply.headers["Vary"]
    assert __version__.encode() in reply.body


def test_a_format_that_is_not_offered_gets_406_and_the_list(server: Server) -> None:
    for reply in (
        server.fetch("/changes", Accept="image/png, application/json;q=0"),
        server.fetch("/changes?format=png", Accept="application/json"),
    ):
        assert reply.status == 406
        assert "application/atom+xml" in reply.body.decode()


def test_a_json_feed_has_what_its_specification_demands(server: Server) -> None:
    feed = json.loads(server.fetch("/changes?format=json").body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{server.address}/changes?format=json"
    assert [each["id"] for each in feed["items"]] == [each.iri for each in releases()]
    assert all(each["content_html"] for each in feed["items"])


@pytest.mark.parametrize("path", ["/changes", "/changes.atom", "/cite?format=ris"])
def test_who_has_a_document_is_not_sent_it_again(server: Server, path: str) -> None:
    first = server.fetch(path)
    again = server.fetch(path, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert server.fetch(path, If_None_Match='"other"').body == first.body
    head = server.fetch(path, method="HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", first.headers["ETag"])


def test_the_iri_of_a_release_leads_to_its_place_on_the_page(server: Server) -> None:
    reply = server.fetch(f"/release/{__version__}")
    assert reply.status == 303
    assert reply.headers["Location"] == f"{server.address}/changes#{__version__}"
    page = server.fetch("/changes", Accept=BROWSER).body.decode()
    assert f'id="{__version__}"' in page
    assert "<script>" not in page
    assert f"Version {__version__}, data " in page
    assert server.fetch("/release/1999.01.0").status == 404
