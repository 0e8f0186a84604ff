"""Find what changed between two states: which things came, went, changed or got another name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from comity.compare.states import State
from comity.vocabulary import expand

Kind = Literal["added", "changed", "removed", "renamed"]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Record = Mapping[str, tuple[Term, ...]]  # the values of each property
_TYPE = expand("rdf:type")


class Records:
    """Gather what is stated by subject and property, where and when it is asked for."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._quads = defaultdict[str, list[ox.Quad]](list)
        for quad in quads:
            self._quads[_key(quad.subject)].append(quad)
        self._made: dict[str, Record] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._quads

    def __getitem__(self, name: str) -> Record:
        """Return what is stated of a thing, each property's values in a stable order."""
        if name not in self._made:
            values = defaultdict[str, set[Term]](set)
            for quad in self._quads.get(name, ()):
                values[quad.predicate.value].add(quad.object)
            self._made[name] = {key: tuple(sorted(each, key=str)) for key, each in values.items()}
        return self._made[name]

    def states(self, quad: ox.Quad) -> bool:
        """Tell whether the triple of a quad is stated, in whatever graph."""
        return quad.object in self[_key(quad.subject)].get(quad.predicate.value, ())


@dataclass(frozen=True)
class Property:
    """Hold the values of one property that are no longer, or newly, stated."""

    iri: str
    before: tuple[Term, ...]
    after: tuple[Term, ...]


@dataclass(frozen=True)
class Change:
    """Hold what changed about one thing.

    ``before`` and ``after`` are all that was and is stated of it; one is empty for what came or
    went. ``was`` is the earlier IRI of a thing of which the same is stated under another.
    """

    kind: Kind
    iri: str
    before: Record
    after: Record
    properties: tuple[Property, ...] = ()
    was: str = ""

    @property
    def class_(self) -> str:
        """Return the class of the thing, an empty text where none is stated."""
        types = (self.after or self.before).get(_TYPE, ())
        return next((each.value for each in types if isinstance(each, ox.NamedNode)), "")


@dataclass(frozen=True)
class Difference:
    """Hold what differs between two states.

    ``changes`` are about facts; ``removed`` and ``added`` are the quads, which differ also where a
    fact only moved from one graph to another. ``records`` is what is stated on either side.
    """

    old: State
    new: State
    changes: tuple[Change, ...]
    removed: frozenset[ox.Quad]
    added: frozenset[ox.Quad]
    records: tuple[Records, Records]


def compare(old: State, new: State) -> Difference:
    """Compare two states, as far as both have graph names and both hold data and vocabulary."""
    if not (old.named and new.named):
        old, new = old.without_names(), new.without_names()
    parts = old.parts & new.parts
    old, new = old.only(parts), new.only(parts)
    removed, added = old.quads - new.quads, new.quads - old.quads
    before, after = Records(old.quads), Records(new.quads)
    gone = [quad for quad in removed if not after.states(quad)]
    come = [quad for quad in added if not before.states(quad)]
    changes = _changes(_touched(gone + come), before, after)
    return Difference(old, new, changes, removed, added, (before, after))


def _touched(quads: list[ox.Quad]) -> list[str]:
    """Return the subjects of quads but for blank nodes to which one leads: its change tells."""
    nested = {each.object for each in quads if isinstance(each.object, ox.BlankNode)}
    return sorted({_key(each.subject) for each in quads if each.subject not in nested})


def _changes(names: list[str], before: Records, after: Records) -> tuple[Change, ...]:
    renamed = _renamed(names, before, after)
    earlier = {new: old for old, new in renamed.items()}
    changes = []
    for name in names:
        was, is_ = before[name], after[name]
        if name in renamed:
            continue
        if name in earlier:
            was = before[earlier[name]]
            changes.append(Change("renamed", name, was, is_, was=earlier[name]))
        elif not was or not is_:
            changes.append(Change("removed" if was else "added", name, was, is_))
        elif properties := tuple(_properties(_substituted(was, renamed), is_)):
            changes.append(Change("changed", name, was, is_, properties))
    return tuple(changes)


def _properties(was: Record, is_: Record) -> Iterable[Property]:
    for name in sorted({*was, *is_}):
        old, new = was.get(name, ()), is_.get(name, ())
        gone = tuple(each for each in old if each not in new)
        come = tuple(each for each in new if each not in old)
        if gone or come:
            yield Property(name, gone, come)


def _renamed(names: Iterable[str], before: Records, after: Records) -> dict[str, str]:
    """Return the new IRIs, by the old, of things of which the same is stated under another IRI.

    What refers to a renamed thing may be renamed itself, so this looks again until nothing is new.
    """
    things = [name for name in names if not name.startswith("_:")]
    gone = {name: before[name] for name in things if name in before and name not in after}
    come = {name: after[name] for name in things if name in after and name not in before}
    by_facts = _unique(come)
    renamed: dict[str, str] = {}
    while True:
        facts = _unique({name: _substituted(gone[name], renamed) for name in gone})
        found = {old: by_facts[each] for each, old in facts.items() if each in by_facts} | renamed
        if found == renamed:
            return renamed
        renamed = found


def _unique(records: Mapping[str, Record]) -> dict[frozenset[tuple[str, Term]], str]:
    """Return names by what is stated of them, where that tells one from all others."""
    facts = {
        name: frozenset((key, value) for key, values in record.items() for value in values)
        for name, record in records.items()
    }
    number = Counter(facts.values())
    return {said: name for name, said in facts.items() if number[said] == 1}


def _substituted(record: Record, renamed: Mapping[str, str]) -> Record:
    if not renamed:
        return record
    return {key: tuple(_now(each, renamed) for each in values) for key, values in record.items()}


def _now(term: Term, renamed: Mapping[str, str]) -> Term:
    if isinstance(term, ox.NamedNode) and term.value in renamed:
        return ox.NamedNode(renamed[term.value])
    return term


def _key(subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return subject.value if isinstance(subject, ox.NamedNode) else str(subject)
