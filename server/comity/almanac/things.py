"""Hold the graph as things that know their facts, their time and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from comity.almanac.span import Span
from comity.errors import NotFound
from comity.vocabulary import BASE, expand


@dataclass(frozen=True, slots=True)
class Citation:
    """Name a source of a record, the passage of it where one is known, and what that backs.

    ``backs`` is the property that it backs, or empty where it backs the whole record.
    """

    source: str
    passage: str = ""
    backs: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """Hold one thing or record of the graph.

    ``id`` is its prefixed name (``forum:gpai``), ``label`` its English name, ``names`` its names by
    language; its ``kind`` begins its path: country, forum, membership and so on. ``facts`` are its
    values by property, things among them by their ids; what follows from other facts
    (who endorses what) is not among them.
    """

    id: str
    label: str
    facts: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    span: Span
    citations: tuple[Citation, ...] = ()
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", self.path.partition("/")[0])  # asked for all the time

    @property
    def iri(self) -> str:
        """Return the IRI that names it everywhere."""
        return expand(self.id)

    @property
    def path(self) -> str:
        """Return the path of its IRI under the base: ``forum/gpai``."""
        return self.iri.removeprefix(BASE)

    def one(self, name: str) -> str:
        """Return the first value of a property, or an empty text."""
        return self.facts[name][0] if name in self.facts else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a property."""
        return self.facts.get(name, ())

    def cited(self, name: str = "") -> tuple[Citation, ...]:
        """Return what backs a property or, without one, what backs the record as a whole."""
        own = tuple(each for each in self.citations if each.backs == name)
        return own or (self.cited() if name else ())


class Almanac:
    """Hold every thing that pages show, by its id and by what it names."""

    def __init__(self, version: str, today: str, things: Iterable[Thing]) -> None:
        self.version = version
        self.today = today
        self._things = {thing.id: thing for thing in things}
        self._kinds: dict[str, list[Thing]] = {}
        self._naming: dict[tuple[str, str], list[Thing]] = {}
        for thing in self._things.values():
            self._kinds.setdefault(thing.kind, []).append(thing)
            for name, values in thing.facts.items():
                for value in values:
                    if value in self._things:
                        self._naming.setdefault((name, value), []).append(thing)

    @cached_property
    def first(self) -> str:
        """Return the first day on which a membership is certain; today where there is none."""
        days = (stint.span.latest_start for stint in self.kind("membership"))
        return min(filter(None, days), default=self.today)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._things

    def __getitem__(self, id_: str) -> Thing:
        """Return the thing with an id; raises NotFound."""
        if id_ not in self._things:
            raise NotFound(f"Nothing in the graph is named {id_}.")
        return self._things[id_]

    def get(self, id_: str) -> Thing | None:
        """Return the thing with an id, None where there is none."""
        return self._things.get(id_)

    def label(self, id_: str) -> str:
        """Return the English name of what an id names; the id where it has no name."""
        return self._things[id_].label if id_ in self._things else id_

    def kind(self, kind: str) -> list[Thing]:
        """Return the things of a kind (country, forum, membership …), ordered by label."""
        return self._kinds.get(kind, [])

    def naming(self, name: str, id_: str) -> list[Thing]:
        """Return the things that name one by a property, ordered by time and label.

        ``naming("org:organization", "forum:gpai")`` are the memberships of GPAI.
        """
        return self._naming.get((name, id_), [])
