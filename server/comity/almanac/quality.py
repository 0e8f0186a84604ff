"""Measure how well the records of the graph are known: in time, by sources, and beside others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comity.almanac.things import Almanac, Thing

RECORDS = {
    "membership": "Memberships",
    "action": "Acts on texts",
    "declaration": "Texts",
    "meeting": "Meetings",
    "relation": "Links between things",
    "tally": "Published totals",
}
DATED = ("membership", "action", "declaration", "meeting")
_THINGS = {"country": "Countries", "forum": "Forums", "agency": "Agencies", "declaration": "Texts"}
_ABOUT = {**_THINGS, "meeting": "Meetings", "initiative": "Initiatives"}
_PRECISION = {10: "to the day", 7: "to the month", 4: "to the year"}
_MANY = 4  # sources and more are counted together


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold how the things of some kinds fall into groups, the best group first.

    ``rows`` has the name of each kind and how many of its things are in each of the ``groups``.
    """

    id: str
    groups: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """Return how many things are in each group, of all kinds together."""
        return tuple(sum(counts) for counts in zip(*(row for _, row in self.rows), strict=True))

    @property
    def total(self) -> int:
        """Return how many things there are in all."""
        return sum(self.sums)

    @property
    def share(self) -> float:
        """Return the part of all things that is in the first group."""
        return self.sums[0] / self.total if self.total else 0.0


def findings(almanac: Almanac) -> dict[str, Finding]:
    """Return what is to be known of the quality of the records, by the id of each finding."""
    found = (
        _coverage(almanac),
        _by_kind(almanac, "precision", (*_PRECISION.values(), "undated"), DATED, _precision),
        _kinds_of_sources(almanac),
        _by_kind(almanac, "sources", ("1", "2", "3", "4 or more"), RECORDS, _sources),
        _by_kind(almanac, "official", ("official", "others alone"), RECORDS, _official(almanac)),
        _by_kind(almanac, "confidence", _CONFIDENCE, ("membership", "action"), _confidence),
        _disagreements(almanac),
        _by_kind(almanac, "wikidata", ("matched", "not matched"), _THINGS, _matched),
    )
    return {each.id: each for each in found}


_CONFIDENCE = ("high", "medium", "low")
_KINDS = ("official", "secondary", "reference")


def _by_kind(
    almanac: Almanac,
    id_: str,
    groups: tuple[str, ...],
    kinds: Iterable[str],
    group: Callable[[Thing], str],
) -> Finding:
    """Return a finding about all things of some kinds; takes what group one of them is in."""
    names = RECORDS | _THINGS
    rows = []
    for kind in kinds:
        counts = Counter(group(each) for each in almanac.kind(kind))
        rows.append((names[kind], tuple(counts[each] for each in groups)))
    return Finding(id_, groups, tuple(rows))


def _precision(record: Thing) -> str:
    return _PRECISION.get(len(record.span.start), "undated")


def _rests_on(record: Thing) -> list[str]:
    """Return the sources of a record; one that backs no more than a note is none of them."""
    return [each for each in record.all("dct:source") if each.startswith("source:")]


def _sources(record: Thing) -> str:
    number = len(_rests_on(record))
    return "4 or more" if number >= _MANY else str(number)


def _official(almanac: Almanac) -> Callable[[Thing], str]:
    official = {
        each.id
        for each in almanac.kind("source")
        if each.one("comity:sourceKind") == "source-kind:official"
    }

    def group(record: Thing) -> str:
        backed = any(each in official for each in _rests_on(record))
        return "official" if backed else "others alone"

    return group


def _confidence(record: Thing) -> str:
    return record.one("comity:confidence").partition(":")[2]


def _matched(thing: Thing) -> str:
    found = any(each.startswith("wd:") for each in thing.all("skos:exactMatch"))
    return "matched" if found else "not matched"


def _coverage(almanac: Almanac) -> Finding:
    counts: dict[str, Counter[str]] = {}
    for each in almanac.kind("coverage"):
        label = almanac.label(each.one("comity:measure")).removeprefix("number of ")
        counts.setdefault(label.capitalize(), Counter())[each.one("comity:complete")] += 1
    rows = ((label, (found["true"], found["false"])) for label, found in sorted(counts.items()))
    return Finding("coverage", ("complete", "incomplete"), tuple(rows))


def _kinds_of_sources(almanac: Almanac) -> Finding:
    counts = Counter(each.one("comity:sourceKind") for each in almanac.kind("source"))
    row = ("Sources", tuple(counts[f"source-kind:{kind}"] for kind in _KINDS))
    return Finding("kinds", _KINDS, (row,))


def _disagreements(almanac: Almanac) -> Finding:
    counts: dict[str, Counter[bool]] = {}
    for each in almanac.kind("disagreement"):
        kind = each.one("comity:about").partition(":")[0]
        counts.setdefault(kind, Counter())[len(each.all("comity:kept")) == 1] += 1
    rows = (
        (name, (counts[kind][True], counts[kind][False]))
        for kind, name in _ABOUT.items()
        if kind in counts
    )
    return Finding("disagreements", ("settled", "unsettled"), tuple(rows))
