"""Say what an engine is: whatever answers a query with serialised bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pyoxigraph as ox

from comity.engine.job import Answer, Job, Limits
from comity.formats import JSON, Format
from comity.query import Query

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]


class Engine(Protocol):
    """Answer SPARQL queries.

    Bytes rather than terms cross this line, so that an engine may live in this process, in another
    one or on another machine without a caller knowing.
    """

    def query(self, query: Query, answer: Format) -> Iterator[bytes]:
        """Evaluate a query and yield its answer in pieces, serialised in the format given.

        Raises QueryError before the first piece when the query is malformed, and QueryRefused when
        it asks for what is not offered.
        """
        ...

    def close(self) -> None:
        """Give back what the engine holds; no query may follow."""
        ...


class Service(Engine, Protocol):
    """Answer queries for a server: an engine that has limits and can tell of itself.

    ``isolated`` tells whether the kernel enforces the limits, or only good will.
    """

    limits: Limits
    isolated: bool

    async def answer(self, job: Job) -> Answer:
        """Do a job and return the whole answer; raises Unanswered when it is given up."""
        ...

    def release(self, answer: Answer) -> bool:
        """Remove the file of an answer; return whether its bytes are free, for nobody reads it."""
        ...

    def version(self) -> str:
        """Return a text that is another for other data or another day.

        It is empty while the graph is not whole: what is answered then, nobody must keep.
        """
        ...

    def about(self) -> dict[str, Any]:
        """Return digest, day, number of triples, and the number in each named graph."""
        ...


def select(engine: Engine, text: str, **bindings: str) -> list[Row]:
    """Return the solutions of a SELECT query, each as the terms of its bound variables by name.

    Takes bindings of variables to terms in Turtle syntax. Raises what ``Engine.query`` raises.
    """
    solutions = results(engine, Query(text).bind(bindings))
    assert isinstance(solutions, ox.QuerySolutions), "not a SELECT query"  # noqa: S101
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term for name in names if (term := solution[name]) is not None}
        for solution in solutions
    ]


def results(engine: Engine, query: Query) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return the answer of a SELECT or ASK query as terms of pyoxigraph, its columns in order.

    Raises what ``Engine.query`` raises.
    """
    answer = b"".join(engine.query(query, JSON))
    return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)


def text(term: Term | None) -> str:
    """Return the IRI or lexical form of a term, and an empty text for None."""
    return "" if term is None else str(getattr(term, "value", term))
