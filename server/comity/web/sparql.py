"""Answer SPARQL queries (SPARQL 1.1 Protocol, section 2.1): GET, form and direct POST."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from comity.errors import NotAcceptable, QueryError, QueryRefused
from comity.formats import JSON, Format, offered
from comity.query import Query
from comity.web.current import graph

blueprint = Blueprint("sparql", __name__)

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_HTML = "text/html"
_READ_ONLY = "This graph is read-only: its data change by git, not by update."


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> ResponseReturnValue:
    """Evaluate the query of a request and answer in the format that the client prefers.

    ``$name=term`` binds a variable to a term in Turtle syntax. Without a query a browser gets a
    page to write one; any other client is told what is missing.
    """
    parameters, text = _parameters()
    if text is None:
        if request.method == "GET" and _prefers_html():
            return render_template("sparql.html", query="", answer=None)
        raise BadRequest(
            "There is no query: send it as ?query=..., as a form, or as a body of type "
            f"{_DIRECT} (SPARQL 1.1 Protocol, section 2.1)."
        )
    query = Query(
        text,
        tuple(parameters.getlist("default-graph-uri")),
        tuple(parameters.getlist("named-graph-uri")),
    ).bind({name[1:]: term for name, term in parameters.items() if name.startswith("$")})
    query.check()
    if query.form in ("SELECT", "ASK") and _prefers_html():
        answer = graph().query(query.text)
        return render_template("sparql.html", query=text, answer=answer)
    chosen = _negotiated(query)
    response = Response(graph().engine.query(query, chosen), content_type=chosen.content_type)
    response.vary.add("Accept")
    return response


def _parameters() -> tuple[MultiDict[str, str], str | None]:
    """Read the parameters of a request and the query among them or in the body."""
    media_type = request.mimetype
    if request.method == "POST" and media_type == _UPDATE:
        raise QueryRefused(_READ_ONLY)
    if request.method == "POST" and media_type == _DIRECT:
        return request.args, _utf8(request.get_data())
    if request.method == "POST" and media_type != _FORM:
        raise UnsupportedMediaType(
            f"Send the query as {_FORM} or as {_DIRECT}, not as {media_type or 'untyped data'}."
        )
    parameters = request.form if request.method == "POST" else request.args
    if "update" in parameters:
        raise QueryRefused(_READ_ONLY)
    queries = parameters.getlist("query")
    if len(queries) > 1:
        raise BadRequest("There is more than one query: send one a request.")
    return parameters, queries[0] if queries else None


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as cause:
        raise QueryError(f"the query is not UTF-8: {cause.reason} at byte {cause.start}") from None


def _prefers_html() -> bool:
    accepted = request.accept_mimetypes
    return accepted[_HTML] > max(accepted[JSON.media_type], 0) or accepted.best == _HTML


def _negotiated(query: Query) -> Format:
    """Choose the format of an answer by the Accept header (RFC 9110, section 12.5.1)."""
    formats = {each.media_type: each for each in offered(query.form)}
    aliases = {"application/json": JSON} if JSON.media_type in formats else {}
    if not request.accept_mimetypes:
        return next(iter(formats.values()))
    chosen = request.accept_mimetypes.best_match([*formats, *aliases])
    if chosen is None:
        raise NotAcceptable(list(formats))
    return (formats | aliases)[chosen]
