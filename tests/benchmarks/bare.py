"""Answer by granian and one forked worker, and by nothing else: what isolation costs at least.

    python tests/benchmarks/bare.py PORT data.nt

Nothing is checked, negotiated, limited, kept or told here, and only one query runs at a time. What
this adds to pyoxigraph in process is the least that any server adds which takes requests by granian
and has queries answered in another process.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from granian import Granian
from granian.constants import HTTPModes, Interfaces

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its neighbours

from benchmarks.inprocess import answer
from comity.web.protocol import parameters

SOCKET = "COMITY_BARE_SOCKET"

_PIECE = 1 << 18
_LENGTH = 4  # bytes before each text that tell how long it is


def send(to: socket.socket, text: bytes) -> None:
    """Send a text with its length before it."""
    to.sendall(len(text).to_bytes(_LENGTH, "big") + text)


def receive(connection: socket.socket) -> bytes:
    """Return the next text; raise EOFError when there is none."""
    received = bytearray()
    while len(received) < _LENGTH or len(received) < _LENGTH + _size(received):
        if not (piece := connection.recv(_PIECE)):
            raise EOFError
        received += piece
    return bytes(received[_LENGTH:])


def _size(received: bytearray) -> int:
    return int.from_bytes(received[:_LENGTH], "big")


def work(store: ox.Store, listener: socket.socket) -> None:
    """Answer queries until the process is ended."""
    while True:
        connection, _ = listener.accept()
        try:
            while True:
                send(connection, answer(store, receive(connection).decode()))
        except (EOFError, ConnectionError):
            connection.close()


class Bare:
    """Take requests from granian (RSGI)."""

    def __init__(self) -> None:
        self._worker = socket.socket(socket.AF_UNIX)
        self._worker.connect(os.environ[SOCKET])

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        query = dict(parameters(scope.query_string))["query"]
        send(self._worker, query.encode())
        content = receive(self._worker)
        headers = [("content-type", "text/plain"), ("content-length", str(len(content)))]
        protocol.response_bytes(200, headers, content)


def main() -> None:
    """Load the graph, fork a worker, and serve until terminated."""
    port, data = int(sys.argv[1]), sys.argv[2]
    store = ox.Store()
    store.bulk_load(path=data, format=ox.RdfFormat.N_TRIPLES)
    os.environ[SOCKET] = f"{data}.{port}.socket"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.environ[SOCKET])
    listener.listen()
    if os.fork() == 0:
        work(store, listener)
    Granian(
        "benchmarks.bare:Bare",
        factory=True,
        interface=Interfaces.RSGI,
        port=port,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
