"""Cite the graph, a thing in it, or a query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

import comity
from comity import cite as citing
from comity.cli.options import with_data, with_day, with_format
from comity.errors import QueryError
from comity.query import Query
from comity.references import STYLES
from comity.vocabulary import BASE


@click.command()
@click.argument("name", required=False)
@click.option("-q", "--query", "text", help="A query to cite, in place of a thing.")
@with_format(*(style.name for style in STYLES))
@with_day
@with_data
def cite(
    name: str | None,
    text: str | None,
    format_: str,
    on: datetime | None,
    additions: Sequence[Path],
) -> None:
    """Write a reference to the graph, to the thing NAME, or to a query.

    It is pinned to the version of this software and to the digest of the data; with --on also to
    the day that was asked about.

    \b
    comity cite
    comity cite gpai --on 2021-05-31 --format bibtex
    comity cite -q 'SELECT * { ?s ?p ?o } LIMIT 10' --format ris
    """
    if name and text:
        raise click.UsageError("Cite one thing: either NAME or -q TEXT.")
    graph = comity.load(additions)
    day = on.date() if on else None
    citation = citing.dataset(graph.dataset.digest)
    if text:
        if len(text) > citing.LONGEST_QUERY:
            raise QueryError(f"a query to be cited has {citing.LONGEST_QUERY} characters at most")
        citation = citing.query(citation, Query(text).as_of(day).text if day else text, day)
    elif name:
        thing = graph.show(name)
        citation = citing.page(citation, thing.iri.removeprefix(BASE), thing.label, day)
    style = next(style for style in STYLES if style.name == format_)
    click.echo(style.write(citation).encode(), nl=False)  # RIS has line ends of its own
