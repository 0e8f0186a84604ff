"""Show the page for queries, describe the service, and answer queries under any WSGI server."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from comity.advice import advice
from comity.engine import text
from comity.engine.job import Answer
from comity.errors import ComityError
from comity.query import LONGEST_READ
from comity.vocabulary import shorten
from comity.web import negotiate, problems, wsgi
from comity.web.current import bridge, endpoint, service
from comity.web.descriptions import service_description
from comity.web.endpoint import Problem
from comity.web.exchange import Reply
from comity.web.protocol import DIRECT, FORM, Operation

blueprint = Blueprint("sparql", __name__)

LONGEST_TABLE = 1000  # rows on a page; the other formats give all
METHODS = ("GET", "HEAD", "POST", "QUERY")


@blueprint.route("/sparql", methods=METHODS)
def sparql() -> ResponseReturnValue:
    """Evaluate the query of a request and answer in the format that the client prefers.

    Without a query a browser gets a page to write one, any other client a description of the
    service (SPARQL 1.1 Service Description, section 2).
    """
    outcome = request.environ.get("comity.outcome")
    if outcome is None:
        outcome = bridge().run(endpoint().reply(wsgi.asked(request)), _gone)
    if isinstance(outcome, Operation):
        try:
            outcome = bridge().run(endpoint().page(outcome), _gone)
        except ComityError as error:
            outcome = error
    if isinstance(outcome, Reply):
        return wsgi.response(outcome)
    return _page(outcome) if outcome is not None else _without_query()


@blueprint.after_request
def _told(response: Response) -> Response:
    response.vary.add("Accept")
    if request.method == "OPTIONS":
        response.headers["Accept-Query"] = f"{DIRECT}, {FORM}"
    return response


def _gone() -> bool:
    return wsgi.gone(request.environ)


def _without_query() -> ResponseReturnValue:
    chosen = negotiate.description(request)
    if chosen is None:
        return render_template("sparql.html", query="", limits=service().limits)
    return service_description(chosen)


@dataclass(frozen=True)
class _Table:
    columns: list[str]
    rows: list[list[str]]
    more: bool


def _page(outcome: Answer | Problem) -> ResponseReturnValue:
    """Answer on the page of the form, so that a mistake does not lose the query."""
    query = request.values.get("query") or request.get_data(as_text=True)
    shown = {"query": query, "limits": service().limits, "advice": advice(query[:LONGEST_READ])}
    if not isinstance(outcome, Answer):
        page = render_template("sparql.html", **shown, problem=problems.detail(outcome))
        return page, problems.status(outcome), {"Cache-Control": "no-store"}
    solutions = _solutions(outcome)
    if isinstance(solutions, ox.QueryBoolean):
        return render_template("sparql.html", **shown, answer=bool(solutions))
    columns = [variable.value for variable in solutions.variables]
    rows = [
        [shorten(text(row[column])) for column in columns]
        for row in islice(solutions, LONGEST_TABLE + 1)
    ]
    table = _Table(columns, rows[:LONGEST_TABLE], len(rows) > LONGEST_TABLE)
    return render_template("sparql.html", **shown, answer=table)


def _solutions(answer: Answer) -> ox.QuerySolutions | ox.QueryBoolean:
    format_ = ox.QueryResultsFormat.JSON
    if isinstance(answer.content, Path):
        return ox.parse_query_results(path=answer.content, format=format_)
    return ox.parse_query_results(answer.content, format=format_)
