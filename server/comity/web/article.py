"""Show the document about a thing as a page: what the plain JSON says, with links."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar
from urllib.parse import quote

from flask import Response, render_template
from werkzeug.http import parse_date

import comity
from comity.dates import BOUNDS
from comity.engine.plain import Record, Statement, Thing
from comity.formats import DOCUMENTS
from comity.vocabulary import BASE, expand
from comity.web import schemaorg, wsgi
from comity.web.conditions import Condition
from comity.web.exchange import Reply
from comity.web.links import local, site

T = TypeVar("T")

# Sources and coverage have places of their own; the bounds of dates are for queries.
_SHOWN_APART = {"dct:source", "comity:coverage", *(f"comity:{bound}" for bound in BOUNDS)}


@dataclass(frozen=True)
class Group(Generic[T]):
    """Hold what is shown under one name, and how many more there are."""

    name: str
    things: list[T]
    more: int


def response(reply: Reply, path: str, condition: Condition) -> Response:
    """Return the page for the plain JSON of a document, or 304 when the client has it.

    Takes the path of the IRI of the thing.
    """
    headers = dict(reply.headers)
    # The page changes with the address of the site and with this software, too.
    made = blake2b(f"{headers['ETag']} {site()} {comity.__version__}".encode(), digest_size=12)
    etag = f'W/"{made.hexdigest()}"'
    modified = parse_date(headers["Last-Modified"])
    known = condition.met(etag, modified.date() if modified else date.max)
    told = Response(status=304) if known else Response(_render(json.loads(wsgi.body(reply)), path))
    for name in ("Cache-Control", "Last-Modified"):
        told.headers[name] = headers[name]
    told.headers["ETag"] = etag
    told.vary.add("Accept")
    return told


def _render(thing: Thing, path: str) -> str:
    page = f"{site()}{path}.html"
    return render_template(
        "thing.html",
        thing=thing,
        path=path,
        page=page,
        cite=f"{site()}cite?page=/{quote(path)}",
        formats=[(f"{site()}{path}.{name}", name, each) for name, each in DOCUMENTS.items()],
        statements=_statements(thing),
        records=_records(thing),
        sources={each["id"]: each for each in thing["sources"]},
        markup=schemaorg.markup(thing, page),
        address=address,
    )


def _statements(thing: Thing) -> list[Group[Statement]]:
    found = groupby(thing["statements"], lambda said: (said["property"], said["name"]))
    return [
        Group(name, list(group), thing["left_out"].get(property_, 0))
        for (property_, name), group in found
        if property_ not in _SHOWN_APART
    ]


def _records(thing: Thing) -> list[Group[Record]]:
    found = groupby(thing["records"], itemgetter("kind"))
    return [Group(kind, list(group), thing["left_out"].get(kind, 0)) for kind, group in found]


def address(iri: str) -> str:
    """Return where a link to something leads: here for things of the graph, nowhere if unsafe."""
    full = expand(iri)
    if full.startswith(BASE):
        return local(full)
    return full if full.startswith(("https://", "http://")) else ""
