"""Turn errors into problem documents (RFC 9457), once for the whole application."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from comity.errors import ComityError, NotAcceptable, NotFound, QueryError, QueryRefused

_STATUS: dict[type[ComityError], int] = {
    QueryError: 400,
    QueryRefused: 403,
    NotFound: 404,
    NotAcceptable: 406,
}


def register(app: Flask) -> None:
    """Have an application answer errors with problem documents."""
    app.register_error_handler(ComityError, _own_error)
    app.register_error_handler(HTTPException, _http_error)


def _own_error(error: ComityError) -> Response:
    members: dict[str, object] = {}
    if isinstance(error, QueryError) and error.line is not None:
        members = {"line": error.line, "column": error.column}
    if isinstance(error, NotAcceptable):
        members = {"available": error.available}
    return problem(_STATUS.get(type(error), 500), str(error), **members)


def _http_error(error: HTTPException) -> Response:
    answer = problem(error.code or 500, error.description or "")
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def problem(status: int, detail: str, **members: object) -> Response:
    """Make a problem document: JSON, or plain text or HTML for a client that prefers it.

    Takes the HTTP status, a sentence that says what to do, and further members of the document.
    """
    title = HTTPStatus(status).phrase
    offered = ["text/plain", "application/problem+json", "application/json", "text/html"]
    chosen = request.accept_mimetypes.best_match(offered, "application/problem+json")
    if chosen == "text/plain":
        answer = Response(f"{status} {title}: {detail}\n", content_type="text/plain; charset=utf-8")
    elif chosen == "text/html":
        answer = Response(
            render_template("problem.html", status=status, title=title, detail=detail)
        )
    else:
        answer = jsonify(type="about:blank", title=title, status=status, detail=detail, **members)
        answer.content_type = "application/problem+json"
    answer.status_code = status
    answer.vary.add("Accept")
    return answer
