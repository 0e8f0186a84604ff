"""A JavaScript user asks with Comunica, which can also find out what an address offers."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from protocol.clients.shared import (
    ASK,
    CONSTRUCT,
    COUNTRY,
    KENYA_HAS_A_NAME,
    SELECT,
    TRIPLE,
    program,
    run,
)

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comity"

Source = str | dict[str, str]
Comunica = Callable[..., str]


def installed(npm: str) -> Path:
    """Install Comunica once, outside the checkout, and return the folder."""
    wanted = [HERE / "package.json", HERE / ".npmrc"]
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in wanted)).hexdigest()
    folder = CACHE / f"comunica-{digest[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            for each in wanted:
                shutil.copy(each, folder)
            run(npm, "install", folder=folder)
            (folder / "installed").touch()
    return folder


@pytest.fixture(scope="module")
def comunica() -> Comunica:
    """Ask a source, and return the answer in the format of a media type."""
    node = program("node", "nodejs")
    folder = installed(program("npm", "npm"))

    def ask(query: str, source: Source, media_type: str = "text/csv", status: int = 0) -> str:
        script = str(HERE / "ask.mjs")
        return run(
            node, script, json.dumps([source]), query, media_type, folder=folder, status=status
        )

    return ask


@pytest.fixture(params=["named", "found out"])
def source(endpoint: str, request: pytest.FixtureRequest) -> Source:
    """Say that the address is an endpoint, or let Comunica find out from the address alone."""
    return {"type": "sparql", "value": endpoint} if request.param == "named" else endpoint


def test_queries_of_each_form_are_answered(comunica: Comunica, source: Source) -> None:
    assert comunica(SELECT, source).split() == ["name", "Kenya"]
    assert json.loads(comunica(ASK, source, "application/sparql-results+json"))["boolean"] is True
    assert comunica(CONSTRUCT, source, "application/n-triples").strip() == TRIPLE


def test_the_address_alone_describes_the_service(comunica: Comunica, endpoint: str) -> None:
    query = """
        PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        SELECT ?endpoint { ?service a sd:Service ; sd:endpoint ?endpoint }
    """
    described = comunica(query, {"type": "file", "value": endpoint})
    assert described.split() == ["endpoint", endpoint]


def test_a_local_file_is_joined_with_the_endpoint(comunica: Comunica, endpoint: str) -> None:
    mine = {
        "type": "serialized",
        "value": f"<{COUNTRY}KEN> <urn:visited> 2024 .",
        "mediaType": "text/turtle",
        "baseIRI": "urn:mine",
    }
    query = (
        f"SELECT ?name ?year {{ <{COUNTRY}KEN> <urn:visited> ?year "
        f"SERVICE <{endpoint}> {{ {KENYA_HAS_A_NAME} }} }}"
    )
    assert comunica(query, mine).split() == ["name,year", "Kenya,2024"]
