"""Say what the plain JSON about a thing holds, key by key.

Things go by an identifier such as ``forum:gpai``; the document about one is at
``/forum/gpai.json``. Times are texts as precise as the source: ``2020``, ``2020-06``,
``2020-06-15``. What is not known is an empty text.
"""

from __future__ import annotations

from typing import TypedDict

from comity.dates import Certainty


class Named(TypedDict):
    """Name a thing: ``id``, the ``iri`` that names it everywhere, and its English ``label``."""

    id: str
    iri: str
    label: str


class Value(TypedDict):
    """Hold a value: a text or, where it is a thing, its id as ``value`` with ``iri`` and ``label``.

    ``language`` and ``datatype`` are those of a text.
    """

    value: str
    iri: str
    label: str
    language: str
    datatype: str


class Statement(Value):
    """Hold one statement about the thing: the id of a ``property``, its ``name``, and a value."""

    property: str
    name: str


class Record(Named):
    """Hold one record about the thing: a membership, an act, a relation, a position, a total ...

    ``kind`` says which. ``start`` and ``end`` are the days as stated; ``holds`` says, where a day
    was asked for, whether the record does so certainly or possibly; ``confidence`` is how sure its
    sources make it, and ``note`` what else there is to say. ``sources`` and ``passages`` are the
    ids of what it is published in.
    """

    kind: str
    start: str
    end: str
    holds: Certainty
    confidence: str
    note: str
    sources: list[str]
    passages: list[str]


class Mention(Named):
    """Name a thing that names this one, with its ``kind`` and the day at which it ``start``s."""

    kind: str
    start: str


class Mentions(TypedDict):
    """Hold what names this thing by one property: how many in ``total``, and the first of them."""

    property: str
    name: str
    total: int
    things: list[Mention]


class Passage(Named):
    """Name a place in a publication: ``locator`` says where it is."""

    locator: str


class Source(Named):
    """Hold a publication that the document rests on, and the passages of it that are cited."""

    publisher: str
    issued: str
    url: str
    passages: list[Passage]


class Thing(Named):
    """Hold what the graph says about one thing.

    ``types`` are its classes and ``kind`` the name of the first; ``on`` is the day asked for.
    ``left_out`` counts, by property or kind, the values and records beyond those that were asked
    for; it is empty where all were. ``version`` is that of the data.
    """

    kind: str
    types: list[Named]
    on: str
    statements: list[Statement]
    records: list[Record]
    mentions: list[Mentions]
    sources: list[Source]
    left_out: dict[str, int]
    version: str
    license: str
