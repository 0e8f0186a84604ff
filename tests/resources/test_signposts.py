"""FAIR Signposting (https://signposting.org/FAIR/), levels 1 and 2, and link sets (RFC 9264)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from comity.formats import DOCUMENTS
from comity.vocabulary import KINDS
from resources.shared import BASE, samples
from serving import Reply, Server

ELSEWHERE = ("/.well-known/",)  # what other parts of the server answer for


def links(reply: Reply) -> dict[str, list[tuple[str, str]]]:
    """Return target and media type of each link of a reply, by relation."""
    found: dict[str, list[tuple[str, str]]] = {}
    pattern = r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?(?:, |$)'
    given = reply.headers["Link"]
    assert re.fullmatch(f"(?:{pattern})+", given), given
    for target, relation, type_ in re.findall(pattern, given):
        found.setdefault(relation, []).append((target, type_))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_the_signposts_of_both_levels(site: Server, kind: str) -> None:
    path = samples(site)[kind]
    told = links(site.fetch(f"{path}.html"))
    assert told["cite-as"] == [(BASE + path.lstrip("/"), "")]
    assert told["describedby"] == [
        (f"{site.address}{path}.{name}", each.media_type) for name, each in DOCUMENTS.items()
    ]
    types = [target for target, _ in told["type"]]
    assert types[0] == "https://schema.org/AboutPage"
    assert re.fullmatch(r"https://schema\.org/[A-Z][A-Za-z]+", types[1])
    assert [target for target, _ in told["license"]] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert told["author"]
    assert told["collection"]
    assert told["linkset"] == [(f"{site.address}{path}.linkset.json", "application/linkset+json")]


def test_what_the_signposts_of_a_page_lead_to_answers(site: Server) -> None:
    for told in links(site.fetch("/forum/gpai.html")).values():
        for target, type_ in told:
            if target.startswith(site.address):
                reply = site.fetch(target.removeprefix(site.address))
                assert (reply.status, reply.media_type) == (200, type_)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_for_machines_leads_back_to_the_page(site: Server, name: str) -> None:
    told = links(site.fetch(f"/forum/gpai.{name}"))
    assert told["describes"] == [(f"{site.address}/forum/gpai.html", "text/html")]
    assert told["cite-as"] == [(f"{BASE}forum/gpai", "")]


@pytest.mark.parametrize(
    ("page", "linkset"),
    [("/forum/gpai.html", "/forum/gpai.linkset.json"), ("/", "/linkset.json")],
)
def test_a_link_set_has_every_link_of_its_page(site: Server, page: str, linkset: str) -> None:
    reply = site.fetch(linkset)
    assert reply.media_type == "application/linkset+json"
    contexts: list[dict[str, Any]] = json.loads(reply.body)["linkset"]
    told = links(site.fetch(page))
    (of_page,) = [each for each in contexts if each["anchor"] == site.address + page]
    for relation in told.keys() - {"linkset"}:
        given = [(each["href"], each.get("type", "")) for each in of_page[relation]]
        assert given == told[relation]
    for target, _ in told["describedby"]:
        (back,) = [each for each in contexts if each["anchor"] == target]
        assert back["describes"] == [{"href": site.address + page, "type": "text/html"}]


def test_the_home_page_is_that_of_the_dataset(site: Server) -> None:
    told = links(site.fetch("/", Accept="text/html"))
    assert "https://schema.org/Dataset" in [target for target, _ in told["type"]]
    assert told["cite-as"] == [(BASE, "")]
    inside = {
        target.removeprefix(site.address)
        for each in told.values()
        for target, _ in each
        if target.startswith(site.address)
    }
    for path in inside:
        assert path.startswith(ELSEWHERE) or site.fetch(path).status == 200, path


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "text/html;q=0.5, text/turtle"]
)
def test_a_client_of_rdf_is_led_from_the_home_page_to_the_description(
    site: Server, accept: str
) -> None:
    lead = site.fetch("/", Accept=accept)
    assert lead.status == 303
    assert lead.headers["Location"] == f"{site.address}/.well-known/void"
    assert "Accept" in lead.headers["Vary"]


@pytest.mark.parametrize(
    "accept", ["*/*", "text/html", "image/png", "text/html, text/turtle;q=0.9"]
)
def test_everybody_else_gets_the_home_page(site: Server, accept: str) -> None:
    assert site.fetch("/", Accept=accept).media_type == "text/html"
