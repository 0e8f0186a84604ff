"""Keep what was made from the data until the data change, and answer with it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Hashable, MutableMapping
from hashlib import blake2b
from typing import TypeVar, cast

import zstandard
from cachetools import LRUCache
from flask import Response, current_app, g, request

from comity.web import negotiate
from comity.web.current import bridge, endpoint
from comity.web.endpoint import MAX_AGE
from comity.web.moment import hold

T = TypeVar("T")

_MOST = 32  # answers, which differ by the host that was asked; a client may write any


class _Slot:
    """Hold what one name stands for, once it is made; others wait for that and for nothing else."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[object] | None = None

    def get(self, make: Callable[[], T]) -> T:
        with self._lock:
            if self._made is None:
                self._made = (make(),)
            return cast(T, self._made[0])


class _Kept:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._before, self._version = "none", ""
        self._made: dict[Hashable, _Slot] = {}
        self._answers: LRUCache[Hashable, _Slot] = LRUCache(_MOST)

    def made(self, version: str, name: Hashable) -> _Slot:
        return self._slot(version, self._made, name)

    def answer(self, version: str, name: Hashable) -> _Slot:
        return self._slot(version, self._answers, name)

    def _slot(self, version: str, among: MutableMapping[Hashable, _Slot], name: Hashable) -> _Slot:
        with self._lock:
            if version == self._before:
                return _Slot()  # of a request that came before the data changed; the new ones stay
            if version != self._version:
                self._made.clear()
                self._answers.clear()
                self._before, self._version = self._version, version
            return among.setdefault(name, _Slot())


def kept(name: str, make: Callable[[], T]) -> T:
    """Return what was made under a name for the data as they are, or make it now, once.

    Names are few, for nothing is forgotten until the data change.
    """
    return _kept().made(version(), name).get(make)


def answer(name: Hashable, make: Callable[[], str], content_type: str) -> Response:
    """Answer with a text that depends on the data and the address of this server alone.

    Takes a name, which tells texts and addresses apart. The answer is coded as the client prefers
    (RFC 9110, section 12.5.3), and it is 304 for who has it already.
    """
    encoding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))

    def tagged() -> tuple[bytes, str]:
        hold()
        body = make().encode()
        etag = blake2b(body + encoding.encode(), digest_size=12).hexdigest()
        return coded(body, encoding), etag

    body, etag = _kept().answer(version(), (name, encoding)).get(tagged)
    response = Response(body, content_type=content_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    response.set_etag(etag)
    response.make_conditional(request)
    return response


def _kept() -> _Kept:
    return cast(_Kept, current_app.extensions.setdefault("comity.kept", _Kept()))


def version() -> str:
    """Return a text that is another for other data or another day; wait until the graph is whole.

    It is one text for a whole request. Raises what the service raises.
    """
    if "version" not in g:
        g.version = bridge().run(endpoint().whole())
    found: str = g.version
    return found


def coded(body: bytes, encoding: str) -> bytes:
    """Return bytes in a content coding: gzip, zstd, or none."""
    if encoding == "gzip":
        return gzip.compress(body, 5, mtime=0)
    return zstandard.compress(body) if encoding == "zstd" else body
