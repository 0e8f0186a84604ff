"""Parsers that nobody here wrote read each dump and count what we count."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard

from comity.dataset import Dataset
from jena import Jena
from protocol.clients.shared import program

QUADS = ("nq", "trig")
DUMPS = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml"}


def number(dataset: Dataset, ending: str) -> int:
    """Count by SPARQL what a dump must hold."""
    what = "GRAPH ?g { ?s ?p ?o }" if ending in QUADS else "?s ?p ?o"
    answer = dataset.store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {what} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)[0].value)


@pytest.mark.parametrize("ending", DUMPS)
def test_riot_validates_and_counts(
    exported: Path,
    dataset: Dataset,
    jena: Jena,
    ending: str,
) -> None:
    # What --validate does, but with output; a warning, too, ends it with another status than 0.
    checking = ("--strict", "--check", "--output=nquads")
    read = jena("riotcmd.riot", *checking, str(exported / f"comity.{ending}.gz"))
    assert read.count("\n") == number(dataset, ending)


@pytest.mark.parametrize(("ending", "parser"), DUMPS.items())
def test_rapper_counts(
    unpacked: Callable[[str], Path], dataset: Dataset, ending: str, parser: str
) -> None:
    rapper = program("rapper", "raptor2-utils")
    file = str(unpacked(f"comity.{ending}"))
    command = [rapper, "--count", "--input", parser, file, "https://w3id.org/comity/"]
    ended = subprocess.run(command, capture_output=True, check=True)
    assert f"returned {number(dataset, ending)} triples" in ended.stderr.decode()
    assert "rror" not in ended.stderr.decode()
    assert "arning" not in ended.stderr.decode()


@pytest.mark.parametrize("ending", [*DUMPS, "jsonld"])
def test_both_codings_hold_the_same(
    exported: Path, unpacked: Callable[[str], Path], ending: str
) -> None:
    with (exported / f"comity.{ending}.zst").open("rb") as file:
        content = zstandard.ZstdDecompressor().stream_reader(file).read()
    assert content == unpacked(f"comity.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["ttl", "rdf"])
def test_each_merged_dump_is_the_default_graph(
    unpacked: Callable[[str], Path], ending: str
) -> None:
    def graph(name: str) -> set[ox.Triple]:
        read = ox.Dataset(ox.parse(path=unpacked(f"comity.{name}")))
        read.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return {quad.triple for quad in read}

    assert graph(ending) == graph("nt")


def test_every_prefix_of_the_turtle_is_one_of_the_project(
    unpacked: Callable[[str], Path],
) -> None:
    head = unpacked("comity.ttl").read_text().partition("\n\n")[0]
    assert "@prefix comity: <https://w3id.org/comity/ontology#> ." in head
    assert "oxprefix" not in unpacked("comity.rdf").read_text()
