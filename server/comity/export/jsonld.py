"""Write the graph as JSON-LD: flat, and by class with the records about each thing inside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from comity.artefacts import Artefact
from comity.export.canonical import triples
from comity.export.compact import Context, Fact, Node, put
from comity.export.compressed import ENDINGS, compressed
from comity.export.compressed import planned as in_codings
from comity.export.material import Material
from comity.vocabulary import expand

START = (
    "**As JSON**: `jsonld/`, a document for each class, in which each thing holds the records "
    "about it; `comity.jsonld.gz` has the whole graph, flat."
)
_FLAT = "comity.jsonld"
_MEDIA_TYPE = "application/ld+json"
_DEFAULT = ox.DefaultGraph()
_BRIEF = frozenset(
    ox.NamedNode(expand(name))
    for name in "rdf:type rdfs:label comity:iso3 comity:locator dct:isPartOf schema:url".split()
)  # what is told of a thing that is only mentioned


@dataclass(frozen=True)
class Frame:
    """Describe a document that has all things of a class, with what belongs to each inside it.

    ``inside`` gives the properties by which records lead to the thing, under the names that lists
    of them have in the document; ``parts`` are properties whose values stand there whole.
    """

    name: str
    type: str
    title: str
    inside: dict[str, str]
    parts: tuple[str, ...] = ()


FRAMES = (
    Frame(
        "country",
        "comity:Country",
        "Countries with their memberships and acts",
        {"memberships": "org:member", "actions": "comity:party"},
    ),
    Frame(
        "forum",
        "comity:Forum",
        "Forums with memberships, meetings and published totals",
        {
            "memberships": "org:organization",
            "meetings": "comity:meetingOf",
            "tallies": "comity:tallies",
        },
        ("comity:coverage",),
    ),
    Frame("agency", "comity:Agency", "Agencies with their acts", {"actions": "comity:party"}),
    Frame(
        "declaration",
        "comity:Declaration",
        "Declarations with acts, relations and published totals",
        {
            "actions": "comity:declaration",
            "relations": "comity:subject",
            "tallies": "comity:tallies",
        },
        ("comity:coverage",),
    ),
    Frame(
        "meeting",
        "comity:Meeting",
        "Meetings with the texts that were adopted at them",
        {"declarations": "comity:adoptedAt"},
    ),
    Frame("initiative", "comity:Initiative", "Initiatives", {}),
    Frame("source", "comity:Source", "Sources with their passages", {"passages": "dct:isPartOf"}),
    Frame(
        "disagreement",
        "comity:Disagreement",
        "Disagreements with what each source says",
        {},
        ("comity:kept", "comity:rejected"),
    ),
)


def planned() -> Iterator[Artefact]:
    """Say which files there will be."""
    yield from in_codings(_FLAT, "The graph as flat JSON-LD, all graphs merged", _MEDIA_TYPE)
    for frame in FRAMES:
        yield from in_codings(f"jsonld/{frame.name}.jsonld", frame.title, _MEDIA_TYPE)


def write(material: Material, folder: Path) -> Iterator[str]:
    """Write the files and yield the name of each once it is whole."""
    context = Context()
    flat = groupby(triples(material.canonical), lambda triple: triple.subject)
    nodes = (context.node(subject, _facts(said)) for subject, said in flat)
    with compressed(folder, _FLAT) as output:
        _document(output, context.document, nodes)
    yield from (_FLAT + ending for ending in ENDINGS.values())
    (folder / "jsonld").mkdir()
    framing = _Framing(context, material.dataset.store)
    for frame in FRAMES:
        name = f"jsonld/{frame.name}.jsonld"
        with compressed(folder, name) as output:
            _document(output, framing.context(frame), framing.nodes(frame))
        yield from (name + ending for ending in ENDINGS.values())


class _Framing:
    """Make nodes that hold what belongs to them."""

    def __init__(self, context: Context, store: ox.Store) -> None:
        self._context = context
        self._store = store
        self._mentions: dict[ox.NamedNode, Node] = {}

    def context(self, frame: Frame) -> dict[str, Any]:
        inside = {
            name: {"@reverse": property_, "@container": "@set"}
            for name, property_ in frame.inside.items()
        }
        return {**self._context.document, **inside}

    def nodes(self, frame: Frame) -> Iterator[Node]:
        parts = frozenset(ox.NamedNode(expand(each)) for each in frame.parts)
        for thing in self._subjects("rdf:type", ox.NamedNode(expand(frame.type))):
            node = self._node(thing, parts)
            for name, property_ in frame.inside.items():
                # That the record is about the thing is said by its place.
                here = ox.NamedNode(expand(property_))
                records = [
                    self._node(each, without=here) for each in self._subjects(property_, thing)
                ]
                if records:
                    node[name] = records
            yield node

    def _node(
        self,
        thing: ox.NamedNode,
        whole: frozenset[ox.NamedNode] = frozenset(),
        without: ox.NamedNode | None = None,
    ) -> Node:
        """Return a node in which what is mentioned has its name, or all that is said of it."""
        own = [(predicate, value) for predicate, value in self._said(thing) if predicate != without]
        plain = [fact for fact in own if not self._is_mention(fact)]
        node = self._context.node(thing, plain)
        for predicate, value in own:
            if isinstance(value, ox.NamedNode) and self._is_mention((predicate, value)):
                told = self._node(value) if predicate in whole else self._mention(value)
                put(node, self._context.key(predicate, value), told)
        return node

    def _is_mention(self, fact: Fact) -> bool:
        predicate, value = fact
        return (
            isinstance(value, ox.NamedNode)
            and predicate.value != expand("rdf:type")
            and bool(self._mention(value).keys() - {"id"})
        )

    def _mention(self, thing: ox.NamedNode) -> Node:
        if thing not in self._mentions:
            said = [fact for fact in self._said(thing) if fact[0] in _BRIEF]
            self._mentions[thing] = self._context.node(thing, said)
        return self._mentions[thing]

    def _said(self, thing: ox.NamedNode) -> list[Fact]:
        quads = self._store.quads_for_pattern(thing, None, None, _DEFAULT)
        return sorted(_facts(quad.triple for quad in quads), key=str)

    def _subjects(self, property_: str, value: ox.NamedNode) -> list[ox.NamedNode]:
        predicate = ox.NamedNode(expand(property_))
        quads = self._store.quads_for_pattern(None, predicate, value, _DEFAULT)
        found = [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]
        return sorted(found, key=str)


def _facts(said: Iterable[ox.Triple]) -> Iterator[Fact]:
    for triple in said:
        assert not isinstance(triple.object, ox.Triple)  # noqa: S101
        yield triple.predicate, triple.object


def _document(output: IO[bytes], context: dict[str, Any], nodes: Iterable[Node]) -> None:
    """Write a document piece by piece, one node a line."""
    output.write(b'{"@context":' + _json(context) + b',\n"@graph":[')
    for number, node in enumerate(nodes):
        output.write((b",\n" if number else b"\n") + _json(node))
    output.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
