"""Say what rests on a source, and whether on nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from comity.almanac.things import Almanac, Thing
from comity.vocabulary import CONCEPT_KINDS, THING_KINDS

_NUMBERS = re.compile(r"(\d+)")
_SECTION = re.compile(r"(.+?),? (?:para|paragraph)\b.*")
# What people look for first comes first.
_KINDS = (
    "forum agency declaration meeting initiative membership action relation position tally version "
    "theme oecd-principle country"
).split()


@dataclass(frozen=True, slots=True)
class Reliance:
    """Hold one thing that rests on a source.

    ``passage`` is the id of the place in the source, or empty; ``backs`` is the property that it
    backs, or empty where it backs the record as a whole. ``only`` tells that no other source does.
    """

    record: Thing
    passage: str
    backs: str
    only: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a part of a source: its heading, and its passages with what rests on each."""

    heading: str
    passages: tuple[tuple[Thing, tuple[Reliance, ...]], ...]


def resting(almanac: Almanac, source: Thing) -> list[Reliance]:
    """Return what rests on a source, by kind and then by time and name."""
    near = [source, *almanac.naming("dct:isPartOf", source.id)]
    named = {thing.id: thing for each in near for thing in almanac.naming("dct:source", each.id)}
    about = {
        id_
        for thing in named.values()
        for id_ in (thing.all("comity:evidenceFor") if thing.kind == "evidence" else (thing.id,))
    }
    found = [
        Reliance(almanac[id_], cited.passage, cited.backs, _only(almanac[id_], cited.backs))
        for id_ in about
        if id_ in almanac
        for cited in dict.fromkeys(almanac[id_].citations)
        if cited.source == source.id
    ]
    return sorted(found, key=_order)


def contents(almanac: Almanac, source: Thing, reliances: Iterable[Reliance]) -> list[Section]:
    """Return the sections of a source with its passages in the order of their places in it.

    The data tell sections apart by name alone; the one that is named as the source itself opens it,
    and the others follow by name. What cites the source and no place in it comes last, in a section
    without a heading.
    """
    by_passage: defaultdict[str, list[Reliance]] = defaultdict(list)
    for each in reliances:
        by_passage[each.passage].append(each)
    sections: dict[str, list[tuple[Thing, tuple[Reliance, ...]]]] = {}
    for passage in sorted(almanac.naming("dct:isPartOf", source.id), key=place):
        if passage.id in by_passage:
            told = passage, tuple(by_passage[passage.id])
            sections.setdefault(_heading(passage), []).append(told)
    ordered = sorted(sections, key=lambda name: not source.label.startswith(name))
    found = [Section(name, tuple(sections[name])) for name in ordered]
    whole = ((source, tuple(by_passage[""])),) if by_passage[""] else ()
    return [*found, *([Section("", whole)] if whole else [])]


def place(passage: Thing) -> list[str | int]:
    """Return a key that orders passages by their places, numbers in them by value."""
    parts = _NUMBERS.split(passage.one("comity:locator"))
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]


def counts(almanac: Almanac) -> Counter[str]:
    """Return how many things rest on each source, wholly or for one of their properties."""
    found: Counter[str] = Counter()
    for kind in (*THING_KINDS, *CONCEPT_KINDS):
        for thing in almanac.kind(kind):
            found.update({cited.source for cited in thing.citations})
    return found


def _only(record: Thing, backs: str) -> bool:
    """Return whether what is backed has one source alone; what backs all of a record counts too."""
    return len({each.source for each in record.citations if each.backs in ("", backs)}) == 1


def _heading(passage: Thing) -> str:
    locator = passage.one("comity:locator")
    found = _SECTION.fullmatch(locator)
    return found[1] if found else locator


def _order(each: Reliance) -> tuple[int, str, str, str]:
    kind = each.record.kind
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    return rank, each.record.span.latest_start or "9", each.record.label.casefold(), each.backs
