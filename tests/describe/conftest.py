"""Two servers: one as it comes, with odd things laid over, and one at the canonical address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.artefacts import Artefact, write_manifest
from serving import Server, serving

# What a user's own file may have: names that cannot stand in an IRI as they are, parts that have
# no name, and a text where a day belongs.
ODD = """
GRAPH <urn:odd:graph#1> {
  <urn:odd:s> a <urn:odd:Class#é> , [] ; <http://example.org/p/(q)?x=y&z#frag> 2 .
  <urn:odd:s> <urn:odd:p> "1"^^<urn:odd:type/1> .
  [] a <urn:odd:Unnamed> ; <urn:odd:p> [] .
}
_:graph { <urn:odd:s> <urn:odd:p> <urn:odd:o> }
<urn:odd:m> <https://w3id.org/comity/ontology#earliestStart>
  "2O20-12-31"^^<http://www.w3.org/2001/XMLSchema#date> .
"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("described")
    (folder / "odd.trig").write_text(ODD, encoding="utf-8")
    nothing = tmp_path_factory.mktemp("no-export")
    with serving(
        folder, "--data", str(folder / "odd.trig"), COMITY_DOWNLOADS=str(nothing)
    ) as running:
        yield running


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Artefact]]:
    """Lay out a folder as an export does, with two files."""
    folder = tmp_path_factory.mktemp("downloads")
    made = []
    for name, media_type, coding in (
        ("comity.ttl", "text/turtle", ""),
        ("comity.nq.gz", "application/n-quads", "gzip"),
    ):
        content = name.encode() * 100
        (folder / name).write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        made.append(Artefact(name, f"The file {name}", media_type, coding, len(content), sha256))
    write_manifest(folder, made)
    return folder, made


@pytest.fixture(scope="session")
def canonical(
    tmp_path_factory: pytest.TempPathFactory, exported: tuple[Path, list[Artefact]]
) -> Iterator[Server]:
    with serving(
        tmp_path_factory.mktemp("canonical"),
        COMITY_BASE_URL="https://w3id.org/comity",
        COMITY_DOWNLOADS=str(exported[0]),
    ) as running:
        yield running
