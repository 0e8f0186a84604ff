"""Print what the commands answer, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

import click
import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from comity.engine import results, text
from comity.graph import Comity
from comity.query import Query
from comity.reconcile import Reconciliation
from comity.vocabulary import shorten

_out = Console(highlight=False, markup=False, emoji=False)


def print_answer(graph: Comity, query: Query) -> bool:
    """Print the rows of a SELECT query as a table, or yes or no for an ASK query.

    Returns whether there are rows, or the answer is yes.
    """
    solutions = results(graph.engine, query)
    if isinstance(solutions, ox.QueryBoolean):
        click.echo("yes" if solutions else "no")
        return bool(solutions)
    columns = [variable.value for variable in solutions.variables]
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for solution in solutions:
        table.add_row(*(shorten(text(solution[name])) for name in columns))
    _out.print(table)
    click.echo(f"{table.row_count} rows", err=True)
    return table.row_count > 0


def print_reconciliation(result: Reconciliation) -> None:
    """Print a published total beside the count, with the first records that are in doubt."""
    counted = "-" if result.counted is None else f"{result.counted} (certainly {result.certain})"
    because = f": {result.reason}" if result.reason else ""
    click.echo(
        f"{result.verdict}{because}  {result.label}, {result.measure} on {result.as_of or '?'}: "
        f"published {result.published}, counted {counted}  [{result.source}]"
    )
    if result.note:
        click.echo(f"    {result.note}")
    for doubt in result.doubts[:5]:
        click.echo(f"    {doubt.why}: {doubt.label}")
    if len(result.doubts) > 5:
        click.echo(f"    and {len(result.doubts) - 5} more: --format json lists them all")


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
