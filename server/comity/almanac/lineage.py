"""Say what a text comes from, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.almanac.things import Almanac, Thing

_DRAWS_ON = "comity:drawsOn"  # stated besides the property of each relation
_FIRST = frozenset({"relation-type:announces-launch-of", "relation-type:convened"})
_ASIDE = frozenset(  # from which no content comes
    f"relation-type:{name}"
    for name in ("facilitates-engagement-in", "hosted-by", "publishes", "convened", "succeeds")
)


@dataclass(frozen=True, slots=True)
class Link:
    """Hold one relation: ``subject`` revises, implements … ``object``; ``relation`` says which.

    ``record`` is where it is stated with date and sources, None for one that is stated bare.
    """

    subject: str
    relation: str
    object: str
    record: Thing | None = None

    @property
    def origin(self) -> str:
        """Return which of the two came first, and led to the other."""
        return self.subject if self.relation in _FIRST else self.object

    @property
    def outcome(self) -> str:
        """Return which of the two came of the other."""
        return self.object if self.relation in _FIRST else self.subject

    def held(self, day: str) -> bool:
        """Return whether it can have been stated by a day."""
        return self.record is None or self.record.span.happened(day) is not None


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a thing in a lineage: the day by which it was there, and how many steps away.

    ``step`` is negative for what came before. What has no date stands at that of its neighbour.
    """

    thing: Thing
    day: str
    step: int

    @property
    def dated(self) -> bool:
        """Return whether it has a date of its own."""
        return bool(self.thing.span.latest_start)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Hold what a text comes from and what came of it.

    ``nodes`` are in the order of time, ``links`` those between them; ``more`` counts what is
    farther away or too much to show.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    more: int


def links(almanac: Almanac, id_: str, day: str) -> list[Link]:
    """Return the relations of a thing that can have been stated by a day, by date."""
    found: dict[tuple[str, str, str], Link] = {}
    records = {
        record.id: record
        for name in ("comity:subject", "comity:object")
        for record in almanac.naming(name, id_)
        if record.kind == "relation"
    }
    for record in records.values():
        ends = (record.one("comity:subject"), record.one("comity:relation"))
        link = Link(*ends, record.one("comity:object"), record)
        found[link.subject, link.relation, link.object] = link
    for link in _bare(almanac, id_):
        found.setdefault((link.subject, link.relation, link.object), link)
    return sorted((link for link in found.values() if link.held(day)), key=_date)


def lineage(almanac: Almanac, thing: Thing, day: str, steps: int = 2, most: int = 32) -> Lineage:
    """Return the lineage of a text as of a day, so many steps and things at most."""
    nodes = {thing.id: Node(thing, _day(thing) or day, 0)}
    more: set[str] = set()
    for way in (-1, 1):
        edge = [thing.id]
        for step in range(1, steps + 1):
            found = [each for id_ in edge for each in _next(almanac, nodes[id_], way, day)]
            edge = []
            for node in found:
                if node.thing.id in nodes:
                    continue
                if len(nodes) < most:
                    nodes[node.thing.id] = node
                    edge.append(node.thing.id)
                else:
                    more.add(node.thing.id)
            if step == steps:
                beyond = (each for id_ in edge for each in _next(almanac, nodes[id_], way, day))
                more.update(each.thing.id for each in beyond)
    shown = sorted(nodes.values(), key=lambda node: (node.day, node.step, node.thing.label))
    return Lineage(tuple(shown), _among(almanac, nodes, day), len(more - nodes.keys()))


def _next(almanac: Almanac, node: Node, way: int, day: str) -> Iterator[Node]:
    """Yield what a thing comes from (way -1) or what came of it (way 1)."""
    here = node.thing.id
    for link in _lines(almanac, here, day):
        near, far = (link.outcome, link.origin) if way < 0 else (link.origin, link.outcome)
        other = almanac.get(far)
        if near == here and other is not None and other.span.happened(day) is not None:
            yield Node(other, _day(other) or node.day, node.step + way)


def _lines(almanac: Almanac, id_: str, day: str) -> list[Link]:
    """Return the relations by which content is passed on."""
    return [link for link in links(almanac, id_, day) if link.relation not in _ASIDE]


def _among(almanac: Almanac, nodes: dict[str, Node], day: str) -> tuple[Link, ...]:
    found = (link for id_ in nodes for link in _lines(almanac, id_, day))
    ends = {(link.subject, link.relation, link.object): link for link in found}
    return tuple(link for link in ends.values() if {link.subject, link.object} <= nodes.keys())


def _bare(almanac: Almanac, id_: str) -> Iterator[Link]:
    """Yield the relations that are stated by their property, be it that a record tells more."""
    thing = almanac.get(id_)
    for relation in almanac.kind("relation-type"):
        for name in relation.all("comity:directProperty"):
            if name != _DRAWS_ON:
                for other in thing.all(name) if thing else ():
                    yield Link(id_, relation.id, other)
                for naming in almanac.naming(name, id_):
                    yield Link(naming.id, relation.id, id_)


def _day(thing: Thing) -> str:
    return thing.span.latest_start


def _date(link: Link) -> tuple[str, str, str]:
    dated = link.record.span.latest_start if link.record else ""
    return dated or "9", link.subject, link.object
