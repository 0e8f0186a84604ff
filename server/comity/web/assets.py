"""Send what pages are made with: styles, scripts, fonts and the map."""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import zstandard
from flask import Flask, Response, abort, request, url_for
from werkzeug.security import safe_join

from comity.web import negotiate

_FOLDER = str(Path(__file__).with_name("static"))
_FOR_EVER = 31_536_000  # seconds, a year: the longest that RFC 9111 has caches believe in
_AWHILE = 300
_LEVEL = 19  # of zstd, once for each file
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_TEXT = ("text/", "application/json", "image/svg+xml")  # what a coding makes smaller


class _Asset(NamedTuple):
    digest: str
    media_type: str
    bodies: dict[str, bytes]  # by content coding; the empty one is that of no coding


def register(app: Flask) -> None:
    """Send the files of ``static/``, under the endpoint that Flask has for them.

    Templates name one by ``asset("built/page.js")``.
    """
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=static)
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """Return the address of a file of ``static/`` that changes whenever the file does.

    A file that is not there, because the frontend has not been built, keeps its plain address.
    """
    found = _find(name)
    return url_for("static", filename=name, v=found.digest if found else None)


def static(filename: str) -> Response:
    """Answer with a file, which may be kept for ever when its digest was asked for (RFC 8246)."""
    found = _find(filename)
    if found is None:
        abort(404)
    coding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))
    coding = coding if coding in found.bodies else ""
    response = Response(found.bodies[coding], content_type=found.media_type)
    if coding:
        response.headers["Content-Encoding"] = coding
    if len(found.bodies) > 1:
        response.vary.add("Accept-Encoding")
    known = request.args.get("v") == found.digest
    response.cache_control.public = True
    response.cache_control.max_age = _FOR_EVER if known else _AWHILE
    response.cache_control.immutable = known
    response.set_etag(f"{found.digest}-{coding}" if coding else found.digest)
    response.make_conditional(request)
    return response


def _find(name: str) -> _Asset | None:
    """Return a file below ``static/``, None where there is none; its name cannot lead outside."""
    path = safe_join(_FOLDER, name)
    if path is None or not Path(path).is_file():
        return None
    return _read(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=128)
def _read(path: str, changed: int) -> _Asset:  # noqa: ARG001 (read again when it has changed)
    """Read a file and code it, once: there are fewer files than are kept."""
    plain = Path(path).read_bytes()
    media_type = _TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "text/plain"
    bodies = {"": plain}
    if media_type.startswith(_TEXT):
        bodies |= {
            "gzip": gzip.compress(plain, 9, mtime=0),
            "zstd": zstandard.ZstdCompressor(level=_LEVEL).compress(plain),
        }
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return _Asset(sha256(plain).hexdigest()[:16], media_type, bodies)
