"""Serve under granian: queries in its event loop, everything else by Flask in threads.

RSGI, unlike WSGI, tells when a client has left and sends a file without holding a thread, so that
slow or vanished clients cost next to nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, RequestTimeout
from werkzeug.exceptions import NotImplemented as UnknownMethod

from comity.engine.job import LONGEST_BODY
from comity.errors import ComityError
from comity.web import create_app, problems, wsgi
from comity.web.book import book
from comity.web.endpoint import Endpoint
from comity.web.exchange import Asked, Headers, Reply
from comity.web.protocol import Operation
from comity.web.sparql import METHODS

_PATH = "/sparql"
_BODY_TIME = 10  # seconds in which a request must have sent its body
_DRAINED = 8 * LONGEST_BODY  # bytes that are read of a body that is too long, so as to be heard
_WATCH = 0.2  # seconds after which it is worth knowing whether the client is still there
_THREADS = 16
_UNTIL_WHOLE = 0.5  # seconds between two looks at whether the graph is whole


class Gateway:
    """Take requests from granian (RSGI) for an application."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._endpoint: Endpoint = app.extensions["comity.endpoint"]
        self._threads = ThreadPoolExecutor(_THREADS, "page")

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._parent = os.getppid()
        gc.freeze()  # what is imported is never garbage
        gc.set_threshold(20_000)  # requests leave few cycles
        self._outlive_nobody()
        self._app.extensions["comity.bridge"].use(loop)
        self._warming = loop.create_task(self._warm())

    async def _warm(self) -> None:
        """Load what pages are made from once the graph is whole, so that the first is not slow."""
        while not await self._endpoint.version():
            await asyncio.sleep(_UNTIL_WHOLE)
        await self._loop.run_in_executor(self._threads, self._load)

    def _load(self) -> None:
        with self._app.app_context(), contextlib.suppress(ComityError):  # the first page tries too
            book()
        gc.collect()
        gc.freeze()  # it is no garbage until the data change, and to look at it takes 60 ms

    def _outlive_nobody(self) -> None:
        """End this process once the one that started it is gone."""
        if os.getppid() != self._parent:
            os._exit(1)
        self._loop.call_later(1, self._outlive_nobody)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        method = scope.method
        try:
            _check(scope)
            body = await _body(scope, protocol) if method not in ("GET", "HEAD") else b""
        except HTTPException as error:
            return _send(await self._refusal(error, scope), method, protocol)
        if scope.path == _PATH and method in METHODS:
            asked = _asked(scope, body)
            reply = self._endpoint.cached(asked)
            if reply is None:
                watch = self._loop.call_later(_WATCH, self._watch, protocol, asyncio.current_task())
                try:
                    reply = await self._reply(asked, scope, body)
                except asyncio.CancelledError:
                    return None
                finally:
                    watch.cancel()
        else:
            reply = await self._flask(_environ(scope, body))
        return _send(reply, method, protocol)

    async def _reply(self, asked: Asked, scope: Any, body: bytes) -> Reply:
        reply = await self._endpoint.reply(asked)
        if isinstance(reply, Reply):
            return reply
        environ = _environ(scope, body)
        if isinstance(reply, Operation):
            try:
                environ["comity.outcome"] = await self._endpoint.page(reply)
            except ComityError as error:
                environ["comity.outcome"] = error
        elif reply is not None:
            environ["comity.outcome"] = reply
        return await self._flask(environ)

    async def _refusal(self, error: HTTPException, scope: Any) -> Reply:
        accept = ",".join(scope.headers.get_all("accept"))
        if scope.path != _PATH or not problems.as_page(accept):
            return problems.reply(error, accept)
        return await self._flask(_environ(scope, b"") | {"comity.outcome": error})

    async def _flask(self, environ: dict[str, Any]) -> Reply:
        return await self._loop.run_in_executor(self._threads, self._run, environ)

    def _run(self, environ: dict[str, Any]) -> Reply:
        started: list[tuple[str, Headers]] = []
        written: list[bytes] = []

        def start(status: str, headers: Headers, _: Any = None, /) -> Callable[[bytes], object]:
            started.append((status, headers))
            return written.append

        body = self._app.wsgi_app(environ, start)
        status, headers = int(started[-1][0].partition(" ")[0]), started[-1][1]
        try:
            # A file is sent by granian, which holds neither a thread nor the file in memory.
            if isinstance(body, wsgi.FilePart):
                return Reply(status, headers, body.path, body.span)
            return Reply(status, headers, b"".join([*written, *body]))
        finally:
            if hasattr(body, "close"):
                body.close()

    def _watch(self, protocol: Any, request: asyncio.Task[Any] | None) -> None:
        assert request is not None  # noqa: S101

        async def watch() -> None:
            await protocol.client_disconnect()
            request.cancel()

        watcher = self._loop.create_task(watch())
        request.add_done_callback(lambda _: watcher.cancel())


def _asked(scope: Any, body: bytes) -> Asked:
    header = scope.headers.get_all  # lines of one field are one list (RFC 9110, section 5.3)
    return Asked(
        scope.method,
        scope.query_string,
        scope.headers.get("content-type", ""),
        ",".join(header("accept")),
        ",".join(header("accept-encoding")),
        ",".join(header("if-none-match")),
        body,
    )


async def _body(scope: Any, protocol: Any) -> bytes:
    """Return the body of a request; raises RequestTimeout and RequestEntityTooLarge."""
    declared = scope.headers.get("content-length", "0")
    pieces, size, ends = [], 0, 0
    try:
        async with asyncio.timeout(_BODY_TIME):
            if declared.isdecimal() and int(declared) > _DRAINED:
                raise _too_long()
            async for piece in protocol:
                size += len(piece)
                ends += not piece  # granian gives an empty piece at the end, and one for a break
                if size <= LONGEST_BODY:
                    pieces.append(piece)
                elif size > _DRAINED:
                    break
    except TimeoutError:
        raise RequestTimeout("The request did not come to an end.") from None
    if size > LONGEST_BODY:
        raise _too_long()
    if ends > 1 or (declared.isdecimal() and size < int(declared)):
        raise BadRequest("The body of the request was cut off.")
    return b"".join(pieces)


def _check(scope: Any) -> None:
    """Raise BadRequest without a host (RFC 9112, 3.2), NotImplemented for a method in lower case.

    Methods are case-sensitive (RFC 9110, 9.1), which Flask forgets.
    """
    if scope.method != scope.method.upper():
        raise UnknownMethod(f"There is no method {scope.method}.")
    if scope.http_version == "1.1" and "host" not in scope.headers:
        raise BadRequest("The request names no host.")


def _too_long() -> RequestEntityTooLarge:
    return RequestEntityTooLarge(f"A request may have {LONGEST_BODY // 1024} KiB.")


def _environ(scope: Any, body: bytes) -> dict[str, Any]:
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)),
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        elif key != "CONTENT_LENGTH":
            environ[f"HTTP_{key}"] = value
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    return environ


def _send(reply: Reply, method: str, protocol: Any) -> None:
    if method == "HEAD" or reply.status == HTTPStatus.NOT_MODIFIED:
        protocol.response_empty(reply.status, reply.headers)
    elif isinstance(reply.body, Path) and reply.span:
        protocol.response_file_range(reply.status, reply.headers, str(reply.body), *reply.span)
    elif isinstance(reply.body, Path):
        protocol.response_file(reply.status, reply.headers, str(reply.body))
    else:
        protocol.response_bytes(reply.status, reply.headers, reply.body)


def create() -> Gateway:
    """Make the application for granian."""
    return Gateway(create_app())
