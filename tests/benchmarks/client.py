"""Ask a SPARQL endpoint over one kept-alive connection, with next to nothing in between.

A full HTTP library costs as much as a small query; this client costs all peers the same few
hundredths of a millisecond.
"""

from __future__ import annotations

import select
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
LIMIT = 30.0  # seconds for one answer

_PIECE = 1 << 18


class TooSlow(Exception):
    """Say that no complete answer came within the limit."""


@dataclass(frozen=True)
class Answer:
    """Hold the answer to a query and how many seconds it took, first byte sent to last received."""

    status: int
    body: bytes
    seconds: float


class Client:
    """Ask one endpoint, one query after the other."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._target = f"{parts.path}?{parts.query}{'&' if parts.query else ''}"
        self._socket: socket.socket | None = None

    def get(self, query: str, accept: str, limit: float = LIMIT) -> Answer:
        """Send a query by GET; raise TooSlow past the limit and OSError without an answer."""
        request = (
            f"GET {self.target(query)} HTTP/1.1\r\nHost: {self._address[0]}:{self._address[1]}\r\n"
            f"Accept: {accept}\r\n\r\n"
        ).encode("ascii")
        connection = self._connected()
        start = time.perf_counter()
        try:
            connection.sendall(request)
            answer = _Reader(connection, start + limit).answer()
            seconds = time.perf_counter() - start
        except TimeoutError:
            self.close()
            raise TooSlow from None
        except BaseException:
            self.close()
            raise
        if answer.closes:
            self.close()
        return Answer(answer.status, answer.body, seconds)

    def target(self, query: str) -> str:
        """Return path and query string of the request for a query."""
        return self._target + urlencode({"query": query})

    def close(self) -> None:
        """Drop the connection; the next request opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connected(self) -> socket.socket:
        # A server may close an idle connection; noticing it here keeps it out of the figures.
        if self._socket is not None and select.select([self._socket], [], [], 0)[0]:
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=5)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket


@dataclass(frozen=True)
class _Read:
    status: int
    body: bytes
    closes: bool


class _Reader:
    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._socket = connection
        self._deadline = deadline
        self._buffer = bytearray()

    def answer(self) -> _Read:
        """Read one whole response (RFC 9112): with a length, in chunks, or until the end."""
        head = self._until(b"\r\n\r\n").lower()
        status = int(head[9:12])
        closes = b"\r\nconnection: close" in head
        if b"\r\ntransfer-encoding: chunked" in head:
            return _Read(status, self._chunks(), closes)
        _, found, after = head.partition(b"\r\ncontent-length:")
        if found:
            return _Read(status, self._exactly(int(after.partition(b"\r\n")[0])), closes)
        while self._more():
            pass
        return _Read(status, bytes(self._buffer), closes=True)

    def _chunks(self) -> bytes:
        chunks: list[bytes] = []
        while size := int(self._until(b"\r\n").partition(b";")[0], 16):
            chunks.append(self._exactly(size))
            self._exactly(2)
        while self._until(b"\r\n") != b"\r\n":
            pass
        return b"".join(chunks)

    def _until(self, mark: bytes) -> bytes:
        while (at := self._buffer.find(mark)) < 0:
            if not self._more():
                raise ConnectionError("the connection was closed before the answer ended")
        return self._take(at + len(mark))

    def _exactly(self, size: int) -> bytes:
        while len(self._buffer) < size:
            if not self._more():
                raise ConnectionError("the connection was closed before the answer ended")
        return self._take(size)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _more(self) -> bool:
        left = self._deadline - time.perf_counter()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        piece = self._socket.recv(_PIECE)
        self._buffer += piece
        return bool(piece)
