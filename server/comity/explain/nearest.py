"""Find the name that was probably meant by one that a graph does not use."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property

import pyoxigraph as ox

from comity.engine import Engine, select, text
from comity.explain.found import missing
from comity.explain.terms import name, names
from comity.vocabulary import BASE

_MOST = 5  # names that something near is looked for; each takes some milliseconds
_MOST_THINGS = 1500
_VOCABULARY = """
SELECT DISTINCT ?role ?iri {
  GRAPH graph:void {
    { ?part void:property ?iri BIND("property" AS ?role) }
    UNION { ?part void:class ?iri BIND("class" AS ?role) }
  }
}
"""
_SUBCLASSES = """
SELECT DISTINCT ?class { ?class rdfs:subClassOf+ $above . ?thing a ?class } ORDER BY ?class
"""
_CALLED = """
SELECT DISTINCT ?iri {
  VALUES ?class {
    comity:Country comity:Forum comity:Agency comity:Declaration comity:Meeting comity:Initiative
    skos:Concept
  }
  VALUES ?property { rdfs:label skos:prefLabel skos:altLabel comity:iso2 comity:iso3 }
  ?iri a ?class ; ?property ?called
  FILTER(STRSTARTS(STR(?iri), $start) && LCASE(STR(?called)) = $words)
} ORDER BY ?iri LIMIT 1
"""
_THINGS = f"""
SELECT DISTINCT ?iri {{ ?iri a ?class FILTER(STRSTARTS(STR(?iri), $start)) }}
ORDER BY ?iri LIMIT {_MOST_THINGS}
"""


class Nearest:
    """Look for names near others in a graph, each of them in bounded time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._left = _MOST

    def said(self, iri: str, role: str) -> str:
        """Return what to say after the statement that the graph does not use an IRI in a role.

        It is empty where nothing is near enough.
        """
        self._left -= 1
        if self._left < 0:
            return ""
        if role == "class" and (below := self._below(iri)):
            return f" itself, only of its subclasses: write {names(below)}"
        defined = role in ("property", "class") and not missing(self._engine, [f"<{iri}> a ?class"])
        if defined:
            return ", although it is defined"
        if twin := self._twin(iri):
            return f"; did you mean {name(twin)}, with {twin.partition(':')[0]}?"
        if role in ("property", "class"):
            found = _like(iri, self._vocabulary[role])
        else:
            found = self._thing(iri)
        return f"; did you mean {name(found)}?" if found else ""

    @cached_property
    def _vocabulary(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"property": [], "class": []}
        for row in select(self._engine, _VOCABULARY):
            found[text(row["role"])].append(text(row["iri"]))
        return found

    def _below(self, iri: str) -> list[str]:
        return [text(row["class"]) for row in select(self._engine, _SUBCLASSES, above=f"<{iri}>")]

    def _twin(self, iri: str) -> str:
        scheme, colon, rest = iri.partition("://")
        twin = f"{'http' if scheme == 'https' else 'https'}{colon}{rest}"
        looks = f"{{ <{twin}> ?p ?o }} UNION {{ ?s ?p <{twin}> }} UNION {{ ?s <{twin}> ?o }}"
        known = scheme in ("http", "https") and not missing(self._engine, [looks])
        return twin if known else ""

    def _thing(self, iri: str) -> str:
        """Return the thing of the same kind that is called so, or that has a similar IRI."""
        start = iri[: iri.rfind("/") + 1]
        if not start.startswith(BASE) or start == BASE:
            return ""
        slug = iri.removeprefix(start)
        asked = {"start": _quoted(start), "words": _quoted(slug.lower().replace("-", " "))}
        for row in select(self._engine, _CALLED, **asked):
            return text(row["iri"])
        first, hyphen, _ = slug.partition("-")
        near = select(self._engine, _THINGS, start=_quoted(start + first * bool(hyphen)))
        return _like(iri, [text(row["iri"]) for row in near], 0.85)


def _like(iri: str, known: Iterable[str], least: float = 0.8) -> str:
    """Return the IRI whose name is most like that of another, rather one of the same namespace."""
    wanted = _local(iri).lower()
    space = iri[: -len(wanted)]
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best, best_likeness = "", least
    for each in known if len(wanted) > 3 else ():
        matcher.set_seq1(_local(each).lower())
        bonus = 0.1 * each.startswith(space)
        if matcher.real_quick_ratio() + bonus > best_likeness:
            likeness = matcher.ratio() + bonus
            if likeness > best_likeness:
                best, best_likeness = each, likeness
    return best


def _local(iri: str) -> str:
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def _quoted(words: str) -> str:
    return str(ox.Literal(words))
