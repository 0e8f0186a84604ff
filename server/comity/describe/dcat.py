"""Describe the graph as a catalogue for data portals (DCAT 3, as DCAT-AP 3 asks for it)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from comity.artefacts import Artefact
from comity.describe.counts import Coverage
from comity.describe.release import PUBLISHER, release
from comity.describe.service import NAME as ENDPOINT_NAME
from comity.describe.triples import Told, about, day, english, iri, number, typed
from comity.describe.void import DESCRIPTION, DOWNLOADS, NAME
from comity.vocabulary import BASE, DATASET, ENDPOINT, GRAPH, LICENSE

_DCAT = BASE + "dcat"
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CODINGS = {"gzip": "application/gzip", "zstd": "application/zstd"}
_PORTAL_THEMES = ("INTR", "GOVE", "TECH")  # of the EU authority table of themes of data
_PROTOCOLS = (
    "https://www.w3.org/TR/sparql11-protocol/",
    "https://www.w3.org/TR/sparql11-http-rdf-update/",
)


def dcat(covered: Coverage, artefacts: Sequence[Artefact] = ()) -> Iterator[ox.Triple]:
    """Describe catalogue, dataset, release, files of an export and endpoint.

    Takes what the dataset covers and the files, made or planned; a file that is not made yet has
    no size and no checksum.
    """
    yield from _catalogue()
    yield from _publisher()
    yield from _dataset(covered)
    yield from _version()
    yield from _service()
    yield from _by_query()
    yield from distributions(artefacts)


def distributions(artefacts: Sequence[Artefact]) -> Iterator[ox.Triple]:
    """Describe the files of an export as distributions of the dataset."""
    for artefact in artefacts:
        node = iri(f"{_DCAT}#distribution/{artefact.name}")
        address = iri(DOWNLOADS + artefact.name)
        yield from about(iri(DATASET), ("dcat:distribution", node))
        yield from about(
            node,
            ("rdf:type", iri("dcat:Distribution")),
            ("rdfs:label", english(artefact.name)),
            ("dct:title", english(artefact.title)),
            ("dct:license", iri(LICENSE)),
            ("dcat:accessURL", address),
            ("dcat:downloadURL", address),
            ("dcat:mediaType", iri(_MEDIA_TYPES + artefact.media_type)),
        )
        if artefact.coding:
            yield from about(
                node, ("dcat:compressFormat", iri(_MEDIA_TYPES + _CODINGS[artefact.coding]))
            )
        if artefact.size:
            yield from _made(node, artefact)


def _made(node: ox.NamedNode, artefact: Artefact) -> Iterator[ox.Triple]:
    checksum = iri(f"{_DCAT}#checksum/{artefact.name}")
    size = number(artefact.size, "nonNegativeInteger")
    yield from about(node, ("dcat:byteSize", size), ("spdx:checksum", checksum))
    yield from about(
        checksum,
        ("rdf:type", iri("spdx:Checksum")),
        ("rdfs:label", english(f"SHA-256 of {artefact.name}")),
        ("spdx:algorithm", iri("spdx:checksumAlgorithm_sha256")),
        ("spdx:checksumValue", typed(artefact.sha256, "hexBinary")),
    )


def _catalogue() -> Iterator[ox.Triple]:
    yield from about(
        iri(f"{_DCAT}#catalogue"),
        ("rdf:type", iri("dcat:Catalog")),
        ("rdfs:label", english("the catalogue of comity")),
        ("dct:title", english("Catalogue of comity")),
        ("dct:description", english("The comity dataset, its releases, files and endpoint.")),
        ("dct:publisher", iri(PUBLISHER)),
        ("dct:license", iri(LICENSE)),
        ("dct:language", iri(f"{_EU}language/ENG")),
        ("dct:issued", day(release().first)),
        ("dct:modified", day(release().day)),
        ("foaf:homepage", iri(BASE)),
        ("dcat:themeTaxonomy", iri("scheme:themes")),
        ("dcat:themeTaxonomy", iri(f"{_EU}data-theme")),
        ("dcat:dataset", iri(DATASET)),
        ("dcat:service", iri(ENDPOINT)),
    )


def _publisher() -> Iterator[ox.Triple]:
    yield from about(
        iri(PUBLISHER),
        ("rdf:type", iri("foaf:Agent")),
        ("rdfs:label", english("comity")),
        ("foaf:name", english("The comity project")),
    )
    yield from about(
        iri(f"{_DCAT}#contact"),
        ("rdf:type", iri("vcard:Organization")),
        ("rdfs:label", english("the comity project, for questions about the dataset")),
        ("vcard:fn", english("The comity project")),
        ("vcard:hasURL", iri(PUBLISHER)),
    )


def _dataset(covered: Coverage) -> Iterator[ox.Triple]:
    yield from about(
        iri(DATASET),
        ("rdf:type", iri("dcat:Dataset")),
        ("rdfs:label", english(NAME)),
        *_metadata(),
        ("dct:description", english(DESCRIPTION)),
        ("dct:issued", day(release().first)),
        ("dct:modified", day(release().day)),
        ("dcat:contactPoint", iri(f"{_DCAT}#contact")),
        ("dcat:landingPage", iri(BASE)),
        ("dcat:hasVersion", iri(f"{DATASET}/{release().version}")),
        ("dct:accessRights", iri(f"{_EU}access-right/PUBLIC")),
        ("dct:accrualPeriodicity", iri(f"{_EU}frequency/IRREG")),
        ("dct:language", iri(f"{_EU}language/ENG")),
        ("dct:conformsTo", iri(f"{BASE}ontology")),
        ("dct:conformsTo", iri(f"{GRAPH}shapes")),
        *(("dcat:keyword", english(each)) for each in release().keywords),
        *(("dcat:theme", iri(f"{_EU}data-theme/{each}")) for each in _PORTAL_THEMES),
        *(("dcat:theme", iri(each)) for each in covered.themes),
        *(("dct:spatial", iri(each)) for each in covered.regions),
    )
    yield from _period(covered)


def _period(covered: Coverage) -> Iterator[ox.Triple]:
    if not (covered.first and covered.last):
        return
    period = iri(f"{_DCAT}#period")
    yield from about(iri(DATASET), ("dct:temporal", period))
    yield from about(
        period,
        ("rdf:type", iri("dct:PeriodOfTime")),
        ("rdfs:label", english(f"{covered.first} to {covered.last}")),
        ("dcat:startDate", typed(covered.first, "date")),
        ("dcat:endDate", typed(covered.last, "date")),
    )


def _version() -> Iterator[ox.Triple]:
    yield from about(
        iri(f"{DATASET}/{release().version}"),
        ("rdf:type", iri("dcat:Dataset")),
        ("rdfs:label", english(f"{NAME}, version {release().version}")),
        *_metadata(),
        ("dct:description", english(f"Version {release().version}. {DESCRIPTION}")),
        ("dct:issued", day(release().day)),
        ("dcat:isVersionOf", iri(DATASET)),
    )


def _metadata() -> tuple[Told, ...]:
    return (
        ("dct:title", english(release().title)),
        ("dct:creator", iri(PUBLISHER)),
        ("dct:publisher", iri(PUBLISHER)),
        ("dct:license", iri(LICENSE)),
        ("dcat:version", ox.Literal(release().version)),
    )


def _service() -> Iterator[ox.Triple]:
    yield from about(
        iri(ENDPOINT),
        ("rdf:type", iri("dcat:DataService")),
        ("rdfs:label", english(ENDPOINT_NAME)),
        ("dct:title", english("SPARQL endpoint of comity")),
        ("dct:publisher", iri(PUBLISHER)),
        ("dct:license", iri(LICENSE)),
        *(("dct:conformsTo", iri(each)) for each in _PROTOCOLS),
        ("dcat:contactPoint", iri(f"{_DCAT}#contact")),
        ("dcat:endpointURL", iri(ENDPOINT)),
        ("dcat:endpointDescription", iri(ENDPOINT)),
        ("dcat:servesDataset", iri(DATASET)),
    )


def _by_query() -> Iterator[ox.Triple]:
    node = iri(f"{_DCAT}#distribution/sparql")
    yield from about(iri(DATASET), ("dcat:distribution", node))
    yield from about(
        node,
        ("rdf:type", iri("dcat:Distribution")),
        ("rdfs:label", english("the dataset by query")),
        ("dct:title", english("Answers to SPARQL queries")),
        ("dct:license", iri(LICENSE)),
        ("dcat:accessURL", iri(ENDPOINT)),
        ("dcat:accessService", iri(ENDPOINT)),
    )
