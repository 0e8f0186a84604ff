"""Find the things in which parties have a part, and say which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.almanac import Almanac, Thing
from comity.web.tables import Cell

Parts = list[tuple[str, str]]  # what the part is, and whose


def shares(
    almanac: Almanac, parties: Sequence[str], words: Mapping[str, str]
) -> list[tuple[Thing, Parts]]:
    """Return the things that name some parties, with the part of each.

    Takes the word for the part of whom a property names.
    """
    found: dict[str, Parts] = {}
    for name, word in words.items():
        for party in parties:
            for each in almanac.naming(name, party):
                found.setdefault(each.id, []).append((word, party))
    return [(almanac[id_], parts) for id_, parts in found.items()]


def part(almanac: Almanac, party: str, parts: Parts) -> Cell:
    """Return what the part of a party is; its agencies that have it for it are named beside."""
    words = " and ".join(dict.fromkeys(word for word, _ in parts))
    others = dict.fromkeys(almanac.label(each) for _, each in parts if each != party)
    return Cell(words, small=", ".join(others))
