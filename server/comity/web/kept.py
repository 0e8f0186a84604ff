"""Keep what was made from the data until the data change, and answer with it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Hashable
from hashlib import blake2b
from typing import TypeVar, cast

import zstandard
from cachetools import LRUCache
from flask import Response, current_app, request

from comity.web import negotiate
from comity.web.current import bridge, endpoint
from comity.web.endpoint import MAX_AGE

T = TypeVar("T")

_MOST = 32  # whatever hosts are asked for, no more is kept


class Kept:
    """Keep a bounded number of things, all of one version of the data."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._version = ""
        self._things: LRUCache[Hashable, object] = LRUCache(_MOST)

    def get(self, version: str, name: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a name for a version of the data, or make it now, once."""
        with self._lock:
            if version != self._version:
                self._things.clear()
                self._version = version
            if name not in self._things:
                self._things[name] = make()
            return cast(T, self._things[name])


def kept(name: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under a name for the data as they are, or make it now, once."""
    store = current_app.extensions.setdefault("comity.kept", Kept())
    return cast(Kept, store).get(bridge().run(endpoint().version()), name, make)


def answer(name: Hashable, make: Callable[[], str], content_type: str) -> Response:
    """Answer with a text that depends on the data and the address of this server alone.

    Takes a name, which tells texts and addresses apart. The answer is coded as the client prefers
    (RFC 9110, section 12.5.3), and it is 304 for who has it already.
    """
    encoding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))
    body, etag = kept((name, encoding), lambda: _coded(make().encode(), encoding))
    response = Response(body, content_type=content_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    response.set_etag(etag)
    response.make_conditional(request)
    return response


def _coded(body: bytes, encoding: str) -> tuple[bytes, str]:
    etag = blake2b(body + encoding.encode(), digest_size=12).hexdigest()
    if encoding == "gzip":
        return gzip.compress(body, 5, mtime=0), etag
    return (zstandard.compress(body) if encoding == "zstd" else body), etag
