"""Serve one graph with each of the servers that are measured side by side."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from string import Template

from benchmarks.peers import PATIENCE, InProcess, Peer, PeerError, Server, package_version
from benchmarks.processes import free_port, program

CACHE = Path.home() / ".cache" / "comity-bench"
GRAPH = "urn:benchmark"

_INI = Path(__file__).with_name("virtuoso.ini")


class Comity(Server):
    """``comity serve``, as a user starts it."""

    name = "comity"
    install = "pip install comity"

    def versions(self) -> str:
        return f"comity {package_version('comity', self.install)}"

    def command(self) -> list[str]:
        additions = [part for path in self.data.additions for part in ("--data", str(path))]
        comity = program("comity") or "comity"
        return [comity, "serve", "--port", str(self.port), *additions]


class Bare(Server):
    """granian and one forked worker without anything else: what isolation costs at least."""

    name = "bare"
    install = "pip install comity"

    def versions(self) -> str:
        return f"granian {package_version('granian', self.install)} and a forked worker"

    def command(self) -> list[str]:
        script = str(Path(__file__).with_name("bare.py"))
        return [sys.executable, script, str(self.port), str(self.data.triples)]


class Oxigraph(Server):
    """``oxigraph serve``, in memory."""

    name = "oxigraph serve"
    install = "pip install oxigraph"
    path = "/query"

    def versions(self) -> str:
        return _output([installed("oxigraph", self.install), "--version"])

    def command(self) -> list[str]:
        oxigraph = installed("oxigraph", self.install)
        return [oxigraph, "serve", "--bind", f"127.0.0.1:{self.port}"]

    def fill(self) -> None:
        self.wait("ASK {}")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with self.data.triples.open("rb") as body:
            length = {"Content-Length": str(os.fstat(body.fileno()).st_size)}
            headers = {"Content-Type": "application/n-triples", **length}
            connection.request("POST", "/store?default", body, headers)
        status = connection.getresponse().status
        connection.close()
        if status >= 300:
            raise PeerError(f"oxigraph serve does not take the graph: status {status}")


class RdflibEndpoint(Server):
    """``rdflib-endpoint serve``."""

    name = "rdflib-endpoint"
    install = "pip install 'rdflib-endpoint[cli]'"
    path = "/"

    def versions(self) -> str:
        own = package_version("rdflib-endpoint", self.install)
        package_version("uvicorn", self.install)
        return f"rdflib-endpoint {own} with rdflib {package_version('rdflib', self.install)}"

    def command(self) -> list[str]:
        serve = [installed("rdflib-endpoint", self.install), "serve", "--host", "127.0.0.1"]
        return [*serve, "--port", str(self.port), str(self.data.triples)]


class Virtuoso(Server):
    """Virtuoso 7, with a database and settings of its own in a temporary folder."""

    name = "Virtuoso"
    install = "apt-get install virtuoso-opensource"
    path = f"/sparql?default-graph-uri={GRAPH}"

    def versions(self) -> str:
        text = _output([installed("virtuoso-t", self.install), "--version"])
        return "Virtuoso " + text.partition("Version ")[2].partition(" ")[0]

    def command(self) -> list[str]:
        self.sql_port = free_port()
        folder = self.data.folder / f"virtuoso-{self.port}"
        folder.mkdir()
        settings = Template(_INI.read_text()).substitute(
            folder=folder, sql=self.sql_port, http=self.port, data=self.data.triples.parent
        )
        (folder / "virtuoso.ini").write_text(settings)
        virtuoso = installed("virtuoso-t", self.install)
        return [virtuoso, "-f", "+configfile", str(folder / "virtuoso.ini")]

    def fill(self) -> None:
        self.wait("ASK { ?s ?p ?o }")
        file = self.data.triples
        steps = f"ld_dir('{file.parent}', '{file.name}', '{GRAPH}'); rdf_loader_run(); checkpoint;"
        isql = program("isql-vt") or installed("isql", self.install)
        message = _output([isql, str(self.sql_port), "dba", "dba", f"exec={steps}"])
        if "Error" in message:
            raise PeerError(f"Virtuoso does not take the graph: {message[-500:]}")


class Comunica(Server):
    """Comunica's endpoint on a file; installed from npm into a folder of its own when missing."""

    name = "Comunica"
    install = "install node and npm"
    package = "@comunica/query-sparql-file"

    def versions(self) -> str:
        node = _output([installed("node", self.install), "--version"])
        # Version 5 needs a newer node than long-term distributions have.
        wanted = "5.3.0" if int(node[1:].partition(".")[0]) >= 22 else "4.5.0"
        described = CACHE / "node_modules" / self.package / "package.json"
        if not described.exists() or json.loads(described.read_text())["version"] != wanted:
            CACHE.mkdir(parents=True, exist_ok=True)
            npm = [installed("npm", self.install), "install", "--ignore-scripts", "--no-audit"]
            command = [*npm, "--no-fund", "--silent", f"{self.package}@{wanted}"]
            if subprocess.run(command, cwd=CACHE, check=False).returncode:
                raise PeerError(f"npm install {self.package}@{wanted} (in {CACHE})")
        return f"Comunica {wanted} on node {node}"

    def command(self) -> list[str]:
        serve = str(CACHE / "node_modules" / ".bin" / "comunica-sparql-file-http")
        return [serve, str(self.data.triples), "--port", str(self.port), "--timeout", "3600"]


PEERS: tuple[type[Peer], ...] = (
    InProcess,
    Comity,
    Bare,
    Oxigraph,
    Virtuoso,
    RdflibEndpoint,
    Comunica,
)


def installed(name: str, install: str) -> str:
    """Return the path of a program; raise PeerError with the command to install it."""
    found = program(name)
    if found is None:
        raise PeerError(install)
    return found


def _output(command: list[str]) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return (run.stdout or run.stderr).strip()
