"""Compare what belongs together: on a day, and as it came to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.almanac.acts import bodies, supports
from comity.almanac.certainty import surest
from comity.almanac.members import ROLES
from comity.almanac.span import following
from comity.almanac.things import Almanac, Thing
from comity.dates import Certainty


@dataclass(frozen=True, slots=True)
class Circle:
    """Hold who or what belongs to a thing, with the records that say so.

    ``lasting`` tells that what was done once remains so, as support for a text does.
    """

    thing: Thing
    records: Mapping[str, Sequence[Thing]]
    lasting: bool

    def on(self, day: str) -> dict[str, Certainty]:
        """Return who belongs to it on a day, and how surely."""
        found: dict[str, Certainty] = {}
        for id_, records in self.records.items():
            surely = self.surely(records, day)
            if surely:
                found[id_] = surely
        return found

    def surely(self, records: Sequence[Thing], day: str) -> Certainty | None:
        """Return how surely one of some records holds on a day, None where none can."""
        return surest(self._holds(record, day) for record in records)

    def standing(self, id_: str, day: str) -> list[Thing]:
        """Return the records by which someone belongs to it on a day."""
        return [each for each in self.records.get(id_, ()) if self._holds(each, day) is not None]

    def _holds(self, record: Thing, day: str) -> Certainty | None:
        return record.span.happened(day) if self.lasting else record.span.holds(day)


def members(almanac: Almanac, forum: Thing) -> Circle:
    """Return the members of a forum, as ``almanac.members`` has them."""
    stints = almanac.naming("org:organization", forum.id)
    return Circle(forum, _by(_memberships(stints), "org:member"), lasting=False)


def supporters(almanac: Almanac, text: Thing) -> Circle:
    """Return the supporters of a text, as ``almanac.acts`` has them."""
    actions = almanac.naming("comity:declaration", text.id)
    found = _by((each for each in actions if supports(almanac, each)), "comity:party")
    acted = bodies(almanac, text.id)
    return Circle(text, {id_: found[id_] for id_ in found if id_ not in acted}, lasting=True)


def forums(almanac: Almanac, party: Thing) -> Circle:
    """Return the forums of which a party is a member."""
    stints = almanac.naming("org:member", party.id)
    return Circle(party, _by(_memberships(stints), "org:organization"), lasting=False)


def texts(almanac: Almanac, party: Thing) -> Circle:
    """Return the texts that a party supported by acts of its own."""
    actions = almanac.naming("comity:party", party.id)
    found = (each for each in actions if supports(almanac, each))
    return Circle(party, _by(found, "comity:declaration"), lasting=True)


@dataclass(frozen=True, slots=True)
class Combination:
    """Hold who belongs to some circles and to no other: for certain, or possibly."""

    inside: tuple[bool, ...]
    certain: tuple[str, ...]
    possible: tuple[str, ...]


def combinations(circles: Sequence[Circle], day: str) -> list[Combination]:
    """Return who belongs to which circles on a day, the combinations of most circles first.

    All of them, and each by itself, are there even where nobody belongs to them; the others are
    not. Who belongs to a circle only possibly is possible in the combination that includes it.
    """
    held = [circle.on(day) for circle in circles]
    found: dict[tuple[bool, ...], list[str]] = {(True,) * len(circles): []}
    for number in range(len(circles)):
        found[tuple(number == each for each in range(len(circles)))] = []
    for id_ in sorted(set().union(*held)):
        found.setdefault(tuple(id_ in each for each in held), []).append(id_)

    def sure(id_: str) -> bool:
        return all(each.get(id_, "certain") == "certain" for each in held)

    ordered = sorted(found, key=lambda inside: (-sum(inside), [not each for each in inside]))
    return [
        Combination(
            inside,
            tuple(id_ for id_ in found[inside] if sure(id_)),
            tuple(id_ for id_ in found[inside] if not sure(id_)),
        )
        for inside in ordered
    ]


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold how many belonged for certain to each circle, and to all, from a day on."""

    day: str
    counts: tuple[int, ...]
    common: int


def course(circles: Sequence[Circle], until: str) -> list[Turn]:
    """Return how circles and what they have in common grew until a day."""
    changes: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for number, circle in enumerate(circles):
        for id_, records in circle.records.items():
            for first, last in _certain(records, circle.lasting):
                changes[first].append((number, id_, 1))
                if last:
                    changes[last].append((number, id_, -1))
    open_ = [Counter[str]() for _ in circles]  # how many records of each hold now
    turns: list[Turn] = []
    for day in sorted(each for each in changes if each <= until):
        for number, id_, change in changes[day]:
            open_[number][id_] += change
            if not open_[number][id_]:
                del open_[number][id_]
        common = set(open_[0]).intersection(*open_[1:])
        turns.append(Turn(day, tuple(map(len, open_)), len(common)))
    return turns


def _certain(records: Iterable[Thing], lasting: bool) -> Iterable[tuple[str, str]]:
    """Yield the first day of each certain stretch, and the day after its last if it has one."""
    for record in records:
        span = record.span
        last = "" if lasting else span.earliest_end
        if span.latest_start and not (last and last < span.latest_start):
            yield span.latest_start, following(last) if last else ""


def _memberships(stints: Iterable[Thing]) -> Iterable[Thing]:
    return (each for each in stints if each.one("org:role") in ROLES)


def _by(records: Iterable[Thing], name: str) -> dict[str, list[Thing]]:
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for record in records:
        for id_ in record.all(name):
            found[id_].append(record)
    return dict(found)
