"""Tell why a query has no answer."""

from __future__ import annotations

from flask import Blueprint, Response, json, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from comity import explain
from comity.query import Query
from comity.web.current import graph
from comity.web.endpoint import MAX_AGE

blueprint = Blueprint("explain", __name__)


@blueprint.route("/explain", methods=("GET", "POST"))
def hints() -> ResponseReturnValue:
    """List, as JSON, what may keep ?query=TEXT from having an answer, with line and column.

    Takes the query by GET or as a form. The list is empty where nothing certain can be told.
    """
    text = request.values.get("query")
    if text is None:
        raise BadRequest("There is no query: send it as ?query=... or as a form.")
    told = [
        {"line": each.line, "column": each.column, "message": each.message}
        for each in explain.explain(Query(text), graph().engine)
    ]
    response = Response(json.dumps({"hints": told}), content_type="application/json")
    response.cache_control.public, response.cache_control.max_age = True, MAX_AGE
    return response
