"""Start the server as a user would, on a free port, and talk to it over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMITY = Path(sys.executable).with_name("comity")


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()

    @property
    def json(self) -> dict[str, object]:
        return dict(json.loads(self.body))


@dataclass
class Server:
    """Speak to a running server; header names are written with underscores."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def host(self) -> str:
        return self.address.partition("//")[2]

    @property
    def port(self) -> int:
        return int(self.host.partition(":")[2])

    def fetch(
        self, path: str, body: bytes | None = None, /, method: str = "", **headers: str
    ) -> Reply:
        """Send one request and read the reply, even when it comes before the body was sent."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection(self.host, timeout=90)
        try:
            try:
                connection.request(method or ("GET" if body is None else "POST"), path, body, named)
            except (BrokenPipeError, ConnectionResetError):
                assert body, "the connection broke before anything was sent"
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def get(self, query: str, *more: tuple[str, str], **headers: str) -> Reply:
        """Send a query by GET, with further parameters."""
        return self.fetch(f"/sparql?{urllib.parse.urlencode([('query', query), *more])}", **headers)

    def post(self, query: str, *more: tuple[str, str], **headers: str) -> Reply:
        """Send a query as a form, with further parameters."""
        body = urllib.parse.urlencode([("query", query), *more]).encode()
        return self.fetch("/sparql", body, **headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    folder: Path, *options: str, command: list[str] | None = None, port: int = 0, **setting: str
) -> Iterator[Server]:
    """Run ``comity serve``, or another command that listens on the port given, until it is left."""
    port = port or free_port()
    command = command or [str(COMITY), "serve", "--port", str(port), *options]
    log = folder / f"server-{port}.log"
    environment = {**os.environ, "NO_COLOR": "1", **setting}
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(15)


def _wait(server: Server) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            if server.fetch("/health").status == 200:
                return
        except OSError:
            pass
        assert server.process.poll() is None, f"the server has stopped: {server.log.read_text()}"
        assert time.monotonic() < deadline, f"the server does not answer: {server.log.read_text()}"
        time.sleep(0.05)
