"""Say what a peer is: something that answers queries on a graph, from its start to its end.

Here are the kinds of peers and pyoxigraph without a server; the servers are in ``servers``.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar

from benchmarks.client import LIMIT, ROWS, Answer, Client, TooSlow
from benchmarks.processes import end, free_port, memory, start

PATIENCE = 300.0  # seconds for a start with the graph loaded

_PROBE = "SELECT ?thing WHERE { ?thing a ?class } LIMIT 1"
_INPROCESS = Path(__file__).with_name("inprocess.py")


class PeerError(Exception):
    """Say why a peer cannot take part."""


@dataclass(frozen=True)
class Data:
    """Hold a graph: one file for all peers, what comity lays over its own, a folder for logs."""

    triples: Path
    additions: tuple[Path, ...]
    folder: Path


class Peer(ABC):
    """Answer queries on a graph, from ``start`` to ``stop``."""

    name: ClassVar[str]
    install: ClassVar[str]

    def __init__(self, data: Data) -> None:
        self.data = data
        self.seconds = 0.0  # from the start of the program to its first answer
        self.process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def versions(self) -> str:
        """Return what answers, with versions; raise PeerError where it is not installed."""

    @abstractmethod
    def start(self) -> None:
        """Start with the graph loaded; return when a query has been answered."""

    @abstractmethod
    def ask(self, query: str, accept: str, limit: float = LIMIT) -> Answer:
        """Answer a query; raise TooSlow past the limit, and OSError where no answer came."""

    def stop(self) -> None:
        """End the program."""
        if self.process is not None:
            end(self.process)
            self.process = None

    def memory(self) -> float:
        """Return how many MB its processes take."""
        return memory(self.process.pid) if self.process is not None else 0.0

    def log(self) -> Path:
        """Return the file that the errors of the program go to."""
        return self.data.folder / f"{self.name.replace(' ', '-')}.log"


class InProcess(Peer):
    """pyoxigraph without a server: what every server built on it can hope for."""

    name = "in process"
    install = "pip install pyoxigraph"

    def versions(self) -> str:
        return f"pyoxigraph {package_version('pyoxigraph', self.install)}"

    def start(self) -> None:
        begin = time.perf_counter()
        command = [sys.executable, str(_INPROCESS), str(self.data.triples)]
        self.process = start(command, self.data.folder, self.log().name, pipes=True)
        self.ask(_PROBE, ROWS, PATIENCE)
        self.seconds = time.perf_counter() - begin

    def ask(self, query: str, accept: str, limit: float = LIMIT) -> Answer:  # noqa: ARG002
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(query).encode() + b"\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], limit)[0]:
            raise TooSlow
        head = self.process.stdout.readline().split()
        if len(head) != 2:
            raise ConnectionError("the query has ended the process")
        return Answer(200, self.process.stdout.read(int(head[1])), float(head[0]))


class Server(Peer):
    """A SPARQL endpoint that is a program of its own."""

    path = "/sparql"
    port = 0

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that serves the graph on the port."""

    def fill(self) -> None:
        """Load the graph where the command does not."""

    def start(self) -> None:
        self.port = free_port()
        begin = time.perf_counter()
        self.process = start(self.command(), self.data.folder, self.log().name)
        self.client = Client(self.url)
        self.fill()
        self.wait(_PROBE)
        self.seconds = time.perf_counter() - begin

    @property
    def url(self) -> str:
        """Return the address of the endpoint."""
        return f"http://127.0.0.1:{self.port}{self.path}"

    def ask(self, query: str, accept: str, limit: float = LIMIT) -> Answer:
        return self.client.get(query, accept, limit)

    def wait(self, query: str) -> None:
        """Ask until there is an answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            try:
                if self.ask(query, ROWS, PATIENCE).status == 200:
                    return
            except (OSError, TooSlow):
                pass
            time.sleep(0.005)
        raise PeerError(f"{self.name} does not start: {self.log().read_text()[-500:]}")

    def stop(self) -> None:
        if self.process is not None:
            self.client.close()
        super().stop()


def package_version(package: str, install: str) -> str:
    """Return the version of a package; raise PeerError with the command to install it."""
    try:
        return version(package)
    except PackageNotFoundError:
        raise PeerError(install) from None
