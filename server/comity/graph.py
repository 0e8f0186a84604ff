"""Ask the graph from Python: one object that holds it and answers.

rdflib and pyshacl are imported where they are needed: a server needs neither, and to import them
takes as long as to load the graph.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from comity.dataset import Dataset
from comity.dataset import load as load_dataset
from comity.engine import Engine, LocalEngine, results, select, text
from comity.errors import QueryError
from comity.formats import NTRIPLES
from comity.index import Hit, Index
from comity.query import Query
from comity.reconcile import Reconciliation, reconcile
from comity.show import Description, identify
from comity.show import show as describe
from comity.vocabulary import shorten

if TYPE_CHECKING:
    import pandas
    import rdflib

    from comity.artefacts import Artefact
    from comity.shacl import RdflibTerm
    from comity.validate import Validation

    Answer = list[dict[str, RdflibTerm]] | bool | rdflib.Graph

_MEMBERS = """
SELECT DISTINCT ?party ?label WHERE {
  VALUES ?role { role:member role:founding-member }
  ?membership org:organization $thing ; org:role ?role ; org:member ?party .
  ?party rdfs:label ?label .
  OPTIONAL { ?membership comity:earliestStart ?first }
  OPTIONAL { ?membership comity:latestStart ?start }
  OPTIONAL { ?membership comity:earliestEnd ?end }
  OPTIONAL { ?membership comity:latestEnd ?last }
  BIND((!BOUND(?first) || ?first <= $on) && (!BOUND(?last) || ?last >= $on) AS ?possible)
  BIND(BOUND(?start) && ?start <= $on && (!BOUND(?end) || ?end >= $on) AS ?certain)
  FILTER(?certain || (?possible && !$certainly))
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


class Client:
    """Ask a graph through an engine, wherever that runs."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def query(self, sparql: str, on: date | str | None = None, **bindings: str) -> Answer:
        """Evaluate a SPARQL 1.1 query; the project's prefixes need no declaration.

        Takes the day to ask about (``?on`` or ``?day`` in the query) and further bindings of
        variables to terms in Turtle syntax. Returns rows of rdflib terms for SELECT, a truth value
        for ASK, a graph for CONSTRUCT and DESCRIBE. Raises QueryError for a malformed query.
        """
        import rdflib

        from comity.shacl import to_rdflib

        query = _bound(sparql, on, bindings)
        if query.form in ("CONSTRUCT", "DESCRIBE"):
            triples = b"".join(self.engine.query(query, NTRIPLES))
            return rdflib.Graph().parse(triples, format="nt")
        answer = results(self.engine, query)
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

        from comity.shacl import to_rdflib

        query = _bound(sparql, on, bindings)
        if query.form != "SELECT":
            raise TypeError("a data frame needs a SELECT query")
        answer = results(self.engine, query)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101
        return pandas.DataFrame(
            [[term and to_rdflib(term).toPython() for term in row] for row in answer],
            columns=[variable.value for variable in answer.variables],
        )

    def members(
        self, forum: str, on: date | str | None = None, certain: bool = True
    ) -> dict[str, str]:
        """Return who was a member of a forum on a day (today by default).

        Takes an identifier such as ``gpai``, and whether to leave out members whose dates, or lack
        of dates, only make it possible. Returns names by identifier. Raises NotFound.
        """
        return self._parties(_MEMBERS, forum, on, certainly="true" if certain else "false")

    def endorsers(self, declaration: str, on: date | str | None = None) -> dict[str, str]:
        """Return who had certainly endorsed a text in any way by a day (today by default).

        A forum that adopted the text acted for its members and is not named beside them. Returns
        names by identifier. Raises NotFound.
        """
        return self._parties(_ENDORSERS, declaration, on)

    def show(self, name: str, on: date | str | None = None) -> Description:
        """Describe one thing; see ``comity.show.show``."""
        return describe(self.engine, name, day(on) if on else None)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find things by name; see ``comity.index.Index.search``."""
        return self._index.search(words, limit)

    def reconcile(self) -> list[Reconciliation]:
        """Compare every published total with the count of the graph; see ``comity.reconcile``."""
        return reconcile(self.engine)

    @cached_property
    def _index(self) -> Index:
        return Index(self.engine)

    def _parties(
        self, sparql: str, name: str, on: date | str | None, **bindings: str
    ) -> dict[str, str]:
        thing = str(ox.NamedNode(identify(self.engine, name)))
        asked = Query(sparql).bind({"thing": thing, **bindings}).as_of(day(on or date.today()))
        rows = select(self.engine, asked.text)
        return {shorten(text(row["party"])): text(row["label"]) for row in rows}


class Comity(Client):
    """Hold the graph in this process and answer questions about it.

    ``dataset`` has the store, the files and the digest; ``engine`` evaluates the queries.
    """

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(LocalEngine(dataset.store))
        self.dataset = dataset

    @cached_property
    def graph(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset whose default graph is the union of the others."""
        import rdflib

        from comity.shacl import to_rdflib

        dataset = rdflib.Dataset(default_union=True)
        for name in self.dataset.store.named_graphs():
            graph = dataset.graph(to_rdflib(name))
            for quad in self.dataset.store.quads_for_pattern(None, None, None, name):
                graph.add(
                    (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object))
                )
        return dataset

    def export(self, folder: Path | str, only: Collection[str] = ()) -> tuple[Artefact, ...]:
        """Write the graph into a folder in every form, or in some; see ``comity.export``."""
        from comity.export import export

        return export(self.dataset, Path(folder), only)

    def validate(self) -> Validation:
        """Check the graph; see ``comity.validate``."""
        from comity.validate import validate_dataset

        return validate_dataset(self.dataset)


def load(additions: Sequence[Path] = (), today: date | None = None) -> Comity:
    """Load the graph, with files or folders laid over it; see ``comity.dataset.load``."""
    return Comity(load_dataset(additions, today))


def _bound(sparql: str, on: date | str | None, bindings: Mapping[str, str]) -> Query:
    query = Query(sparql).bind(bindings)
    return query.as_of(day(on)) if on else query


def day(on: date | str) -> date:
    """Return a day from a date, a date and time, or a text; raise QueryError for any other text."""
    if isinstance(on, date):
        return on.date() if isinstance(on, datetime) else on
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise QueryError(f"not a day: {on} (write YYYY-MM-DD)") from None
