"""Read requests for the answer to a query (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.http import parse_options_header

from comity.engine.job import Job
from comity.errors import NotAcceptable, QueryError, QueryRefused
from comity.formats import JSON, Format, offered
from comity.query import Query, decode
from comity.web import negotiate
from comity.web.exchange import Asked

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "This graph is read-only: its data change by git, not by update."
MOST_PARAMETERS = 100

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
    default, named, bindings, names = [], [], [], list[str]()
    for name, value in parameters:
        if name == "default-graph-uri":
            default.append(value)
        elif name == "named-graph-uri":
            named.append(value)
        elif name.startswith("$"):
            bindings.append((name[1:], value))
        elif name == "format":
            names += value.split(",")
    if len(dict(bindings)) < len(bindings):
        raise BadRequest("A variable is bound twice.")
    query = Query(text, tuple(default), tuple(named))
    form = query.form
    chosen = negotiate.result(form, asked.accept, tuple(names), html=_has_page(form))
    if chosen is None:
        raise NotAcceptable([each.media_type for each in offered(form)])
    page = chosen == negotiate.HTML
    encoding = "" if page else negotiate.encoding(asked.accept_encoding)
    answer = chosen if isinstance(chosen, Format) else JSON
    return Operation(query, tuple(sorted(bindings)), answer, encoding, page)


def _has_page(form: str | None) -> bool:
    return form in ("SELECT", "ASK", None)


def _parameters(asked: Asked) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the parameters of a request, and the query in its body when it is sent directly."""
    parameters = _pairs(asked.query_string)
    if asked.method in ("GET", "HEAD"):
        return parameters, []
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
        return parameters, [body]
    return parameters + _pairs(body), []


def _pairs(text: str) -> list[tuple[str, str]]:
    if not text:
        return []
    try:
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise QueryError("the parameters are not UTF-8") from None
    except ValueError:
        raise BadRequest(f"There are more than {MOST_PARAMETERS} parameters.") from None
