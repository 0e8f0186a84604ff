"""An attacker would have the server fetch something: from its own machine, or from its disk."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comity.dataset import Dataset
from comity.engine import LocalEngine
from comity.formats import JSON
from comity.query import Query
from hostile.conftest import QUICK
from hostile.load import fresh
from hostile.processes import Family
from serving import Server, serving

WAIT = 0.3  # seconds in which a connection would have arrived


class Listener:
    """Stand for a service that only this machine can reach; count who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.visits = 0
        self._visited = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            self._visited.set()
            connection.close()

    def visited(self, within: float = WAIT) -> bool:
        return self._visited.wait(within)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


FEDERATED = {
    "SERVICE": "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "in lower case": "SELECT * {{ service <{0}> {{ ?s ?p ?o }} }}",
    "without spaces": "SELECT*{{SERVICE<{0}>{{?s?p?o}}}}",
    "SILENT": "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "after a comment": "SELECT * {{ SERVICE #x\n<{0}> {{ ?s ?p ?o }} }}",
    "between comments": "SELECT * {{ #'\n SERVICE #\"\n <{0}> {{ ?s ?p ?o }} }}",
    "after a comparison": "SELECT * {{ FILTER(1<2) SERVICE <{0}> {{ ?s ?p ?o }} FILTER(2>1) }}",
    "with a prefix": "PREFIX x: <{0}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "with a variable": "SELECT * {{ BIND(<{0}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    "in OPTIONAL": "SELECT * {{ OPTIONAL {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }} }}",
    "in a subselect": "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "in EXISTS": "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "in CONSTRUCT": "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "in DESCRIBE": "DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
}
FETCHED = {
    "FROM": "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "FROM NAMED": "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "GRAPH": "SELECT * {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
    "GRAPH of a file": "SELECT * {{ GRAPH <file:///etc/passwd> {{ ?s ?p ?o }} }}",
    "a base": "BASE <{0}> SELECT * FROM <x> {{ ?s ?p <y> }}",
    "IRI()": 'SELECT * {{ BIND(IRI("{0}") AS ?g) GRAPH ?g {{ ?s ?p ?o }} }}',
}


@pytest.mark.parametrize("name", FEDERATED)
def test_federation_is_refused_however_it_is_spelt(
    server: Server, listener: Listener, name: str
) -> None:
    reply = server.post(FEDERATED[name].format(listener.address))
    assert reply.status == 403
    assert not listener.visited()


@pytest.mark.parametrize("spelt", ["S\\u0045RVICE", "\\u0053ERVICE", "SERV\\U00000049CE"])
def test_escapes_do_not_hide_federation(server: Server, listener: Listener, spelt: str) -> None:
    reply = server.post(f"SELECT * {{ {spelt} <{listener.address}> {{ ?s ?p ?o }} }}")
    assert reply.status in (400, 403)
    assert not listener.visited()


@pytest.mark.parametrize("name", FETCHED)
def test_no_graph_is_fetched_that_a_query_names(
    server: Server, listener: Listener, name: str
) -> None:
    reply = server.post(FETCHED[name].format(listener.address), Accept="text/csv")
    assert reply.status in (200, 400)
    assert b"root:" not in reply.body
    assert reply.status == 400 or len(reply.body.splitlines()) == 1, "there are rows"
    assert not listener.visited()


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("given", ["{0}", "file:///etc/passwd", "//127.0.0.1/", "data/../../etc"])
def test_no_graph_is_fetched_that_a_parameter_names(
    server: Server, listener: Listener, parameter: str, given: str
) -> None:
    iri = given.format(listener.address)
    assert server.post("SELECT * { ?s ?p ?o }", (parameter, iri)).status == 400
    assert server.fetch(f"/graphs?graph={iri}").status == 404
    assert not listener.visited()


@pytest.mark.parametrize("into", ["", " INTO GRAPH <urn:x>"])
def test_nothing_is_loaded(server: Server, listener: Listener, into: str) -> None:
    update = f"LOAD <{listener.address}>{into}"
    assert server.post(update).status == 403
    assert server.fetch("/sparql", f"update={update}".encode()).status == 403
    assert not listener.visited()


@contextmanager
def unchecked(folder: Path) -> Iterator[Server]:
    """Run the server with nothing but the kernel between a query and the network."""
    patch = "import comity.query\ncomity.query.Query.check = lambda self: None\n"
    (folder / "sitecustomize.py").write_text(patch)
    with serving(folder, *QUICK, PYTHONPATH=str(folder)) as running:
        yield running


def test_a_worker_cannot_connect_even_where_the_check_of_the_text_is_fooled(
    tmp_path: Path, listener: Listener
) -> None:
    with unchecked(tmp_path) as server:
        for name in ("SERVICE", "with a variable", "in CONSTRUCT"):
            reply = server.post(FEDERATED[name].format(listener.address))
            assert reply.status in (400, 500, 503), "it was answered, or the check still works"
        silent = server.post(FEDERATED["SILENT"].format(listener.address))
        assert silent.status in (200, 400, 500)
        assert b"Kenya" in server.get(fresh()).body
        assert Family(server.process.pid).workers
    assert not listener.visited(1)


def test_without_a_worker_the_same_query_would_have_connected(
    dataset: Dataset, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that the test above would notice."""
    monkeypatch.setattr(Query, "check", lambda _: None)
    query = Query(FEDERATED["SERVICE"].format(listener.address))
    with pytest.raises((RuntimeError, OSError)):
        list(LocalEngine(dataset.store).query(query, JSON))
    assert listener.visited(5)
