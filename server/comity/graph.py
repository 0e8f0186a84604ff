"""Ask the graph from Python: one object that holds it and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from comity.dataset import Dataset
from comity.dataset import load as load_dataset
from comity.engine import LocalEngine, select, text
from comity.formats import JSON, NTRIPLES, Format
from comity.index import Hit, Index
from comity.query import Query
from comity.reconcile import Reconciliation, reconcile
from comity.shacl import RdflibTerm, to_rdflib
from comity.show import Description, identify
from comity.show import show as describe
from comity.validate import Validation, validate_dataset
from comity.vocabulary import shorten

if TYPE_CHECKING:
    import pandas

_MEMBERS = """
SELECT DISTINCT ?party ?label WHERE {
  VALUES ?role { role:member role:founding-member }
  ?membership org:organization $thing ; org:role ?role ; org:member ?party .
  ?party rdfs:label ?label .
  OPTIONAL { ?membership comity:latestStart ?start }
  OPTIONAL { ?membership comity:earliestEnd ?end }
  FILTER(BOUND(?start) && ?start <= $on && (!BOUND(?end) || ?end >= $on))
} ORDER BY ?label
"""
_ENDORSERS = """
SELECT DISTINCT ?party ?label WHERE {
  ?action comity:declaration $thing ; comity:party ?party ;
    comity:act/skos:broader act:supportive .
  ?party rdfs:label ?label .
  OPTIONAL { ?action comity:latestStart ?start }
  OPTIONAL {
    $thing comity:adoptedBy ?party . ?party a comity:Forum .
    BIND(true AS ?actsForMembers)
  }
  FILTER(BOUND(?start) && ?start <= $on && !BOUND(?actsForMembers))
} ORDER BY ?label
"""


Answer = list[dict[str, RdflibTerm]] | bool | rdflib.Graph


class Comity:
    """Hold the graph and answer questions about it.

    ``dataset`` has the store, the files and the digest; ``engine`` evaluates the queries.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.engine = LocalEngine(dataset.store)

    @cached_property
    def graph(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset whose default graph is the union of the others."""
        dataset = rdflib.Dataset(default_union=True)
        for name in self.dataset.store.named_graphs():
            graph = dataset.graph(to_rdflib(name))
            for quad in self.dataset.store.quads_for_pattern(None, None, None, name):
                graph.add(
                    (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object))
                )
        return dataset

    def query(self, sparql: str, on: date | str | None = None, **bindings: str) -> Answer:
        """Evaluate a SPARQL 1.1 query; the project's prefixes need no declaration.

        Takes the day to bind to ``?on`` and further bindings of variables to terms in Turtle
        syntax. Returns rows of rdflib terms for SELECT, a truth value for ASK, a graph for
        CONSTRUCT and DESCRIBE. Raises QueryError for a query that is malformed.
        """
        query = Query(sparql).bind(bindings | ({"on": day(on)} if on else {}))
        if query.form in ("CONSTRUCT", "DESCRIBE"):
            return rdflib.Graph().parse(self._answer(query, NTRIPLES), format="nt")
        answer = ox.parse_query_results(
            self._answer(query, JSON), format=ox.QueryResultsFormat.JSON
        )
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        names = [variable.value for variable in answer.variables]
        return [
            {name: to_rdflib(row[name]) for name in names if row[name] is not None}
            for row in answer
        ]

    def frame(self, sparql: str, on: date | str | None = None, **bindings: str) -> pandas.DataFrame:
        """Return the rows of a SELECT query as a pandas data frame of plain Python values.

        Needs pandas: ``pip install comity[frames]``. Raises TypeError for another form of query.
        """
        import pandas

        rows = self.query(sparql, on, **bindings)
        if not isinstance(rows, list):
            raise TypeError("a data frame needs a SELECT query")
        return pandas.DataFrame(
            [{name: term.toPython() for name, term in row.items()} for row in rows]
        )

    def members(self, forum: str, on: date | str | None = None) -> dict[str, str]:
        """Return who certainly was a member of a forum on a day (today by default), by identifier.

        Takes an identifier such as ``gpai``. Returns names by identifier. Raises NotFound.
        """
        return self._parties(_MEMBERS, forum, on)

    def endorsers(self, declaration: str, on: date | str | None = None) -> dict[str, str]:
        """Return who had certainly endorsed a text in any way by a day (today by default).

        A forum that adopted the text acted for its members and is not named beside them. Returns
        names by identifier. Raises NotFound.
        """
        return self._parties(_ENDORSERS, declaration, on)

    def show(self, name: str, on: date | str | None = None) -> Description:
        """Describe one thing; see ``comity.show.show``."""
        return describe(self.engine, name, date.fromisoformat(str(on)) if on else None)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find things by name; see ``comity.index.Index.search``."""
        return self._index.search(words, limit)

    def validate(self) -> Validation:
        """Check the graph; see ``comity.validate``."""
        return validate_dataset(self.dataset)

    def reconcile(self) -> list[Reconciliation]:
        """Compare every published total with the count of the graph; see ``comity.reconcile``."""
        return reconcile(self.engine)

    @cached_property
    def _index(self) -> Index:
        return Index(self.engine)

    def _answer(self, query: Query, answer: Format) -> bytes:
        return b"".join(self.engine.query(query, answer))

    def _parties(self, sparql: str, name: str, on: date | str | None) -> dict[str, str]:
        thing = str(ox.NamedNode(identify(self.engine, name)))
        rows = select(self.engine, sparql, thing=thing, on=day(on or date.today()))
        return {shorten(text(row["party"])): text(row["label"]) for row in rows}


def load(additions: Sequence[Path] = (), today: date | None = None) -> Comity:
    """Load the graph, with files or folders laid over it; see ``comity.dataset.load``."""
    return Comity(load_dataset(additions, today))


def day(on: date | str) -> str:
    """Return a day as an xsd:date in Turtle syntax; raise ValueError for a text that is none."""
    return f'"{date.fromisoformat(str(on))}"^^xsd:date'
