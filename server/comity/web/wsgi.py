"""Translate between the endpoint's requests and replies and those of WSGI (PEP 3333)."""

from __future__ import annotations

import select
import socket
from pathlib import Path
from typing import IO, Any

from flask import Request, Response
from werkzeug.wsgi import FileWrapper

from comity.web.exchange import Asked, Reply


def asked(request: Request) -> Asked:
    """Return what a request of Flask asks; raises RequestEntityTooLarge for a long body."""
    header = request.headers.get
    return Asked(
        request.method,
        request.query_string.decode("latin-1"),
        request.content_type or "",
        header("Accept", ""),
        header("Accept-Encoding", ""),
        header("If-None-Match", ""),
        b"" if request.method in ("GET", "HEAD") else request.get_data(),
    )


def response(reply: Reply) -> Response:
    """Return a reply as a response of Flask; a file is opened now and sent piece by piece."""
    body: Any = reply.body
    if isinstance(body, Path):
        body = FileWrapper(_open(body), 256 * 1024)
    return Response(body, reply.status, reply.headers, direct_passthrough=True)


def body(reply: Reply) -> bytes:
    """Return the bytes of a reply."""
    return reply.body if isinstance(reply.body, bytes) else reply.body.read_bytes()


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def gone(environ: dict[str, Any]) -> bool:
    """Return whether the client of a request has left, as far as the server lets us know."""
    disconnected = environ.get("waitress.client_disconnected")
    if disconnected is not None:
        return bool(disconnected())
    connection = environ.get("gunicorn.socket")
    if not isinstance(connection, socket.socket):
        return False
    events = select.poll()
    events.register(connection, select.POLLRDHUP | select.POLLHUP)
    return bool(events.poll(0))
