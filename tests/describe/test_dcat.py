"""The catalogue has what data portals ask for (DCAT 3, DCAT-AP 3)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, FOAF, RDF, XSD, Literal, URIRef

import comity
from comity.artefacts import Artefact
from comity.describe.dcat import distributions
from comity.export import planned
from describe.shared import BASE, DATASET, DCAT, DOCUMENTS, SPDX, document
from protocol.shared import rows
from serving import Server

Exported = tuple[Path, list[Artefact]]

DUMP = URIRef("http://rdfs.org/ns/void#dataDump")
IANA = "https://www.iana.org/assignments/media-types/"
# Mandatory and recommended properties of DCAT-AP 3, as far as there is something to say.
ASKED = {
    DCAT.Catalog: "dct:title dct:description dct:publisher dcat:dataset dcat:service dct:issued "
    "dct:language dct:license dct:modified dcat:themeTaxonomy foaf:homepage",
    DCAT.Dataset: "dct:title dct:description dct:publisher dct:license dcat:version",
    DCAT.Distribution: "dct:title dcat:accessURL dct:license",
    DCAT.DataService: "dct:title dcat:endpointURL dcat:endpointDescription dcat:servesDataset "
    "dct:publisher dct:license",
    FOAF.Agent: "foaf:name",
}
OF_THE_DATASET = (
    "dcat:contactPoint dcat:distribution dcat:keyword dcat:theme dct:spatial dct:temporal "
    "dcat:landingPage dct:accessRights dct:conformsTo dct:issued dct:modified dcat:hasVersion"
)
PREFIXES = {"dct": str(DCTERMS), "dcat": str(DCAT), "foaf": str(FOAF)}


@pytest.fixture(scope="module")
def dcat(server: Server) -> rdflib.Graph:
    return document(server, DOCUMENTS["dcat"])


@pytest.fixture(scope="module")
def with_files(canonical: Server) -> rdflib.Graph:
    return document(canonical, DOCUMENTS["dcat"])


def expanded(names: str) -> set[URIRef]:
    parted = (name.partition(":") for name in names.split())
    return {URIRef(PREFIXES[prefix] + local) for prefix, _, local in parted}


def test_each_thing_says_what_portals_ask_for(with_files: rdflib.Graph) -> None:
    for kind, names in ASKED.items():
        found = set(with_files.subjects(RDF.type, kind))
        assert found, kind
        for node in found:
            assert expanded(names) <= set(with_files.predicates(node)), node
    assert expanded(OF_THE_DATASET) <= set(with_files.predicates(DATASET))


def test_the_release_is_a_version_of_the_dataset(dcat: rdflib.Graph) -> None:
    version = URIRef(f"{DATASET}/{comity.__version__}")
    assert (DATASET, DCAT.hasVersion, version) in dcat
    assert (version, DCAT.isVersionOf, DATASET) in dcat
    assert (version, DCAT.version, Literal(comity.__version__)) in dcat


def test_the_time_covered_has_two_ends_that_are_days(dcat: rdflib.Graph) -> None:
    period = dcat.value(DATASET, DCTERMS.temporal)
    first, last = (dcat.value(period, end) for end in (DCAT.startDate, DCAT.endDate))
    assert isinstance(first, Literal)
    assert isinstance(last, Literal)
    assert (first.datatype, last.datatype) == (XSD.date, XSD.date)
    assert str(first) < "1950" < "2026" < str(last) < "2100"


def test_the_themes_and_regions_are_those_of_the_graph(server: Server, dcat: rdflib.Graph) -> None:
    for property_, query in (
        (DCAT.theme, "SELECT DISTINCT ?x WHERE { ?t dct:subject ?x . ?x skos:inScheme ?s }"),
        (DCTERMS.spatial, "SELECT DISTINCT ?x WHERE { ?country comity:region ?x }"),
    ):
        told = {str(each) for each in dcat.objects(DATASET, property_)}
        found = {row["x"] for row in rows(server.get(query))}
        assert found
        assert {each for each in told if each.startswith(BASE)} == found


def test_until_there_is_an_export_its_files_are_listed_without_sizes(
    server: Server, dcat: rdflib.Graph
) -> None:
    listed = {str(each) for each in dcat.objects(None, DCAT.downloadURL)}
    assert listed == {f"{server.address}/downloads/{each.name}" for each in planned()}
    assert set(dcat.objects(None, DCAT.byteSize)) == set()


def test_with_an_export_its_files_are_listed_and_no_others(
    with_files: rdflib.Graph, exported: Exported
) -> None:
    made = {f"{BASE}downloads/{each.name}" for each in exported[1]}
    assert {str(each) for each in with_files.objects(None, DCAT.downloadURL)} == made


def test_void_names_the_files_that_hold_the_dataset_whole(
    server: Server, canonical: Server
) -> None:
    dumps = {str(each) for each in document(canonical, "/.well-known/void").objects(DATASET, DUMP)}
    assert dumps == {f"{BASE}downloads/comity.ttl", f"{BASE}downloads/comity.nq.gz"}
    expected = {str(each) for each in document(server, "/.well-known/void").objects(DATASET, DUMP)}
    assert f"{server.address}/downloads/comity.nq.zst" in expected
    assert not any("/downloads/jsonld/" in each for each in expected)


def test_each_file_has_address_type_coding_size_and_checksum(
    with_files: rdflib.Graph, exported: Exported
) -> None:
    folder, made = exported
    for artefact in made:
        (node,) = with_files.subjects(DCAT.downloadURL, URIRef(f"{BASE}downloads/{artefact.name}"))
        assert (DATASET, DCAT.distribution, node) in with_files
        content = (folder / artefact.name).read_bytes()
        size = Literal(str(len(content)), datatype=XSD.nonNegativeInteger)
        checksum = with_files.value(node, SPDX.checksum)
        assert with_files.value(node, DCAT.mediaType) == URIRef(IANA + artefact.media_type)
        assert with_files.value(node, DCAT.byteSize) == size
        assert (checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256) in with_files
        value = with_files.value(checksum, SPDX.checksumValue)
        assert str(value) == hashlib.sha256(content).hexdigest()
        coding = {"": None, "gzip": URIRef(f"{IANA}application/gzip")}[artefact.coding]
        assert with_files.value(node, DCAT.compressFormat) == coding


def test_a_file_that_is_only_planned_has_neither_size_nor_checksum() -> None:
    planned = distributions([Artefact("comity.nq.zst", "All", "application/n-quads", "zstd")])
    told = {(str(each.predicate), str(each.object)) for each in planned}
    assert (f"<{DCAT.compressFormat}>", f"<{IANA}application/zstd>") in told
    assert not {str(DCAT.byteSize), str(SPDX.checksum)} & {name.strip("<>") for name, _ in told}


@pytest.mark.parametrize("property_", [DCAT.endpointURL, DCAT.endpointDescription])
def test_the_endpoint_is_at_the_host_that_was_asked(
    server: Server, dcat: rdflib.Graph, property_: URIRef
) -> None:
    (service,) = dcat.subjects(RDF.type, DCAT.DataService)
    assert str(service) == f"{BASE}sparql"
    assert str(dcat.value(service, property_)) == f"{server.address}/sparql"
