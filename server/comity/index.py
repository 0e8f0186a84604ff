"""Find things by name, in any of their languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from functools import lru_cache

from comity.engine import Engine, select, text
from comity.vocabulary import shorten

_SOURCES = 7
_NAMES = """
SELECT ?thing ?name ?label ?order WHERE {
  VALUES (?class ?order) {
    (comity:Country 0) (comity:Forum 1) (comity:Declaration 2) (comity:Agency 3)
    (comity:Meeting 4) (comity:Initiative 5) (skos:Concept 6) (comity:Source 7)
  }
  VALUES ?property {
    rdfs:label skos:prefLabel skos:altLabel dct:title comity:officialName comity:iso2 comity:iso3
  }
  ?thing a ?class ; ?property ?name ; rdfs:label ?label .
}
"""


@dataclass(frozen=True)
class Hit:
    """Name one thing that a search found, with the name that matched."""

    id: str
    label: str
    match: str
    rank: int

    def as_dict(self) -> dict[str, str | int]:
        """Return the hit as plain values, for JSON."""
        return asdict(self)


class Index:
    """Hold the names of countries, bodies, texts, meetings, initiatives, sources and themes."""

    def __init__(self, engine: Engine) -> None:
        self._names = [
            (fold(name), int(text(row["order"])), name, text(row["thing"]), text(row["label"]))
            for row in select(engine, _NAMES)
            for name in [text(row["name"])]
        ]

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Return the things whose names hold some words, the best match first.

        Letters with and without accents, capital and small, are the same. A whole name comes before
        the beginning of one, that before the start of a word in it, that before any other part of
        it, and then come names that have all the words. Within each, countries and bodies come
        before texts, and texts before meetings; sources come after all else.
        """
        wanted = fold(words)
        best: dict[str, tuple[int, int, int, str, str]] = {}
        for folded, order, name, thing, label in self._names if wanted else ():
            rank = _rank(wanted, folded)
            if rank is not None:
                found = (rank + 5 * (order == _SOURCES), order, len(folded), label, name)
                best[thing] = min(found, best.get(thing, found))
        ordered = sorted(best.items(), key=lambda item: (item[1], item[0]))
        return [
            Hit(shorten(thing), label, name, rank)
            for thing, (rank, _, _, label, name) in ordered[:limit]
        ]


_SPELT = (("defenc", "defens"), ("organis", "organiz"))  # British and American, in many names


@lru_cache(maxsize=8192)  # a table that is searched or sorted says the same names again and again
def fold(name: str) -> str:
    """Return a name without accents and case, its words parted by single spaces.

    British and American spellings that names here use become one.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    plain = plain.casefold()
    for british, american in _SPELT:
        plain = plain.replace(british, american)
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def _rank(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    if wanted in name:
        return 3
    return 4 if all(f" {word}" in f" {name}" for word in wanted.split()) else None
