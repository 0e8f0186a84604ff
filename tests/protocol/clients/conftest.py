"""One server for the clients, started as the README says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from serving import Server, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


@pytest.fixture(scope="session")
def endpoint(server: Server) -> str:
    """Return the address at which the server answers queries."""
    return f"{server.address}/sparql"
