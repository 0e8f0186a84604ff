"""A Java user asks with Apache Jena's rsparql and reads our answers with its parsers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.formats import GRAPHS, RESULTS, Format
from protocol.clients.shared import (
    ASK,
    CONSTRUCT,
    DESCRIBE,
    FIRST_COUNTRIES,
    KENYA_HAS_A_NAME,
    SELECT,
    TRIPLE,
    link,
    missing,
    program,
    run,
)
from serving import Server

Jena = Callable[..., str]

JARS = Path("/usr/share/java")
CLASSES = """
    jena-arq jena-base jena-cmds jena-core jena-dboe-base jena-dboe-index jena-dboe-storage
    jena-dboe-trans-data jena-dboe-transaction jena-iri jena-rdfconnection jena-shacl jena-shex
    jena-tdb jena-tdb2 commons-cli commons-codec commons-compress commons-csv commons-io
    commons-lang3 dexx.collection gson guava httpclient httpclient-cache httpcore
    jackson-annotations jackson-core jackson-databind jakarta.json-api jcl-over-slf4j jsonld-java
    protobuf slf4j-api slf4j-nop thrift titanium-json-ld
""".split()
MISPLACED = "org/apache/jena/ext/xerces/"  # Debian moved the classes but not their messages


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Jena:
    """Run a command of Jena by the name of its class."""
    java = program("java", "default-jre-headless")
    if not (JARS / "jena-cmds.jar").exists():
        missing("Apache Jena is not installed (Debian: libapache-jena-java)")
    folder = tmp_path_factory.mktemp("jena")
    with zipfile.ZipFile(JARS / "jena-core.jar") as core:
        for name in core.namelist():
            if name.startswith(MISPLACED) and name.endswith(".properties"):
                target = folder / "xerces" / name.removeprefix(MISPLACED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(core.read(name))
    classes = ":".join([*(str(JARS / f"{name}.jar") for name in CLASSES), str(folder)])

    def call(command: str, *options: str) -> str:
        return run(java, "-XX:TieredStopAtLevel=1", "-cp", classes, command, *options)

    return call


@pytest.mark.parametrize("method", [(), ("--post",)], ids=["get", "post"])
def test_a_table_comes_by_get_and_by_post(
    endpoint: str, jena: Jena, method: tuple[str, ...]
) -> None:
    table = jena("arq.rsparql", "--service", endpoint, *method, "--results", "csv", SELECT)
    assert table.split() == ["name", "Kenya"]


def test_a_yes_no_question_is_answered(endpoint: str, jena: Jena) -> None:
    assert jena("arq.rsparql", "--service", endpoint, ASK) == "Ask => Yes\n"


def test_a_construct_becomes_a_graph(endpoint: str, jena: Jena) -> None:
    graph = jena("arq.rsparql", "--service", endpoint, "--results", "nt", CONSTRUCT)
    assert graph.strip() == TRIPLE


def test_a_local_query_fetches_a_part_of_its_answer_from_the_endpoint(
    endpoint: str, jena: Jena
) -> None:
    query = f"SELECT ?name {{ SERVICE <{endpoint}> {{ {KENYA_HAS_A_NAME} }} }}"
    assert jena("arq.sparql", "--results", "csv", query).split() == ["name", "Kenya"]


def test_an_answer_is_queried_as_a_document_on_the_web(endpoint: str, jena: Jena) -> None:
    document = link(endpoint, "CONSTRUCT WHERE { country:KEN rdfs:label ?o }").replace("+", "%20")
    query = f"ASK FROM <{document}> {{ {KENYA_HAS_A_NAME} }}"
    assert jena("arq.sparql", query) == "Ask => Yes\n"


@pytest.mark.parametrize("wanted", GRAPHS, ids=lambda each: each.name)
def test_riot_reads_a_graph_in_each_format(
    server: Server, jena: Jena, tmp_path: Path, wanted: Format
) -> None:
    plain = server.get(DESCRIBE, Accept="application/n-triples").body.decode().splitlines()
    answer = tmp_path / "answer"
    answer.write_bytes(server.get(DESCRIBE, Accept=wanted.media_type).body)
    # Debian has no implementation of the JSON API that Jena's reader of JSON-LD 1.1 needs.
    syntax = {"jsonld": "jsonld10"}.get(wanted.name, wanted.name)
    read = jena("riotcmd.riot", f"--syntax={syntax}", "--output=nt", str(answer)).splitlines()
    assert TRIPLE in read
    assert sorted(read) == sorted(plain)


@pytest.mark.parametrize("wanted", RESULTS, ids=lambda each: each.name)
def test_rset_reads_a_table_in_each_format(
    server: Server, jena: Jena, tmp_path: Path, wanted: Format
) -> None:
    answer = tmp_path / "answer"
    answer.write_bytes(server.get(FIRST_COUNTRIES, Accept=wanted.media_type).body)
    read = jena("arq.rset", "--in", wanted.name, "--out", "tsv", "--file", str(answer))
    name = '"Aruba"' if wanted.name == "csv" else '"Aruba"@en'  # CSV has no languages
    assert read.splitlines()[1].split("\t")[1] == name
