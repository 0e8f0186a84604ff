"""Translate between the endpoint's requests and replies and those of WSGI (PEP 3333)."""

from __future__ import annotations

import select
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Request, Response

from comity.web.exchange import Asked, Reply

_PIECE = 256 * 1024  # bytes that are read and sent at once


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
        body = FilePart(body, reply.span)
    return Response(body, reply.status, reply.headers, direct_passthrough=True)


def body(reply: Reply) -> bytes:
    """Return the bytes of a reply."""
    return reply.body if isinstance(reply.body, bytes) else reply.body.read_bytes()


class FilePart:
    """Give a file, or some of its bytes, piece by piece; a server may rather send it by itself.

    Takes the file and, where it is not to be sent whole, the first byte and the one past the last.
    """

    def __init__(self, path: Path, span: tuple[int, int] | None = None) -> None:
        self.path = path
        self.span = span
        self._file = path.open("rb")
        start, end = span or (0, sys.maxsize)
        self._file.seek(start)
        self._left = end - start

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(min(_PIECE, self._left)):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        """Close the file."""
        self._file.close()


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
