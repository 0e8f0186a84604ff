"""Describe the graph as a dataset of linked data (Describing Linked Datasets with VoID, W3C Note).

What is counted is the RDF merge of data, ontology, shapes and derived graph: the descriptions are
not part of what they describe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from comity.artefacts import Artefact
from comity.describe.counts import Counts
from comity.describe.partitions import partitions
from comity.describe.release import PUBLISHER, release
from comity.describe.triples import about, day, english, iri, number, step
from comity.formats import GRAPHS
from comity.vocabulary import BASE, DATASET, ENDPOINT, GRAPH, LICENSE, PREFIXES

NAME = "the comity dataset"
DESCRIPTION = (
    "Which countries belong to which forums on artificial intelligence, what they declared "
    "together, who endorsed which text and when, and where each of these facts is published."
)
_COUNTED = (
    " The counts are those of the RDF merge of data, ontology, shapes and derived statements; the "
    "descriptions, such as this one, are not counted."
)
DOWNLOADS = BASE + "downloads/"
_DOCUMENT = BASE + ".well-known/void"
_EXAMPLES = (
    "forum:gpai country:KEN declaration:bletchley-declaration-2023 membership:gpai-aus "
    "action:bletchley-declaration-2023-aus-endorsed theme:human-rights"
).split()
_PARTS = (
    ("ontology", "the ontology and the lists of values"),
    ("shapes", "the shapes"),
    ("derived", "what follows from the data by rules"),
)
_DUMPS = {each.media_type for each in GRAPHS}


@dataclass(frozen=True)
class _Target:
    """Hold a dataset that ours links to: a short name, its title, home page and IRIs."""

    key: str
    title: str
    home: str
    space: str


_TARGETS = (
    _Target("wikidata", "Wikidata", "https://www.wikidata.org/", "http://www.wikidata.org/entity/"),
    _Target("geonames", "GeoNames", "https://www.geonames.org/", "https://sws.geonames.org/"),
    _Target(
        "eu-countries",
        "EU authority table of countries and territories",
        "https://op.europa.eu/en/web/eu-vocabularies",
        "http://publications.europa.eu/resource/authority/country/",
    ),
)


def void(counts: Counts, artefacts: Sequence[Artefact] = ()) -> Iterator[ox.Triple]:
    """Describe the dataset that was counted, and the files of an export as its dumps."""
    dataset = iri(DATASET)
    yield from about(
        iri(_DOCUMENT),
        ("rdf:type", iri("void:DatasetDescription")),
        ("rdfs:label", english("VoID description of comity")),
        ("foaf:primaryTopic", dataset),
    )
    yield from _general(dataset)
    yield from dumps(artefacts)
    yield from _statistics(dataset, counts)
    yield from _subsets(dataset, counts)
    yield from partitions(dataset, counts)
    yield from _linksets(dataset, counts)


def dumps(artefacts: Sequence[Artefact]) -> Iterator[ox.Triple]:
    """Describe which files of an export hold the dataset whole, as RDF."""
    for artefact in artefacts:
        if artefact.media_type in _DUMPS and "/" not in artefact.name:
            yield from about(iri(DATASET), ("void:dataDump", iri(DOWNLOADS + artefact.name)))


def _general(dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    yield from about(
        dataset,
        ("rdf:type", iri("void:Dataset")),
        ("rdfs:label", english(NAME)),
        ("dct:title", english(release().title)),
        ("dct:description", english(DESCRIPTION + _COUNTED)),
        ("dct:creator", iri(PUBLISHER)),
        ("dct:publisher", iri(PUBLISHER)),
        ("dct:license", iri(LICENSE)),
        ("dct:issued", day(release().first)),
        ("dct:modified", day(release().day)),
        ("foaf:homepage", iri(BASE)),
        ("void:uriSpace", ox.Literal(BASE)),
        ("void:sparqlEndpoint", iri(ENDPOINT)),
        *(("void:exampleResource", iri(name)) for name in _EXAMPLES),
    )


def _statistics(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    totals = {name: int(value) for name, value in counts.totals.items()}
    used = {each["property"] for each in counts.properties}
    used |= {each["class"] for each in counts.classes}
    vocabularies = [
        BASE + "ontology" if prefix == "comity" else namespace
        for prefix, namespace in PREFIXES.items()
        if (prefix == "comity" or not namespace.startswith(BASE))
        and any(each.startswith(namespace) for each in used)
    ]
    yield from about(
        dataset,
        ("void:triples", number(totals["triples"])),
        ("void:entities", number(totals["entities"])),
        ("void:documents", number(totals["documents"])),
        ("void:classes", number(len(counts.classes))),
        ("void:properties", number(len(counts.properties))),
        ("void:distinctSubjects", number(totals["subjects"])),
        ("void:distinctObjects", number(totals["objects"])),
        *(("void:vocabulary", iri(each)) for each in vocabularies),
    )


def _subsets(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    # No triple is in two files of the data, for a subject is described in one file only.
    data = sum(size for name, size in counts.graphs.items() if name.startswith(f"{GRAPH}data/"))
    parts = [
        (f"{DATASET}#data", "the data: a named graph for each file", data),
        *((f"{GRAPH}{name}", title, counts.graphs.get(GRAPH + name, 0)) for name, title in _PARTS),
    ]
    for part, title, triples in parts:
        yield from about(dataset, ("void:subset", iri(part)))
        yield from about(
            iri(part),
            ("rdf:type", iri("void:Dataset")),
            ("rdfs:label", english(title)),
            ("dct:license", iri(LICENSE)),
            ("void:triples", number(triples)),
        )


def _linksets(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    found = Counter(
        (target, each["property"])
        for each in counts.links
        for target in _TARGETS
        if each["object"].startswith(target.space)
    )
    for target in sorted({target for target, _ in found}, key=lambda each: each.key):
        yield from about(
            iri(f"{DATASET}#target/{target.key}"),
            ("rdf:type", iri("void:Dataset")),
            ("rdfs:label", english(target.title)),
            ("foaf:homepage", iri(target.home)),
            ("void:uriSpace", ox.Literal(target.space)),
        )
    for (target, property_), triples in sorted(found.items(), key=lambda each: str(each[0])):
        name = step(property_)
        links = iri(f"{DATASET}#links/{target.key}/{name}")
        yield from about(dataset, ("void:subset", links))
        yield from about(
            links,
            ("rdf:type", iri("void:Linkset")),
            ("rdfs:label", english(f"links to {target.title} by {name}")),
            ("void:subjectsTarget", dataset),
            ("void:objectsTarget", iri(f"{DATASET}#target/{target.key}")),
            ("void:linkPredicate", iri(property_)),
            ("void:triples", number(triples)),
        )
