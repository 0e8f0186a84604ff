"""Answer with a page, and keep it: what an address shows changes with the data alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from hashlib import blake2b
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Response, render_template, request
from werkzeug.exceptions import RequestURITooLarge

import comity
from comity.web import negotiate
from comity.web.book import book
from comity.web.conditions import last_modified
from comity.web.documents import condition
from comity.web.endpoint import MAX_AGE
from comity.web.kept import coded
from comity.web.links import site
from comity.web.moment import follow, moment
from comity.web.tablefiles import write_csv
from comity.web.tables import Table
from comity.web.views import view

_MOST_KEPT = 16 * 1024 * 1024  # bytes of pages that are kept
_LONGEST = 8000  # characters after the question mark; links on the page carry them on

Page = tuple[str, str]  # what is sent, and its media type
_kept: LRUCache[str, tuple[bytes, str]] = LRUCache(_MOST_KEPT, lambda kept: len(kept[0]) + 200)
_lock = Lock()


def shown(make: Callable[..., Page]) -> Callable[..., Response]:
    """Decorate a view that returns a page: send it coded, with its tag, or 304 to who has it.

    The page must depend on nothing but the data, the day, the address and the host that was asked.
    """

    @wraps(make)
    def answer(**named: Any) -> Response:
        if len(request.query_string) > _LONGEST:
            raise RequestURITooLarge(f"No page has an address of more than {_LONGEST} characters.")
        follow()
        encoding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))
        etag, today = _tag(encoding), date.fromisoformat(book().today)
        response = Response()
        response.headers["ETag"] = etag
        response.headers["Last-Modified"] = last_modified(today)
        response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
        response.vary.update(("Accept", "Accept-Encoding"))
        if condition().met(etag, today):
            response.status_code = 304
            return response
        body, response.headers["Content-Type"] = _get(etag, encoding, lambda: make(**named))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.set_data(body)
        return response

    return answer


def render(template: str, tables: Sequence[Table] = (), **values: Any) -> Page:
    """Return a page made from a template, or one of its tables as CSV where ``?csv=`` names it.

    The template gets the tables by their ids as ``tables``.
    """
    arguments = request.args.to_dict()
    for table in tables:
        if arguments.get("csv") == table.id:
            return write_csv(table, arguments, book()), "text/csv; charset=utf-8"
    views = {table.id: view(table, arguments) for table in tables}
    return render_template(template, tables=views, **values), "text/html; charset=utf-8"


def as_json(value: object) -> Page:
    """Return a value as a JSON document."""
    return json.dumps(value, ensure_ascii=False), "application/json"


def _tag(encoding: str) -> str:
    # A new day begins here and in the data at the same time, but is not noticed at the same time.
    asked = (book().version, moment(), comity.__version__, site(), request.full_path, encoding)
    return f'W/"{blake2b(repr(asked).encode(), digest_size=12).hexdigest()}"'


def _get(etag: str, encoding: str, make: Callable[[], Page]) -> tuple[bytes, str]:
    with _lock:
        found = _kept.get(etag)
    if found is None:
        page, media_type = make()
        found = coded(page.encode(), encoding), media_type
        with _lock:
            _kept[etag] = found
    return found
