"""Describe the service for programs (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from comity.engine.base import Service
from comity.engine.job import LONGEST_BODY
from comity.formats import GRAPHS, JSONLD, RESULTS, Format
from comity.vocabulary import PREFIXES, expand

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_NAMESPACES = {**PREFIXES, "sd": _SD, "void": _VOID}
_A = ox.NamedNode(expand("rdf:type"))


def service(address: str, service: Service) -> list[ox.Triple]:
    """Describe a service that answers at an address: language, formats, graphs and true limits.

    Takes the IRI of the endpoint, under which it is described, and the service.
    """
    subject = ox.NamedNode(address)
    told: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (_A, _sd("Service")),
        (_sd("endpoint"), subject),
        (_sd("supportedLanguage"), _sd("SPARQL11Query")),
        (_sd("feature"), _sd("UnionDefaultGraph")),
        (_sd("defaultDataset"), ox.NamedNode(f"{address}#dataset")),
        *((_sd("resultFormat"), ox.NamedNode(_iri(each))) for each in (*RESULTS, *GRAPHS)),
        *_limits(service),
    ]
    about = service.about()
    return [
        *(ox.Triple(subject, predicate, value) for predicate, value in told),
        *_dataset(address, about["triples"], about["graphs"]),
    ]


def serialize(triples: list[ox.Triple], format_: Format) -> bytes:
    """Write a description in a format, with the prefixes that it uses."""
    assert isinstance(format_.codec, ox.RdfFormat)  # noqa: S101
    text = " ".join(str(triple) for triple in triples)
    used = {prefix: iri for prefix, iri in _NAMESPACES.items() if f"<{iri}" in text}
    return bytes(ox.serialize(triples, format=format_.codec, prefixes=used) or b"")


def _iri(format_: Format) -> str:
    # The engine's IRI of JSON-LD is not in the registry, https://www.w3.org/ns/formats/.
    assert format_.codec is not None  # noqa: S101
    return "http://www.w3.org/ns/formats/JSON-LD" if format_ is JSONLD else format_.codec.iri


def _limits(service: Service) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    limits = service.limits
    yield _comity("timeLimit"), _literal(f"PT{limits.timeout:g}S", "dayTimeDuration")
    if service.isolated:
        yield _comity("memoryLimit"), _literal(str(limits.memory))
        yield _comity("answerLimit"), _literal(str(limits.answer))
        yield _comity("longQueryLimit"), _literal(str(limits.long))
        yield _comity("queueLimit"), _literal(str(limits.queue))
    yield _comity("queryLimit"), _literal(str(limits.workers))
    yield _comity("requestLimit"), _literal(str(LONGEST_BODY))


def _dataset(address: str, triples: int, graphs: dict[str, int]) -> Iterator[ox.Triple]:
    dataset, default = ox.NamedNode(f"{address}#dataset"), ox.NamedNode(f"{address}#default")
    yield ox.Triple(dataset, _A, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _A, _sd("Graph"))
    yield ox.Triple(default, ox.NamedNode(f"{_VOID}triples"), _literal(str(triples)))
    for number, (iri, size) in enumerate(graphs.items(), start=1):
        named = ox.NamedNode(f"{address}#named-{number}")
        graph = ox.NamedNode(f"{address}#graph-{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, _A, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(iri))
        yield ox.Triple(named, _sd("graph"), graph)
        yield ox.Triple(graph, _A, _sd("Graph"))
        yield ox.Triple(graph, ox.NamedNode(f"{_VOID}triples"), _literal(str(size)))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _comity(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(f"comity:{name}"))


def _literal(value: str, datatype: str = "integer") -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(expand(f"xsd:{datatype}")))
