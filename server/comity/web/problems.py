"""Turn errors into problem documents (RFC 9457), once for the whole application."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Flask, Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from comity.errors import (
    ComityError,
    EngineFailed,
    NotAcceptable,
    NotFound,
    QueryError,
    QueryRefused,
    Unanswered,
    Withdrawn,
)
from comity.web import negotiate
from comity.web.exchange import COMMON, Headers, Reply
from comity.web.moment import today

_STATUS: dict[type[ComityError], int] = {
    QueryError: 400,
    QueryRefused: 403,
    NotFound: 404,
    Withdrawn: 410,
    NotAcceptable: 406,
    EngineFailed: 500,
    Unanswered: 503,
}
_KEPT = ("Allow", "Content-Range", "Retry-After")
_TYPES = ("text/plain", "application/problem+json", "application/json")


def register(app: Flask) -> None:
    """Have an application answer errors with problem documents, and with pages for browsers."""
    app.register_error_handler(ComityError, _respond)
    app.register_error_handler(HTTPException, _respond)


def _respond(error: ComityError | HTTPException) -> Response:
    accept = request.headers.get("Accept", "")
    told = reply(error, accept)
    assert isinstance(told.body, bytes)  # noqa: S101
    response = Response(told.body, told.status)
    if as_page(accept):
        g.moment = today()  # the day that was asked for may be the problem
        title = HTTPStatus(told.status).phrase
        page = render_template(
            "problem.html", status=told.status, title=title, detail=detail(error)
        )
        response = Response(page, told.status)
    for name, value in told.headers:
        if name != "Content-Type" or response.data == told.body:
            response.headers[name] = value
    response.headers["Content-Length"] = str(len(response.data))
    return response


def as_page(accept: str) -> bool:
    """Return whether an Accept header prefers a page to a problem document."""
    return negotiate.media_type(accept, (*_TYPES, negotiate.HTML)) == negotiate.HTML


def reply(error: ComityError | HTTPException, accept: str) -> Reply:
    """Return a problem document: JSON, or plain text for who prefers it or names no preference.

    Takes an error and the Accept header. A syntax error has line and column, a refused format the
    list of those that there are, and what may succeed later a ``Retry-After`` in seconds.
    """
    code = status(error)
    title = HTTPStatus(code).phrase
    headers: Headers = [*COMMON, ("Vary", "Accept"), ("Cache-Control", "no-store")]
    if isinstance(error, Unanswered) and code == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(error.retry_after)))
    if isinstance(error, Withdrawn) and error.successor:
        headers.append(("Link", f'<{error.successor}>; rel="successor-version"'))
    if isinstance(error, HTTPException):
        headers += [each for each in error.get_headers() if each[0] in _KEPT]
    if accept and negotiate.media_type(accept, _TYPES) == "text/plain":
        text = f"{code} {title}: {detail(error)}\n".encode()
        return Reply(code, [*headers, ("Content-Type", "text/plain; charset=utf-8")], text)
    document = {"type": "about:blank", "title": title, "status": code, "detail": detail(error)}
    body = json.dumps({**document, **_members(error)}, ensure_ascii=False).encode()
    return Reply(code, [*headers, ("Content-Type", "application/problem+json")], body)


def status(error: ComityError | HTTPException) -> int:
    """Return the status of the reply to an error."""
    if isinstance(error, HTTPException):
        return error.code or 500
    return next((_STATUS[each] for each in type(error).__mro__ if each in _STATUS), 500)


def detail(error: ComityError | HTTPException) -> str:
    """Return what went wrong, in words for the reader."""
    return (error.description or "") if isinstance(error, HTTPException) else str(error)


def _members(error: ComityError | HTTPException) -> dict[str, object]:
    if isinstance(error, QueryError) and error.line is not None:
        return {"line": error.line, "column": error.column}
    if isinstance(error, NotAcceptable):
        return {"available": error.available}
    return {}
