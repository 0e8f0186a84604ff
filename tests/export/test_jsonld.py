"""Programs read the JSON-LD, by its context as RDF and without it as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from comity.dataset import Dataset
from comity.export.compact import Context
from comity.export.jsonld import FRAMES, Frame
from comity.vocabulary import PREFIXES
from ontology.test_context import AWKWARD
from protocol.clients.shared import missing

try:
    import pyld  # type: ignore[import-untyped]
except ImportError:
    pyld = None


@pytest.fixture(autouse=True)
def _processor() -> None:
    if pyld is None:
        missing("PyLD is not installed")


def quads(document: dict[str, Any]) -> list[str]:
    """Return the statements that PyLD, a processor of JSON-LD 1.1, reads; blank nodes unnamed."""
    options = {"format": "application/n-quads"}
    lines = str(pyld.jsonld.to_rdf(document, options)).splitlines()
    return sorted("_:" if "_:" in line else line for line in lines)


def test_the_flat_document_says_what_the_graph_says(unpacked: Callable[[str], Path]) -> None:
    lines = unpacked("comity.nt").read_text(encoding="utf-8").splitlines()
    document = json.loads(unpacked("comity.jsonld").read_text(encoding="utf-8"))
    assert quads(document) == sorted("_:" if "_:" in line else line for line in lines)


def test_what_is_awkward_comes_back_as_it_was() -> None:
    said = [quad.triple for quad in ox.parse(AWKWARD, format=ox.RdfFormat.TURTLE)]
    context = Context()
    nodes = [
        context.node(subject, [(each.predicate, each.object) for each in about])
        for subject, about in groupby(said, lambda triple: triple.subject)
    ]
    document = {"@context": context.document, "@graph": nodes}
    read = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    assert {quad.triple for quad in read} == set(said)
    assert quads(document) == sorted(f"{triple} ." for triple in said)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda each: each.name)
def test_a_framed_document_holds_every_thing_of_its_class_and_nothing_untrue(
    unpacked: Callable[[str], Path], dataset: Dataset, frame: Frame
) -> None:
    document = json.loads(unpacked(f"jsonld/{frame.name}.jsonld").read_text(encoding="utf-8"))
    assert len(document["@graph"]) == _number(dataset, frame.type)
    true = set(unpacked("comity.nt").read_text(encoding="utf-8").splitlines())
    said = set(quads(document))
    assert said <= true
    assert len(said) > len(document["@graph"])


def test_a_frame_of_pyld_finds_the_members_of_a_forum(unpacked: Callable[[str], Path]) -> None:
    document = json.loads(unpacked("jsonld/forum.jsonld").read_text(encoding="utf-8"))
    one = [each for each in document["@graph"] if each["id"] == "forum:aukus"]
    frame = {"@context": document["@context"], "@type": "comity:Forum", "memberships": {}}
    framed = pyld.jsonld.frame({**document, "@graph": one}, {**frame, "id": "forum:aukus"})
    members = {each["org:member"]["rdfs:label"]["en"] for each in framed["memberships"]}
    assert "Australia" in members
    assert len(framed["memberships"]) == len(one[0]["memberships"]) == 3


def test_plain_json_names_the_member_the_role_and_the_source(
    unpacked: Callable[[str], Path],
) -> None:
    document = json.loads(unpacked("jsonld/forum.jsonld").read_text(encoding="utf-8"))
    gpai = next(each for each in document["@graph"] if each["id"] == "forum:gpai")
    stint = next(each for each in gpai["memberships"] if each["id"] == "membership:gpai-svn")
    assert stint["org:member"]["rdfs:label"]["en"] == "Slovenia"
    assert stint["org:member"]["comity:iso3"] == "SVN"
    assert stint["org:role"]["rdfs:label"]["en"] == "founding member"
    urls = [each["schema:url"] for each in stint["dct:source"] if "schema:url" in each]
    assert urls
    assert all(url.startswith("https://") for url in urls)


def _number(dataset: Dataset, type_: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a {type_} }}"
    answer = dataset.store.query(query, prefixes=PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)[0].value)
