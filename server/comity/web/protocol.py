"""Read requests for the answer to a query (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import re
from binascii import a2b_qp
from dataclasses import dataclass
from urllib.parse import unquote_plus

from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.http import parse_options_header

from comity.engine.job import Job
from comity.errors import NotAcceptable, QueryError, QueryRefused
from comity.formats import GRAPHS, JSON, NTRIPLES, Format, offered
from comity.graph import day
from comity.query import Query, decode
from comity.web import negotiate
from comity.web.exchange import Asked

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "This graph is read-only: its data change by git, not by update."
MOST_PARAMETERS = 100

_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
ASKS_ABOUT_A_DAY = re.compile(r"[?$](on|day)(?!\w)")
_OF_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")

_MISSING = (
    f"There is no query: send it as ?query=..., as a form, or as a body of type {DIRECT} "
    "(SPARQL 1.1 Protocol, section 2.1)."
)


@dataclass(frozen=True)
class Operation:
    """Hold what is asked: the query, values for its variables, and how the answer is to leave.

    ``page`` tells that a reader wants a page and not the answer itself.
    """

    query: Query
    bindings: tuple[tuple[str, str], ...]
    format: Format
    encoding: str
    page: bool = False

    def job(self) -> Job:
        """Return the job for the engine."""
        return Job(self.query, self.format, self.bindings, self.encoding)


def read(asked: Asked) -> Operation | None:
    """Return the operation that a request asks for, None when it is a GET without a query.

    Raises QueryError and BadRequest (400), QueryRefused (403), NotAcceptable (406) and
    UnsupportedMediaType (415).
    """
    parameters, direct = _parameters(asked)
    given = [value for name, value in parameters if name == "query"] + direct
    if any(name in _OF_UPDATES for name, _ in parameters):
        raise QueryRefused(READ_ONLY)
    if len(given) > 1:
        raise BadRequest("There is more than one query: send one a request.")
    if not given:
        if asked.method in ("GET", "HEAD"):
            return None
        raise BadRequest(_MISSING)
    return _operation(asked, given[0], parameters)


def _operation(asked: Asked, text: str, parameters: list[tuple[str, str]]) -> Operation:
    default, named, bindings, names, on = [], [], [], list[str](), ""
    for name, value in parameters:
        if name == "default-graph-uri":
            default.append(value)
        elif name == "named-graph-uri":
            named.append(value)
        elif name.startswith("$"):
            bindings.append((name[1:], value))
        elif name == "format":
            names += value.split(",")
        elif name == "on":
            on = value
    query = Query(text, tuple(default), tuple(named))
    form = query.form
    chosen = negotiate.result(form, asked.accept, tuple(names), html=True)
    if chosen is None:
        raise NotAcceptable([each.media_type for each in offered(form)])
    page = chosen == negotiate.HTML
    bindings += as_of(text, on, needed=not page)
    if len(dict(bindings)) < len(bindings):
        raise BadRequest("A variable is bound twice.")
    encoding = "" if page else negotiate.encoding(asked.accept_encoding)
    of_page = NTRIPLES if offered(form) == GRAPHS else JSON
    answer = chosen if isinstance(chosen, Format) else of_page
    return Operation(query, tuple(sorted(bindings)), answer, encoding, page)


def as_of(text: str, on: str, needed: bool = True) -> list[tuple[str, str]]:
    """Return what ``on=YYYY-MM-DD`` binds in a query: ?on or, where there is none, ?day.

    A day goes along from page to page, and then need not be of use. Raises QueryError for what is
    no day, and for a query that asks about none where one is needed.
    """
    if not on:
        return []
    term = f'"{day(on)}"^^xsd:date'
    names = {found[1] for found in ASKS_ABOUT_A_DAY.finditer(text)}
    if needed and not names:
        raise QueryError("the query asks about no day: it has no variable ?on or ?day")
    return [("on" if "on" in names else "day", term)] if names else []


def _parameters(asked: Asked) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the parameters of a request, and the query in its body when it is sent directly."""
    given = parameters(asked.query_string)
    if asked.method in ("GET", "HEAD"):
        return given, []
    media_type, options = parse_options_header(asked.content_type)
    media_type = media_type.lower()
    if media_type == UPDATE:
        raise QueryRefused(READ_ONLY)
    if media_type not in (FORM, DIRECT):
        raise UnsupportedMediaType(
            f"Send the query as {FORM} or as {DIRECT}, not as {media_type or 'untyped data'}."
        )
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType("Send the query in UTF-8 (SPARQL 1.1 Protocol, 2.1.3).")
    body = decode(asked.body)
    if media_type == DIRECT:
        return given, [body]
    return given + parameters(body), []


def parameters(text: str) -> list[tuple[str, str]]:
    """Return names and values, in order, of a text in the media type ``FORM``.

    Raises BadRequest for too many, and QueryError for what is not UTF-8, which the standard (URL,
    section 5.1) would replace.
    """
    if text.count("&") >= MOST_PARAMETERS:
        raise BadRequest(f"There are more than {MOST_PARAMETERS} parameters.")
    try:
        return [
            (_unquoted(name), _unquoted(value))
            for name, _, value in (each.partition("=") for each in text.split("&") if each)
        ]
    except UnicodeError:
        raise QueryError("the parameters are not UTF-8") from None


def _unquoted(text: str) -> str:
    """Decode a name or a value; raises UnicodeError for what is no UTF-8."""
    if _NO_ESCAPE.search(text):
        return unquote_plus(text, errors="strict")
    # Percent-encoding is quoted-printable with another mark, and for that there is a decoder in C:
    # for a query of some length, this takes a sixth of the time of urllib.
    marked = text.replace("+", " ").replace("=", "=3D").replace("%", "=")
    return a2b_qp(marked.encode()).decode()
