"""Write a list of news as an Atom feed (RFC 4287) and as a JSON Feed (version 1.1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

_NAMESPACE = "http://www.w3.org/2005/Atom"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Entry:
    """Hold one piece of news; ``updated`` is a time in the form of RFC 3339."""

    id: str
    title: str
    updated: str
    html: str
    link: str = ""


@dataclass(frozen=True)
class Feed:
    """Hold a feed.

    ``link`` is the page for people, ``itself`` the address of the feed; either may be empty.
    """

    id: str
    title: str
    author: str
    entries: Sequence[Entry]
    updated: str
    rights: str = ""
    link: str = ""
    itself: str = ""


def atom(feed: Feed) -> bytes:
    """Write a feed as an Atom document."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, _XML_LANGUAGE: "en"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(_add(root, "author"), "name", feed.author)
    if feed.rights:
        _add(root, "rights", feed.rights)
    _link(root, "self", feed.itself, ATOM)
    _link(root, "alternate", feed.link, "text/html")
    for each in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", each.title)
        _add(entry, "updated", each.updated)
        _add(entry, "published", each.updated)
        _link(entry, "alternate", each.link, "text/html")
        _add(entry, "content", each.html, type="html")
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def json_feed(feed: Feed) -> bytes:
    """Write a feed as a JSON Feed."""
    items = [
        _filled(
            id=each.id,
            url=each.link,
            title=each.title,
            content_html=each.html,
            date_published=each.updated,
        )
        for each in feed.entries
    ]
    told = _filled(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.link,
        feed_url=feed.itself,
        language="en",
        authors=[{"name": feed.author}],
    )
    return json.dumps(told | {"items": items}, ensure_ascii=False, indent=2).encode() + b"\n"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _link(parent: ET.Element, relation: str, address: str, type_: str) -> None:
    if address:
        _add(parent, "link", rel=relation, type=type_, href=address)


def _filled(**members: object) -> dict[str, object]:
    return {name: value for name, value in members.items() if value}
