"""Show the document about a thing as a page: what the plain JSON says, with links."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import Generic, TypeVar
from urllib.parse import quote

from cachetools import LRUCache, cached
from flask import Response, render_template
from werkzeug.http import parse_date

import comity
from comity.dates import BOUNDS
from comity.engine.entries import Record, Statement, Thing
from comity.engine.output import coder
from comity.formats import DOCUMENTS
from comity.vocabulary import BASE, KINDS, expand
from comity.web import schemaorg, wsgi
from comity.web.conditions import Condition
from comity.web.exchange import Reply
from comity.web.links import site
from comity.web.moment import follow, moment

T = TypeVar("T")

_MOST_KEPT = 16 * 1024 * 1024  # bytes of pages that are kept

# Sources and coverage have places of their own; the bounds of dates are for queries.
_SHOWN_APART = {"dct:source", "comity:coverage", *(f"comity:{bound}" for bound in BOUNDS)}


@dataclass(frozen=True)
class Group(Generic[T]):
    """Hold what is shown under one name, and how many more there are."""

    name: str
    things: list[T]
    more: int


def response(reply: Reply, path: str, condition: Condition, encoding: str) -> Response:
    """Return the page for the plain JSON of a document, or 304 when the client has it.

    Takes the path of the IRI of the thing, and the content coding in which the page is to leave.
    """
    headers = dict(reply.headers)
    told = Response(content_type="text/html; charset=utf-8")
    told.headers["Cache-Control"] = headers["Cache-Control"]
    told.vary.update(("Accept", "Accept-Encoding"))
    if encoding:
        told.headers["Content-Encoding"] = encoding
    if "ETag" not in headers:  # nobody must keep it, for the data are not all there yet
        told.set_data(_made(reply, path, encoding))
        return told
    # The page changes with the address of the site and with this software, too.
    made = f"{headers['ETag']} {site()} {comity.__version__} {encoding}"
    etag = f'W/"{blake2b(made.encode(), digest_size=12).hexdigest()}"'
    told.headers["ETag"], told.headers["Last-Modified"] = etag, headers["Last-Modified"]
    modified = parse_date(headers["Last-Modified"])
    if condition.met(etag, modified.date() if modified else date.max):
        told.status_code = 304
    else:
        told.set_data(_kept(etag, reply, path, encoding))
    return told


@cached(LRUCache(_MOST_KEPT, getsizeof=len), key=lambda etag, *_: etag, lock=Lock())
def _kept(etag: str, reply: Reply, path: str, encoding: str) -> bytes:  # noqa: ARG001
    return _made(reply, path, encoding)


def _made(reply: Reply, path: str, encoding: str) -> bytes:
    page = _render(json.loads(wsgi.body(reply)), path).encode()
    writer = coder(encoding)
    return writer.compress(page) + writer.flush() if writer else page


def _render(thing: Thing, path: str) -> str:
    follow()
    base = site()
    page = f"{base}{path}.html"
    return render_template(
        "thing.html",
        thing=thing,
        page=page,
        cite=f"{base}cite?page=/{quote(path)}",
        formats=[(f"{base}{path}.{name}", name, each) for name, each in DOCUMENTS.items()],
        statements=_statements(thing),
        records=_records(thing),
        sources={each["id"]: each for each in thing["sources"]},
        markup=schemaorg.markup(thing["iri"], thing["label"], thing["statements"], page),
        address=partial(address, base),
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


def address(base: str, name: str) -> str:
    """Return where a link to something leads: here for things of the graph, nowhere if unsafe.

    Takes the address of this site, and an IRI or a prefixed name. The pages of things are shown on
    the day of this one.
    """
    iri = expand(name)
    if iri.startswith(BASE):
        path = iri.removeprefix(BASE)
        kind, slash, _ = path.partition("/")
        return moment().keep(base + path) if slash and kind in KINDS else base + path
    return iri if iri.startswith(("https://", "http://")) else ""
