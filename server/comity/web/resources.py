"""Answer for the IRIs of things: lead to the document that suits the client, and give it.

An IRI names a country or a membership, which no server can send; the answer to it is 303 See Other,
the address of a document about it (https://www.w3.org/TR/cooluris/, section 4.3).
"""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from comity.almanac import Thing
from comity.engine.base import text
from comity.engine.job import Job, Topic
from comity.errors import NotFound, Withdrawn
from comity.formats import DOCUMENTS, JSON, JSONLD, PLAIN, Format
from comity.graph import day
from comity.query import Query
from comity.vocabulary import BASE, KINDS, shorten
from comity.web import article, documents, negotiate, signposts, wsgi
from comity.web.book import book
from comity.web.current import bridge, endpoint
from comity.web.links import local, site
from comity.web.things import SHEETS, sheet

blueprint = Blueprint("resources", __name__)

MOST_SHOWN = 200  # values of one property, and records of one kind, on a page
_LINKSET = "linkset.json"
_ENDINGS = (_LINKSET, "html", *DOCUMENTS)
_FIND = """
SELECT DISTINCT ?withdrawn ?successor WHERE {
  $thing ?property ?value .
  OPTIONAL { $thing owl:deprecated ?withdrawn }
  OPTIONAL { $thing dct:isReplacedBy ?successor }
}
"""


@blueprint.get("/<kind>/<slug>")
def thing(kind: str, slug: str) -> ResponseReturnValue:
    """Lead from the IRI of a thing to the document that suits the client, or give that document.

    The document has the same path with an ending: html, ttl, jsonld, nt, rdf, json, linkset.json.
    """
    slug, ending = _parted(slug)
    path = f"{quote(kind)}/{quote(slug, safe='')}"
    shown = _with_sheet(path) if ending == "html" else None
    if shown is None:
        _find(kind, BASE + path)
    if not ending:
        return documents.lead(path, DOCUMENTS)
    links = signposts.of_thing(path, kind)
    if ending == _LINKSET:
        return signposts.respond(f"{site()}{path}.html", links)
    if ending == "html":
        response = sheet.respond(shown) if shown else _page(path)
    else:
        format_ = DOCUMENTS[ending]
        response = documents.give(format_, _topic(path, format_))
        links = signposts.of_description(path)
    response.headers["Link"] = signposts.header(links)
    return response


def _parted(slug: str) -> tuple[str, str]:
    """Return the name of a thing and the ending after it, empty where there is none."""
    for ending in _ENDINGS:
        if slug.endswith(f".{ending}"):
            return slug.removesuffix(f".{ending}"), ending
    return slug, ""


def _find(kind: str, iri: str) -> None:
    """Raise NotFound for what is not in the graph, and Withdrawn for what was taken out of it."""
    found = list(_solutions(_FIND, iri)) if kind in KINDS else []
    if not found:
        raise NotFound(f"Nothing in the graph is named <{iri}>; ask /sparql for its name.")
    named = found[0]["successor"]
    successor = named.value if isinstance(named, ox.NamedNode) else ""
    if text(found[0]["withdrawn"]) == "true":
        instead = f"; <{successor}> stands in its place." if successor else "."
        raise Withdrawn(f"<{iri}> was taken out of the graph{instead}", local(successor))


def _solutions(query: str, iri: str) -> ox.QuerySolutions:
    job = Job(Query(query), JSON, (("thing", f"<{iri}>"),))
    answer = wsgi.body(bridge().run(endpoint().give(job)))
    found = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101
    return found


def _topic(path: str, format_: Format, most: int = 0) -> Topic:
    given = request.args.get("on", "")
    on = day(given).isoformat() if given else ""
    context = f"{site()}context.jsonld" if format_ is JSONLD else ""
    # In RDF a record has its dates, and who reads it can tell; so there all of them are given.
    return Topic(BASE + path, on if format_ is PLAIN else "", most, context)


def _with_sheet(path: str) -> Thing | None:
    """Return the thing with a path, if its kind has pages of its own and it was not withdrawn."""
    found = book().get(shorten(BASE + path))
    gone = found is None or found.one("owl:deprecated") == "true" or found.kind not in SHEETS
    return None if gone else found


def _page(path: str) -> Response:
    job = Job(Query(""), PLAIN, topic=_topic(path, PLAIN, MOST_SHOWN))
    reply = bridge().run(endpoint().give(job))
    encoding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))
    return article.response(reply, path, documents.condition(), encoding)
