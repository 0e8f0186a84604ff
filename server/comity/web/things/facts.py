"""Say what a thing is, property by property, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.almanac import Almanac, Citation, Thing
from comity.web.speech import written
from comity.web.tables import Cell


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold what is said under one name, and what it rests on."""

    name: str
    cells: tuple[Cell, ...]
    citations: tuple[Citation, ...] = ()


def facts(almanac: Almanac, thing: Thing, names: Mapping[str, str]) -> list[Fact]:
    """Return the facts of a thing under the properties that are named, in their order.

    Takes what each property is called on the page. A property without a value is left out.
    """
    return [
        Fact(name, tuple(cells(almanac, thing.all(property_))), thing.cited(property_))
        for property_, name in names.items()
        if thing.all(property_)
    ]


def cells(almanac: Almanac, values: Iterable[str]) -> Iterable[Cell]:
    """Yield a cell for each value: a link with its name for a thing, a text for all else."""
    for value in values:
        if value in almanac:
            yield Cell(almanac.label(value), to=value)
        elif value.startswith(("https://", "http://")):
            yield Cell(value.partition("://")[2].rstrip("/"), to=value)
        else:
            yield Cell(_WORDS.get(value) or written(value))


_WORDS = {"true": "yes", "false": "no"}
