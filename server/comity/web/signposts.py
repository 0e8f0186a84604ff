"""Lead machines from a page to what it is about, as FAIR Signposting lays down.

Standards: FAIR Signposting profile, levels 1 and 2 (https://signposting.org/FAIR/); link header
fields (RFC 8288); link sets (RFC 9264).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify

from comity.formats import DOCUMENTS
from comity.vocabulary import BASE, DATASET, LICENSE
from comity.web.endpoint import MAX_AGE
from comity.web.links import site
from comity.web.schemaorg import SCHEMA, type_of

LINKSET = "application/linkset+json"
_PAGE = f"{SCHEMA}AboutPage"


@dataclass(frozen=True)
class Link:
    """Hold one link: its target, its relation type, and the media type of the target if known."""

    target: str
    relation: str
    media_type: str = ""

    def __str__(self) -> str:
        typed = f'; type="{self.media_type}"' if self.media_type else ""
        return f'<{self.target}>; rel="{self.relation}"{typed}'


def of_thing(path: str, kind: str) -> list[Link]:
    """Return the links of the page about a thing.

    Takes the path of its IRI, without an ending, and its kind.
    """
    described = [
        Link(f"{site()}{path}.{ending}", "describedby", each.media_type)
        for ending, each in DOCUMENTS.items()
    ]
    return [
        Link(BASE + path, "cite-as"),
        *described,
        Link(LICENSE, "license"),
        Link(_PAGE, "type"),
        Link(SCHEMA + type_of(kind), "type"),
        Link(BASE, "author"),
        Link(DATASET, "collection"),
        Link(f"{site()}{path}.linkset.json", "linkset", LINKSET),
    ]


def of_description(path: str) -> list[Link]:
    """Return the links of a document for machines about the thing with a path."""
    return [
        Link(BASE + path, "cite-as"),
        Link(f"{site()}{path}.html", "describes", "text/html"),
        Link(LICENSE, "license"),
        Link(DATASET, "collection"),
        Link(f"{site()}{path}.linkset.json", "linkset", LINKSET),
    ]


def of_home() -> list[Link]:
    """Return the links of the home page, which is that of the dataset."""
    return [
        Link(BASE, "cite-as"),
        Link(f"{site()}.well-known/void", "describedby", "text/turtle"),
        Link(LICENSE, "license"),
        Link(_PAGE, "type"),
        Link(f"{SCHEMA}Dataset", "type"),
        Link(BASE, "author"),
        Link(f"{site()}openapi.json", "service-desc", "application/json"),
        Link(f"{site()}linkset.json", "linkset", LINKSET),
    ]


def header(links: Iterable[Link]) -> str:
    """Return links as the value of the header field Link (RFC 8288, section 3)."""
    return ", ".join(str(each) for each in links)


def respond(anchor: str, links: Iterable[Link]) -> Response:
    """Give the links of the page at an address as a link set."""
    told = jsonify(linkset(anchor, links))
    told.content_type = LINKSET
    told.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return told


def linkset(anchor: str, links: Iterable[Link]) -> dict[str, Any]:
    """Return the links of the page at an address as a link set (RFC 9264, section 4.2).

    Each document that describes the page is told to do so.
    """
    contexts: list[dict[str, Any]] = [{"anchor": anchor}]
    for each in links:
        typed = {"type": each.media_type} if each.media_type else {}
        if each.relation != "linkset":
            contexts[0].setdefault(each.relation, []).append({"href": each.target, **typed})
        if each.relation == "describedby":
            back = {"href": anchor, "type": "text/html"}
            contexts.append({"anchor": each.target, "describes": [back]})
    return {"linkset": contexts}
