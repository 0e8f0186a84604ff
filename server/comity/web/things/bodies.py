"""Draw up the tree of the bodies that belong to another."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac import Almanac, Thing


@dataclass(frozen=True, slots=True)
class Body:
    """Hold a body below another: what it is, whether it is over, and those below it."""

    thing: Thing
    kind: str
    over: bool
    below: tuple[Body, ...]


def bodies(almanac: Almanac, thing: Thing, day: str) -> tuple[Body, ...]:
    """Return the bodies below a forum that had begun by a day, to any depth."""
    return _below(almanac, thing, day, frozenset((thing.id,)))


def _below(almanac: Almanac, thing: Thing, day: str, above: frozenset[str]) -> tuple[Body, ...]:
    return tuple(
        Body(
            each,
            almanac.label(each.one("org:classification")),
            each.span.holds(day) is None,
            _below(almanac, each, day, above | {each.id}),
        )
        for each in almanac.naming("org:subOrganizationOf", thing.id)
        if each.id not in above and each.span.happened(day) is not None  # data may run in circles
    )
