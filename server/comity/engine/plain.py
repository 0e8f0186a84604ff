"""Write a document as plain JSON, for who does not know RDF; ``entries`` says what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

import pyoxigraph as ox

from comity.dates import BOUNDS, Certainty, certainty
from comity.engine.document import Document
from comity.engine.entries import (
    Mention,
    Mentions,
    Named,
    Record,
    Source,
    Statement,
    Thing,
    Value,
)
from comity.vocabulary import BASE, LICENSE, expand, shorten

T = TypeVar("T")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_PASSAGE = f"{BASE}passage/"
_STARTS = ("schema:startDate", "dct:date", "comity:asOf", "comity:adoptedOn")
_RECORDS = [  # kinds of records in the order in which they are told
    expand(name)
    for name in "org:Membership comity:Action comity:Relation comity:Position comity:Tally "
    "comity:Coverage comity:Disagreement comity:Version comity:Evidence".split()
]
_NOT_STATED = {expand(name) for name in ("rdf:type", "rdfs:label")}


def plain(document: Document) -> Thing:
    """Return a document as values that JSON can hold."""
    return _Writer(document).thing()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._facts: dict[str, dict[str, list[Term]]] = {}
        for subject, triples in document.facts.items():
            found = self._facts.setdefault(_text(subject), {})
            for triple in triples:
                found.setdefault(triple.predicate.value, []).append(triple.object)
        self._left_out: dict[str, int] = {}

    def thing(self) -> Thing:
        """Return all of it."""
        topic = self._document.topic
        records = self._records()
        types = [self._named(_text(each)) for each in self._all(topic.iri, "rdf:type")]
        return {
            **self._named(topic.iri),
            "kind": types[0]["label"] if types else "",
            "types": types,
            "on": topic.on,
            "statements": list(self._statements()),
            "records": records,
            "mentions": [self._mentions(role.value) for role in self._document.mentions],
            "sources": list(self._sources(records)),
            "left_out": self._left_out,
            "version": topic.version,
            "license": LICENSE,
        }

    def _statements(self) -> Iterator[Statement]:
        for predicate, values in self._facts.get(self._document.topic.iri, {}).items():
            if predicate in _NOT_STATED:
                continue
            short = shorten(predicate)
            for value in self._some(values, short):
                yield {
                    "property": short,
                    "name": self._verb(predicate),
                    **self._value(value),
                }

    def _value(self, term: Term) -> Value:
        if isinstance(term, ox.Literal):
            datatype = "" if term.language else shorten(term.datatype.value)
            return {
                "value": term.value,
                "iri": "",
                "label": "",
                "language": term.language or "",
                "datatype": datatype,
            }
        return {
            "value": shorten(_text(term)),
            "iri": term.value if isinstance(term, ox.NamedNode) else "",
            "label": self._label(_text(term)),
            "language": "",
            "datatype": "",
        }

    def _records(self) -> list[Record]:
        """Return the records by kind and then by date."""
        on = self._document.topic.on
        found: dict[str, list[Record]] = {}
        for iri in sorted((each.value for each in self._document.records), key=self._rank):
            holds = certainty(on, *(self._one(iri, f"comity:{name}") for name in BOUNDS))
            if on and holds is None:
                continue
            told = self._record(iri, holds or "" if on else "")
            found.setdefault(told["kind"], []).append(told)
        for records in found.values():
            records.sort(key=lambda each: (each["start"], each["label"]))
        return [each for kind in found for each in self._some(found[kind], kind)]

    def _record(self, iri: str, holds: Certainty) -> Record:
        cited = [_text(each) for each in self._all(iri, "dct:source")]
        passages = [each for each in cited if each.startswith(_PASSAGE)]
        whole = {self._one(each, "dct:isPartOf") for each in passages}
        sources = {each for each in cited if each not in passages} | (whole - {""})
        return {
            **self._named(iri),
            "kind": self._kind(iri),
            "start": self._first(iri, _STARTS),
            "end": self._one(iri, "schema:endDate"),
            "holds": holds,
            "confidence": self._label(self._one(iri, "comity:confidence")),
            "note": self._note(iri),
            "sources": sorted(shorten(each) for each in sources),
            "passages": sorted(shorten(each) for each in passages),
        }

    def _note(self, iri: str) -> str:
        if counted := self._one(iri, "comity:counted"):
            published = self._one(iri, "comity:published")
            complete = self._one(iri, "comity:complete") == "true"
            return (
                f"{counted} here, {published} published: "
                f"the list is {'complete' if complete else 'incomplete'}"
            )
        return self._first(iri, ("rdfs:comment", "skos:note"))

    def _rank(self, iri: str) -> int:
        types = {_text(each) for each in self._all(iri, "rdf:type")}
        ranks = (rank for rank, each in enumerate(_RECORDS) if each in types)
        return next(ranks, len(_RECORDS))

    def _mentions(self, role: str) -> Mentions:
        thing = self._document.thing
        naming = [
            subject
            for subject, facts in self._facts.items()
            if thing in facts.get(role, ()) and subject not in self._whole
        ]
        things: list[Mention] = [
            {**self._named(each), "kind": self._kind(each), "start": self._first(each, _STARTS)}
            for each in naming
        ]
        things.sort(key=lambda each: (each["kind"], each["start"], each["label"]))
        return {
            "property": shorten(role),
            "name": self._verb(role),
            "total": self._document.mentions[ox.NamedNode(role)],
            "things": things,
        }

    @cached_property
    def _whole(self) -> set[str]:
        return {each.value for each in (self._document.thing, *self._document.records)}

    def _sources(self, records: list[Record]) -> Iterator[Source]:
        """Yield the publications that the thing and its records cite, and the one it stands in."""
        iri = self._document.topic.iri
        citing = [iri, *(record["iri"] for record in records)]
        cited = {_text(term) for each in citing for term in self._all(each, "dct:source")}
        passages: dict[str, list[str]] = {}
        for each in sorted(cited | {iri} if iri.startswith(_PASSAGE) else cited):
            whole = self._one(each, "dct:isPartOf") if each.startswith(_PASSAGE) else ""
            named = passages.setdefault(whole or each, [])
            if whole:
                named.append(each)
        for iri in sorted(passages):
            yield {
                **self._named(iri),
                "publisher": self._one(iri, "comity:publisherName"),
                "issued": self._one(iri, "dct:issued"),
                "url": self._one(iri, "schema:url"),
                "passages": [
                    {**self._named(each), "locator": self._one(each, "comity:locator")}
                    for each in passages[iri]
                ],
            }

    def _some(self, values: list[T], name: str) -> list[T]:
        """Return as many values as were asked for, and note how many are left out."""
        most = self._document.topic.most or len(values)
        if len(values) > most:
            self._left_out[name] = len(values) - most
        return values[:most]

    def _named(self, iri: str) -> Named:
        return {"id": shorten(iri), "iri": iri, "label": self._label(iri) or shorten(iri)}

    def _kind(self, iri: str) -> str:
        return next((self._label(_text(each)) for each in self._all(iri, "rdf:type")), "")

    def _label(self, iri: str) -> str:
        labels = self._all(iri, "rdfs:label")
        english = [each for each in labels if getattr(each, "language", "") == "en"]
        return next(map(_text, english or labels), "")

    def _verb(self, iri: str) -> str:
        """Return the name of a property: its label, or else the last part of its short name."""
        name = shorten(iri)
        return self._label(iri) or (iri if name == iri else name.partition(":")[2])

    def _first(self, iri: str, names: Iterable[str]) -> str:
        return next((found for name in names if (found := self._one(iri, name))), "")

    def _one(self, iri: str, name: str) -> str:
        return next(map(_text, self._all(iri, name)), "")

    def _all(self, iri: str, name: str) -> list[Term]:
        return self._facts.get(iri, {}).get(expand(name), [])


def _text(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
