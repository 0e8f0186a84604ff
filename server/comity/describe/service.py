"""Describe the service for programs (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from comity.describe.triples import about, english, iri, number, typed
from comity.engine.job import LONGEST_BODY
from comity.formats import GRAPHS, JSONLD, RESULTS, Format
from comity.vocabulary import DATASET, GRAPH

if TYPE_CHECKING:
    from comity.engine.base import Service

NAME = "the SPARQL endpoint of comity"


def service(address: str, triples: int, graphs: Mapping[str, int]) -> Iterator[ox.Triple]:
    """Describe what answers at an address: language, formats and graphs.

    Takes the IRI of the endpoint, under which it is described, and how many triples the default
    graph has and each named graph.
    """
    dataset = iri(f"{address}#dataset")
    yield from about(
        iri(address),
        ("rdf:type", iri("sd:Service")),
        ("rdfs:label", english(NAME)),
        ("sd:endpoint", iri(address)),
        ("sd:supportedLanguage", iri("sd:SPARQL11Query")),
        ("sd:feature", iri("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", dataset),
        ("sd:availableGraphs", dataset),
        ("dcat:servesDataset", iri(DATASET)),
        *(("sd:resultFormat", iri(_iri(each))) for each in (*RESULTS, *GRAPHS)),
    )
    yield from _default(address, dataset, triples)
    for graph, size in graphs.items():
        yield from _named(address, dataset, graph, size)


def limits(address: str, service: Service) -> Iterator[ox.Triple]:
    """Describe the true limits of one running server; they are no part of what all servers share.

    Takes the IRI of its endpoint, and the service.
    """
    told = service.limits
    yield from about(
        iri(address),
        ("comity:timeLimit", typed(f"PT{told.timeout:g}S", "dayTimeDuration")),
        ("comity:queryLimit", number(told.workers)),
        ("comity:requestLimit", number(LONGEST_BODY)),
    )
    if service.isolated:
        yield from about(
            iri(address),
            ("comity:memoryLimit", number(told.memory)),
            ("comity:answerLimit", number(told.answer)),
            ("comity:longQueryLimit", number(told.long)),
            ("comity:queueLimit", number(told.queue)),
        )


def _iri(format_: Format) -> str:
    assert format_.codec is not None  # noqa: S101
    # The engine's IRI of JSON-LD is not in the registry, https://www.w3.org/ns/formats/.
    return "http://www.w3.org/ns/formats/JSON-LD" if format_ is JSONLD else format_.codec.iri


def _default(address: str, dataset: ox.NamedNode, triples: int) -> Iterator[ox.Triple]:
    default = iri(f"{address}#default")
    yield from about(
        dataset,
        ("rdf:type", iri("sd:Dataset")),
        ("rdfs:label", english("the graphs that a query can reach")),
        ("sd:defaultGraph", default),
    )
    # It is more than the dataset that VoID describes: the descriptions are in it, too.
    yield from about(
        default,
        ("rdf:type", iri("sd:Graph")),
        ("rdfs:label", english("the default graph: the RDF merge of all named graphs")),
        ("void:triples", number(triples)),
        ("void:subset", iri(DATASET)),
    )


def _named(address: str, dataset: ox.NamedNode, name: str, size: int) -> Iterator[ox.Triple]:
    short = name.removeprefix(GRAPH)
    part = quote(short, safe="/%:")
    named, graph = iri(f"{address}#named/{part}"), iri(f"{address}#graph/{part}")
    yield from about(dataset, ("sd:namedGraph", named))
    yield from about(
        named,
        ("rdf:type", iri("sd:NamedGraph")),
        ("rdfs:label", english(f"{short}, by its name")),
        ("sd:name", iri(name)),
        ("sd:graph", graph),
    )
    yield from about(
        graph,
        ("rdf:type", iri("sd:Graph")),
        ("rdfs:label", english(short)),
        ("void:triples", number(size)),
    )
