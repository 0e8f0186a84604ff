"""Show the page for queries, describe the service, and answer queries under any WSGI server."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from comity.engine.job import Answer
from comity.errors import ComityError
from comity.web import negotiate, problems, querypage, wsgi
from comity.web.current import bridge, endpoint
from comity.web.descriptions import service_description
from comity.web.endpoint import Problem
from comity.web.exchange import Reply
from comity.web.protocol import DIRECT, FORM, Operation

blueprint = Blueprint("sparql", __name__)

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
    return querypage.blank() if chosen is None else service_description(chosen)


def _page(outcome: Answer | Problem) -> ResponseReturnValue:
    query = request.values.get("query") or request.get_data(as_text=True)
    if isinstance(outcome, Answer):
        return querypage.answered(query, outcome)
    page = querypage.failed(query, outcome)
    return page, problems.status(outcome), {"Cache-Control": "no-store"}
