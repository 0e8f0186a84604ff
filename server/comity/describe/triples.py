"""Write descriptions as triples, lead their addresses to a host, and serialise them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import quote

import pyoxigraph as ox

from comity.formats import Format
from comity.vocabulary import PREFIXES, expand, shorten

Value = ox.NamedNode | ox.Literal
Told = tuple[str, Value]

# Objects of these are not names of things but addresses to send a request to.
_ADDRESSES = frozenset(
    expand(name)
    for name in "void:sparqlEndpoint void:dataDump schema:target dcat:endpointURL "
    "dcat:endpointDescription dcat:accessURL dcat:downloadURL".split()
)


def about(subject: ox.NamedNode, *told: Told) -> Iterator[ox.Triple]:
    """Yield what is told of a subject: pairs of a prefixed property and a value."""
    for name, value in told:
        yield ox.Triple(subject, iri(name), value)


def iri(name: str) -> ox.NamedNode:
    """Return the IRI that a prefixed name or an IRI stands for."""
    return ox.NamedNode(expand(name))


def english(text: str) -> ox.Literal:
    """Return a text in English."""
    return ox.Literal(text, language="en")


def number(value: int, datatype: str = "integer") -> ox.Literal:
    """Return a whole number, an ``xsd:integer`` unless another type is named."""
    return typed(str(value), datatype)


def day(value: date) -> ox.Literal:
    """Return a day as ``xsd:date``."""
    return typed(value.isoformat(), "date")


def typed(value: str, datatype: str) -> ox.Literal:
    """Return a literal of a type of XML Schema."""
    return ox.Literal(value, datatype=iri(f"xsd:{datatype}"))


def step(name: str) -> str:
    """Return an IRI as it stands, prefixed or else percent-encoded, within another IRI."""
    short = shorten(name)
    return quote(short, safe="") if short == name else short


def lead(triples: Iterable[ox.Triple], to: Callable[[str], str]) -> list[ox.Triple]:
    """Return a description whose addresses are those of another host; names stay as they are.

    Takes a function that gives the address on that host for a canonical one.
    """
    return [
        ox.Triple(each.subject, each.predicate, ox.NamedNode(to(each.object.value)))
        if each.predicate.value in _ADDRESSES and isinstance(each.object, ox.NamedNode)
        else each
        for each in triples
    ]


def serialize(triples: list[ox.Triple], format_: Format) -> bytes:
    """Write a description in a format, with the prefixes that it uses."""
    assert isinstance(format_.codec, ox.RdfFormat)  # noqa: S101
    text = " ".join(str(triple) for triple in triples)
    used = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
    return bytes(ox.serialize(triples, format=format_.codec, prefixes=used) or b"")
