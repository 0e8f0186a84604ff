"""Lead to the documents about what an IRI names, and give them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response, request

from comity.engine.job import Job, Topic
from comity.formats import Format
from comity.query import Query
from comity.web import negotiate, wsgi
from comity.web.conditions import Condition
from comity.web.current import bridge, endpoint
from comity.web.endpoint import MAX_AGE
from comity.web.links import site


def lead(path: str, documents: Mapping[str, Format]) -> Response:
    """Answer 303 with the address of the document that the client prefers (RFC 9110, 15.4.4).

    Takes the path of what the document is about, and the formats by the endings of the documents'
    addresses. A day that was asked for is asked for there. Raises NotAcceptable.
    """
    ending = negotiate.ending(request, documents)
    on = request.args.get("on", "")
    return see(f"{path}.{ending}" + (f"?{urlencode({'on': on})}" if on else ""))


def see(path: str) -> Response:
    """Answer 303 with the address of a path of this site, which may depend on the client."""
    to = f"{site()}{path}"
    response = Response(f"See {to}\n", 303, content_type="text/plain; charset=utf-8")
    response.headers["Location"] = to
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response.vary.add("Accept")
    return response


def give(format_: Format, topic: Topic | None = None, graph: str = "") -> Response:
    """Give the document about a topic, or a whole graph; raises what the service raises."""
    encoding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))
    job = Job(Query(""), format_, (), encoding, graph, topic=topic)
    return wsgi.response(bridge().run(endpoint().give(job, condition())))


def condition() -> Condition:
    """Return the conditions of the request."""
    asked = request.headers
    return Condition(asked.get("If-None-Match", ""), asked.get("If-Modified-Since", ""))
