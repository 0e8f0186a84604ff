"""Answer SPARQL queries (SPARQL 1.1 Protocol, section 2.1): GET, form and direct POST."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from comity.engine import results, text
from comity.errors import NotAcceptable, QueryError, QueryRefused
from comity.formats import JSON, Format, offered
from comity.query import Query, decode
from comity.vocabulary import shorten
from comity.web.current import graph

blueprint = Blueprint("sparql", __name__)

LONGEST_TABLE = 1000  # rows on a page; the other formats give all

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
    parameters, given = _parameters()
    if given is None:
        if request.method == "GET" and _prefers_html(None):
            return render_template("sparql.html", query="")
        raise BadRequest(
            "There is no query: send it as ?query=..., as a form, or as a body of type "
            f"{_DIRECT} (SPARQL 1.1 Protocol, section 2.1)."
        )
    query = Query(
        given,
        tuple(parameters.getlist("default-graph-uri")),
        tuple(parameters.getlist("named-graph-uri")),
    )
    bindings = {name[1:]: term for name, term in parameters.items() if name.startswith("$")}
    if query.form in ("SELECT", "ASK", None) and _prefers_html(query.form):
        return _page(query, bindings)
    bound = query.bind(bindings)
    chosen = _negotiated(bound)
    return Response(graph().engine.query(bound, chosen), content_type=chosen.content_type)


@blueprint.after_request
def _vary(response: Response) -> Response:
    response.vary.add("Accept")
    return response


@dataclass(frozen=True)
class _Table:
    columns: list[str]
    rows: list[list[str]]
    more: bool


def _page(query: Query, bindings: dict[str, str]) -> ResponseReturnValue:
    """Answer on the page of the form, so that a mistake does not lose the query."""
    try:
        solutions = results(graph().engine, query.bind(bindings))
    except (QueryError, QueryRefused) as error:
        status = 403 if isinstance(error, QueryRefused) else 400
        return render_template("sparql.html", query=query.text, problem=str(error)), status
    if isinstance(solutions, ox.QueryBoolean):
        return render_template("sparql.html", query=query.text, answer=bool(solutions))
    columns = [variable.value for variable in solutions.variables]
    rows = [
        [shorten(text(row[column])) for column in columns]
        for row in islice(solutions, LONGEST_TABLE + 1)
    ]
    table = _Table(columns, rows[:LONGEST_TABLE], len(rows) > LONGEST_TABLE)
    return render_template("sparql.html", query=query.text, answer=table)


def _parameters() -> tuple[MultiDict[str, str], str | None]:
    """Read the parameters of a request and the query among them or in the body."""
    media_type = request.mimetype
    if request.method == "POST" and media_type == _UPDATE:
        raise QueryRefused(_READ_ONLY)
    if request.method == "POST" and media_type == _DIRECT:
        return request.args, decode(request.get_data())
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


def _prefers_html(form: str | None) -> bool:
    return _best([*_formats(form), _HTML]) == _HTML


def _negotiated(query: Query) -> Format:
    formats = _formats(query.form)
    chosen = _best(list(formats))
    if chosen is None:
        raise NotAcceptable([each.media_type for each in offered(query.form)])
    return formats[chosen]


def _formats(form: str | None) -> dict[str, Format]:
    formats = {each.media_type: each for each in offered(form)}
    return formats | ({"application/json": JSON} if JSON in formats.values() else {})


def _best(media_types: list[str]) -> str | None:
    """Choose a media type by the Accept header (RFC 9110, section 12.5.1); of equals, the first."""
    accepted = request.accept_mimetypes
    if not accepted:
        return media_types[0]
    # best_match alone would let a wildcard bring back a type that q=0 rules out.
    return accepted.best_match([each for each in media_types if accepted[each] > 0])
