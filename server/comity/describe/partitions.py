"""Part a dataset by class and by property (VoID, section 4.4).

The parts follow the convention of the endpoints of the Swiss Institute of Bioinformatics, on which
their editor builds: within the part of a class there is one for each property of its things, and
within that one for each class of its values and, by an extension of VoID, each type of literal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from comity.describe.counts import Counts
from comity.describe.triples import about, english, iri, number, step
from comity.vocabulary import DATASET


def partitions(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    """Describe the parts of a dataset that was counted, each under an IRI that tells which it is.

    For example ``dataset#class/comity:Country/property/rdfs:label/datatype/rdf:langString``.
    """
    yield from _properties(dataset, counts)
    yield from _classes(dataset, counts)
    triples: Counter[tuple[str, str]] = Counter()
    for each in counts.values:
        triples[each["class"], each["property"]] += int(each["triples"])
    for (class_, property_), total in triples.items():
        yield from _property_of_class(class_, property_, total)
    for each in counts.values:
        if datatype := each.get("datatype"):
            told = ("datatype", "void-ext:datatypePartition", "void-ext:datatype")
            yield from _values(each, datatype, *told)
    for each in counts.objects:
        told = ("class", "void:classPartition", "void:class")
        yield from _values(each, each["objectClass"], *told)


def _properties(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    for each in counts.properties:
        name = step(each["property"])
        part = iri(f"{DATASET}#property/{name}")
        yield from about(dataset, ("void:propertyPartition", part))
        yield from about(
            part,
            ("rdf:type", iri("void:Dataset")),
            ("rdfs:label", english(f"what has {name}")),
            ("void:property", iri(each["property"])),
            ("void:triples", number(int(each["triples"]))),
            ("void:distinctSubjects", number(int(each["subjects"]))),
            ("void:distinctObjects", number(int(each["objects"]))),
        )


def _classes(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    for each in counts.classes:
        part = _of_class(each["class"])
        yield from about(dataset, ("void:classPartition", part))
        yield from about(
            part,
            ("rdf:type", iri("void:Dataset")),
            ("rdfs:label", english(f"things of class {step(each['class'])}")),
            ("void:class", iri(each["class"])),
            ("void:entities", number(int(each["entities"]))),
        )


def _property_of_class(class_: str, property_: str, triples: int) -> Iterator[ox.Triple]:
    part = _of_property(class_, property_)
    yield from about(_of_class(class_), ("void:propertyPartition", part))
    yield from about(
        part,
        ("rdf:type", iri("void:Dataset")),
        ("rdfs:label", english(f"{step(property_)} of things of class {step(class_)}")),
        ("void:property", iri(property_)),
        ("void:triples", number(triples)),
    )


def _values(
    row: dict[str, str], value: str, kind: str, parting: str, property_: str
) -> Iterator[ox.Triple]:
    whole = _of_property(row["class"], row["property"])
    part = iri(f"{whole.value}/{kind}/{step(value)}")
    name = f"{step(row['property'])} of things of class {step(row['class'])}"
    yield from about(whole, (parting, part))
    yield from about(
        part,
        ("rdf:type", iri("void:Dataset")),
        ("rdfs:label", english(f"{name}, values of {kind} {step(value)}")),
        (property_, iri(value)),
        ("void:triples", number(int(row["triples"]))),
    )


def _of_class(class_: str) -> ox.NamedNode:
    return iri(f"{DATASET}#class/{step(class_)}")


def _of_property(class_: str, property_: str) -> ox.NamedNode:
    return iri(f"{_of_class(class_).value}/property/{step(property_)}")
