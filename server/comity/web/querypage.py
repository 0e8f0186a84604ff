"""Make the page on which queries are written, with the answer to one as a table.

It is whole without JavaScript; the script of the page builds on the same elements.
"""

from __future__ import annotations

import json

from flask import render_template, request, url_for

from comity import explain
from comity.advice import advice
from comity.engine.job import Answer
from comity.errors import ComityError
from comity.examples import Example, examples
from comity.formats import GRAPHS, RESULTS, Format, offered
from comity.query import LONGEST_READ, Query
from comity.web import firstrows, problems, protocol
from comity.web.current import service
from comity.web.endpoint import Problem
from comity.web.links import site

LONGEST_LINK = 6000  # characters of an address that every browser and server on the way takes
_LONGEST_SEARCH = 200  # characters of what examples are searched for
_FIRST = """\
SELECT ?forum ?name WHERE {
  country:KEN comity:memberOf ?forum .
  ?forum rdfs:label ?name .
} ORDER BY ?name"""
# What people call a format, and what its files end in.
_CALLED = {
    "csv": ("CSV", "csv"),
    "tsv": ("TSV", "tsv"),
    "json": ("JSON", "json"),
    "xml": ("XML", "xml"),
    "turtle": ("Turtle", "ttl"),
    "ntriples": ("N-Triples", "nt"),
    "jsonld": ("JSON-LD", "jsonld"),
    "rdfxml": ("RDF/XML", "rdf"),
    "nquads": ("N-Quads", "nq"),
    "trig": ("TriG", "trig"),
}


# The same for the script, by the sort of answer.
_FORMATS = {
    sort: [(each.name, *_CALLED[each.name]) for each in formats]
    for sort, formats in (("rows", RESULTS), ("boolean", offered("ASK")), ("graph", GRAPHS))
}


def blank() -> str:
    """Return the page before anything was asked, with an example where one is asked for."""
    chosen = examples().get(request.args.get("example", ""))
    return _render(chosen.text if chosen else _FIRST)


def answered(query: str, answer: Answer) -> str:
    """Return the page with the answer to a query."""
    read = firstrows.read(answer, offered(Query(query).form) == GRAPHS)
    empty = isinstance(read, firstrows.Table) and not read.rows
    return _render(query, answer=read, why=_why(query) if empty else [])


def failed(query: str, problem: Problem) -> str:
    """Return the page that tells what went wrong, so that a mistake does not lose the query."""
    return _render(query, problem=problems.detail(problem))


def _render(query: str, **shown: object) -> str:
    find, on = request.args.get("find"), request.values.get("on", "")
    return render_template(
        "sparql.html",
        query=query,
        on=on,
        no_day=bool(shown and on) and not protocol.ASKS_ABOUT_A_DAY.search(query),
        find=find,
        found=_found(find or ""),
        tags=sorted({tag for each in examples().values() for tag in each.tags}),
        limits=service().limits,
        advice=advice(query[:LONGEST_READ]),
        endpoint=f"{site()}sparql",
        formats=json.dumps(_FORMATS),
        downloads=[
            (*_CALLED[each.name], each.name, _download(query, on, each))
            for each in offered(Query(query).form)
        ],
        **shown,
    )


def _why(query: str) -> list[explain.Hint]:
    """Return what may keep a query from having an answer, as far as the engine can tell now."""
    try:
        return explain.explain(Query(query), service())
    except ComityError:
        return []


def _download(query: str, on: str, chosen: Format) -> str:
    """Return the address of an answer in a format, nothing where it would be too long."""
    asked = on if on and protocol.ASKS_ABOUT_A_DAY.search(query) else None
    address = url_for("sparql.sparql", query=query, on=asked, format=chosen.name)
    return address if len(address) <= LONGEST_LINK else ""


def _found(words: str) -> list[Example]:
    """Return the examples in which all words occur, in their question, tags or query."""
    wanted = set(words.casefold()[:_LONGEST_SEARCH].split())
    texts = (
        (each, f"{each.summary} {each.tags} {each.text}".casefold()) for each in examples().values()
    )
    return [each for each, text in texts if all(word in text for word in wanted)]
