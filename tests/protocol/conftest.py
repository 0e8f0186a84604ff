"""One server for the tests of the protocol, with a few small graphs laid over the shipped one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from protocol.shared import GRAPHS_ADDED, LIMITS
from serving import Server, serving


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the server with limits that are not the default ones."""
    folder = tmp_path_factory.mktemp("laid-over")
    for name, turtle in GRAPHS_ADDED.items():
        (folder / f"{name}.ttl").write_text(turtle, encoding="utf-8")
    options = [f"--{name}={value}" for name, value in LIMITS.items()]
    with serving(folder, "--data", str(folder), *options) as running:
        yield running
