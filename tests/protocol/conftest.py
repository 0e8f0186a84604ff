"""One server for the tests of the protocol, with a few small graphs laid over the shipped one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comity.artefacts import Artefact, write_manifest
from protocol.shared import GRAPHS_ADDED, LIMITS
from serving import Server, serving


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the server with limits that are not the default ones."""
    folder = tmp_path_factory.mktemp("laid-over")
    for name, turtle in GRAPHS_ADDED.items():
        (folder / f"{name}.ttl").write_text(turtle, encoding="utf-8")
    options = [f"--{name}={value}" for name, value in LIMITS.items()]
    files = tmp_path_factory.mktemp("files")
    (files / "comity.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    told = Artefact("comity.nt", "A triple", "application/n-triples").measured(files)
    write_manifest(files, [told])  # else the server would make a whole export beside the tests
    options += ["--downloads", str(files)]
    with serving(folder, "--data", str(folder), *options) as running:
        yield running
