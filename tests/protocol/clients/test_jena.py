"""A Java user asks with Apache Jena's rsparql and reads our answers with its parsers."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.formats import GRAPHS, RESULTS, Format
from jena import Jena
from protocol.clients.shared import (
    ASK,
    CONSTRUCT,
    DESCRIBE,
    FIRST_COUNTRIES,
    KENYA_HAS_A_NAME,
    SELECT,
    TRIPLE,
    link,
)
from serving import Server


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
