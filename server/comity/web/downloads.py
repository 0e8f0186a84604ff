"""Offer the files of an export: a page for people, the manifest for programs, the files for all."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound, ServiceUnavailable

from comity.artefacts import MANIFEST, Artefact
from comity.export import planned
from comity.web import negotiate, wsgi
from comity.web.current import shelf
from comity.web.shelf import Stock

blueprint = Blueprint("downloads", __name__)

_JSON = "application/json"
_WAIT = 10  # seconds after which the files may be there
_GROUPS = {
    "": "Whole graph",
    "csv": "CSV tables",
    "jsonld": "JSON-LD by class",
    "parquet": "Parquet tables",
}
_METADATA = '<csv-metadata.json>; rel="describedby"; type="application/csvm+json"'


@blueprint.get("/downloads/")
def downloads() -> ResponseReturnValue:
    """Show what there is to download, or give the manifest to who prefers JSON."""
    stock = shelf().look()
    if negotiate.media_type(request.headers.get("Accept", ""), (negotiate.HTML, _JSON)) == _JSON:
        return _manifest(stock)
    files = stock.files.values() or planned()
    folders = groupby(sorted(files, key=_folder), _folder)
    groups = [(_GROUPS.get(name, name), list(inside)) for name, inside in folders]
    page = Response(render_template("downloads.html", stock=stock, groups=groups))
    page.headers["Cache-Control"] = "no-cache"
    if stock.making:
        page.headers["Refresh"] = str(_WAIT)
    return page


@blueprint.get("/downloads/<path:name>")
def file(name: str) -> ResponseReturnValue:
    """Give one file of those that the manifest names, or the bytes of it that are asked for."""
    stock = shelf().look()
    if name == MANIFEST:
        return _manifest(stock)
    if name in stock.files:
        return _sent(stock, stock.files[name])
    if not stock.files and any(each.name == name for each in planned()):
        raise _not_yet(stock)
    raise NotFound(f"There is no {name} to download; /downloads/ lists what there is.")


@blueprint.after_request
def _vary(response: Response) -> Response:
    response.vary.add("Accept")
    return response


def _folder(artefact: Artefact) -> str:
    return artefact.name.rpartition("/")[0]


def _manifest(stock: Stock) -> Response:
    if not stock.files:
        raise _not_yet(stock)
    response = Response((stock.folder / MANIFEST).read_bytes(), content_type=_JSON)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _not_yet(stock: Stock) -> ServiceUnavailable:
    if stock.failed:
        return ServiceUnavailable("The files could not be made.", retry_after=600)
    return ServiceUnavailable("The files are being made.", retry_after=_WAIT)


def _sent(stock: Stock, artefact: Artefact) -> Response:
    path = stock.folder / artefact.name
    try:
        changed = path.stat().st_mtime
    except FileNotFoundError:
        raise NotFound(f"{artefact.name} is no longer there.") from None
    response = Response(content_type=artefact.content_type)
    response.content_length = artefact.size
    response.set_etag(artefact.sha256)
    response.last_modified = datetime.fromtimestamp(int(changed), UTC)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Accept-Ranges"] = "bytes"
    if artefact.media_type == "text/csv":
        response.headers["Link"] = _METADATA
    ranged = "bytes" if _asks_for_a_range() else False
    response.make_conditional(request, accept_ranges=ranged, complete_length=artefact.size)
    if response.status_code in (200, 206) and request.method != "HEAD":
        span = response.content_range
        first, last = (span.start, span.stop) if span else (None, None)
        part = wsgi.FilePart(path, None if first is None or last is None else (first, last))
        response.response, response.direct_passthrough = part, True
    return response


def _asks_for_a_range() -> bool:
    """Return whether one range of bytes is asked for; anything else gets all (RFC 9110, 14.2)."""
    asked = request.range
    one = asked is not None and asked.units == "bytes" and len(asked.ranges) == 1
    return one and request.method == "GET"
