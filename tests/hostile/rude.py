"""Speak to a server as no decent client does: raw bytes, slowly, or with many sockets at once."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from serving import Server

NORMAL = "SELECT ?name WHERE { country:KEN rdfs:label ?name }"
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * WHERE { ?a ?b ?c } LIMIT 40000"  # megabytes, soon evaluated


def get(query: str, *headers: str) -> bytes:
    """Return the bytes of a request for a query."""
    lines = [f"GET /sparql?query={quote(query)} HTTP/1.1", "Host: x", *headers]
    return "\r\n".join((*lines, "", "")).encode()


def post(body: bytes, *headers: str, kind: str = "application/sparql-query") -> bytes:
    """Return the bytes of a request with a body, whose length is to be told in the headers."""
    lines = ["POST /sparql HTTP/1.1", "Host: x", f"Content-Type: {kind}", *headers]
    return "\r\n".join((*lines, "", "")).encode() + body


def connect(server: Server) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.settimeout(20)
    return connection


def say(server: Server, request: bytes, quiet: float = 0.5, half_close: bool = False) -> bytes:
    """Send bytes and return all that comes until the server closes or is quiet."""
    said = b""
    with connect(server) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(request)
        if half_close:
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(TimeoutError):
            while received := connection.recv(65536):
                said += received
                connection.settimeout(quiet)
    return said


def statuses(said: bytes) -> list[int]:
    """Return the statuses of the responses in what a server said, by their lengths.

    Fails where something stands between two responses or a body is cut short.
    """
    found = []
    while said:
        head, parted, rest = said.partition(b"\r\n\r\n")
        assert parted, f"no response: {head!r}"
        assert head.startswith(b"HTTP/1."), f"no response: {head[:80]!r}"
        found.append(int(head.split()[1]))
        lengths = [
            int(line.partition(b":")[2])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        ]
        assert len(lengths) <= 1, "two lengths"
        length = lengths[0] if lengths else 0
        assert len(rest) >= length, "cut short"
        said = rest[length:]
    return found


@contextmanager
def many(server: Server, number: int) -> Iterator[list[socket.socket]]:
    """Open many connections, none of which blocks."""
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(connect(server)) for _ in range(number)]
        for each in opened:
            each.setblocking(False)
        yield opened


@contextmanager
def dripping(sockets: list[socket.socket], text: bytes, start: int) -> Iterator[set[socket.socket]]:
    """Send the rest of a text over many sockets at a byte a second; yield those closed so far."""
    closed: set[socket.socket] = set()
    over = threading.Event()

    def drip() -> None:
        at = start
        while not over.wait(1):
            for each in [each for each in sockets if each not in closed]:
                try:
                    each.send(text[at : at + 1] or b"x")
                except OSError:
                    closed.add(each)
            at += 1

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield closed
    finally:
        over.set()
        thread.join()


def answered(sockets: list[socket.socket], seconds: float) -> dict[socket.socket, bytes]:
    """Return what comes over sockets until each is closed or the time is over."""
    said = dict.fromkeys(sockets, b"")
    with selectors.DefaultSelector() as selector:
        for listened in sockets:
            selector.register(listened, selectors.EVENT_READ)
        deadline = time.monotonic() + seconds
        while selector.get_map() and time.monotonic() < deadline:
            for key, _ in selector.select(0.1):
                assert isinstance(key.fileobj, socket.socket)
                each = key.fileobj
                received = b""
                with contextlib.suppress(ConnectionError):
                    received = each.recv(65536)
                said[each] += received
                if not received:
                    selector.unregister(each)
    return said
