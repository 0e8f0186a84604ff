"""Read the first rows of an answer for a page: terms with their labels and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from comity.engine import select, text
from comity.engine.base import Term
from comity.engine.job import Answer
from comity.errors import ComityError
from comity.vocabulary import shorten
from comity.web.book import book
from comity.web.current import service
from comity.web.links import local

LONGEST_TABLE = 1000  # rows on a page; the other formats give all
_MOST_LABELS = 1000
_LABELS = """
SELECT ?iri (MIN(?name) AS ?label) WHERE {{
  VALUES ?iri {{ {iris} }}
  ?iri rdfs:label ?name FILTER(LANG(?name) IN ("en", ""))
}} GROUP BY ?iri
"""
_TRIPLE = ["subject", "predicate", "object"]


@dataclass(frozen=True)
class Cell:
    """Hold what is shown of a term: its text and, of an IRI, its label and where a link leads."""

    text: str
    href: str = ""
    label: str = ""


@dataclass(frozen=True)
class Table:
    """Hold the first rows of an answer, and whether there are more."""

    columns: list[str]
    rows: list[list[Cell]]
    more: bool


def read(answer: Answer, graph: bool) -> Table | bool:
    """Return an answer in JSON or, of a graph, in N-Triples as a table, that of an ASK as bool."""
    if graph:
        return _first(_TRIPLE, _triples(answer))
    solutions = _solutions(answer)
    if isinstance(solutions, ox.QueryBoolean):
        return bool(solutions)
    columns = [variable.value for variable in solutions.variables]
    return _first(columns, ([row[column] for column in columns] for row in solutions))


def _solutions(answer: Answer) -> ox.QuerySolutions | ox.QueryBoolean:
    format_ = ox.QueryResultsFormat.JSON
    if isinstance(answer.content, Path):
        return ox.parse_query_results(path=answer.content, format=format_)
    return ox.parse_query_results(answer.content, format=format_)


def _triples(answer: Answer) -> Iterator[Sequence[Term | None]]:
    format_ = ox.RdfFormat.N_TRIPLES
    if isinstance(answer.content, Path):
        quads = ox.parse(path=answer.content, format=format_)
    else:
        quads = ox.parse(answer.content, format=format_)
    return ((each.subject, each.predicate, each.object) for each in quads)


def _first(columns: list[str], rows: Iterator[Sequence[Term | None]]) -> Table:
    first = list(islice(rows, LONGEST_TABLE + 1))
    shown = first[:LONGEST_TABLE]
    labels = _labels(term for row in shown for term in row if isinstance(term, ox.NamedNode))
    cells = [[_cell(term, labels) for term in row] for row in shown]
    return Table(columns, cells, len(first) > LONGEST_TABLE)


def _cell(term: Term | None, labels: dict[str, str]) -> Cell:
    if not isinstance(term, ox.NamedNode):
        return Cell(text(term))
    iri = term.value
    href = local(iri) if iri.startswith(("https://", "http://")) else ""
    return Cell(shorten(iri), href, labels.get(iri, ""))


def _labels(iris: Iterator[ox.NamedNode]) -> dict[str, str]:
    """Return English labels by IRI: those of things from memory, of terms from the engine.

    Without the latter when the engine is too busy to tell.
    """
    named = list(islice(dict.fromkeys(iris), _MOST_LABELS))
    known = {iri.value: thing for iri in named if (thing := book().get(shorten(iri.value)))}
    found = {iri: thing.label for iri, thing in known.items()}
    if others := " ".join(str(iri) for iri in named if iri.value not in known):
        with suppress(ComityError):
            rows = select(service(), _LABELS.format(iris=others))
            found |= {text(row["iri"]): text(row["label"]) for row in rows}
    return found
