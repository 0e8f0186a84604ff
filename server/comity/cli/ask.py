"""Ask the graph: by query, by name, by words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.markup import escape

import comity
from comity.advice import Advice, advice
from comity.cli.options import err, with_data, with_day, with_format
from comity.examples import examples
from comity.explain import explain
from comity.formats import GRAPHS, RESULTS, Format, has_rows, offered
from comity.printing import print_answer, print_json
from comity.query import Query, decode
from comity.show import turtle as show_turtle


@click.command()
@click.argument("name", required=False, metavar="[FILE|NAME|-]")
@click.option("-q", "--query", "text", help="The query itself, in place of a file.")
@click.option(
    "--bind",
    "bindings",
    multiple=True,
    metavar="NAME=TERM",
    help="Bind a variable to a term in Turtle syntax, e.g. --bind forum=forum:gpai. Repeatable.",
)
@click.option("--list", "listing", is_flag=True, help="List the example queries and stop.")
@with_format("table", *(each.name for each in (*RESULTS, *GRAPHS)))
@with_day
@with_data
def query(
    name: str | None,
    text: str | None,
    bindings: Sequence[str],
    listing: bool,
    format_: str,
    on: datetime | None,
    additions: Sequence[Path],
) -> None:
    """Run a SPARQL query: from a file, from standard input (-), by -q, or an example by its name.

    The project's prefixes need no declaration. --on asks about a day: it binds ?on or, in a query
    without it, ?day. A value that an example gives a variable can be replaced by --bind.

    \b
    comity query --list
    comity query gpai-members-on-a-day --on 2020-12-31 --format csv
    comity query memberships-of-a-country --bind country=country:KEN
    comity query -q 'SELECT ?forum { country:KEN comity:memberOf ?forum }'
    """
    if listing:
        for example in examples().values():
            click.echo(f"{example.name}\t{example.summary}")
        return
    asked = Query(_query_text(name, text)).bind(dict(_binding(each) for each in bindings))
    if on:
        asked = asked.as_of(on.date())
    _print_hints(advice(asked.text))
    graph = comity.load(additions)
    if format_ == "table" and asked.form in ("SELECT", "ASK"):
        found = print_answer(graph, asked)
    else:
        chosen = _chosen(asked, format_)
        answer = b"".join(graph.engine.query(asked, chosen))
        sys.stdout.buffer.write(answer)
        found = has_rows(answer, chosen)
    if not found:
        _print_hints(explain(asked, graph.engine))


@click.command()
@click.argument("name")
@with_format("text", "json", "ttl")
@with_day
@with_data
def show(name: str, format_: str, on: datetime | None, additions: Sequence[Path]) -> None:
    """Show what the graph says about one thing, with the sources of each record.

    With --on, records that cannot hold on that day are left out, and "possible" marks those whose
    dates are too coarse to be certain.
    """
    graph = comity.load(additions)
    if format_ == "ttl":
        sys.stdout.buffer.write(show_turtle(graph.engine, name, on.date() if on else None))
        return
    thing = graph.show(name, on.date() if on else None)
    if format_ == "json":
        print_json(thing.as_dict())
        return
    click.secho(f"{thing.label}  ({thing.id})", bold=True)
    for said in thing.statements:
        click.echo(f"  {said.name}: {said.label or said.value}")
    kind = ""
    for record in thing.records:
        if record.kind != kind:
            kind = record.kind
            click.secho(f"\n{kind}", bold=True)
        span = f"{record.start or '?'}{' to ' + record.end if record.end else ''}"
        doubt = ", possible" if record.holds == "possible" else ""
        cited = f"  [{', '.join(record.sources)}]" if record.sources else ""
        click.echo(f"  {record.label}  ({span}{doubt}){cited}")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="How many to show at most.")
@with_format("text", "json")
@with_data
def search(words: Sequence[str], limit: int, format_: str, additions: Sequence[Path]) -> None:
    """Find things by name, in any language; accents and capitals do not matter."""
    hits = comity.load(additions).search(" ".join(words), limit)
    if format_ == "json":
        print_json([hit.as_dict() for hit in hits])
        return
    for hit in hits:
        also = f"  (as {hit.match})" if hit.match != hit.label else ""
        click.echo(f"{hit.id}  {hit.label}{also}")
    if not hits:
        click.echo(f"Nothing is called like {' '.join(words)}.", err=True)
        sys.exit(1)


def _print_hints(hints: Iterable[Advice]) -> None:
    for hint in hints:
        err.print(f"[yellow]line {hint.line}, column {hint.column}:[/] {escape(hint.message)}")


def _binding(text: str) -> tuple[str, str]:
    name, equals, term = text.partition("=")
    if not equals:
        raise click.BadParameter(
            f"{text}: write NAME=TERM, e.g. forum=forum:gpai", param_hint="--bind"
        )
    return name.lstrip("?$"), term


def _query_text(name: str | None, text: str | None) -> str:
    if (name is None) == (text is None):
        raise click.UsageError("Give one query: a file, -, the name of an example, or -q TEXT.")
    if text is not None:
        return text
    if name == "-":
        return decode(sys.stdin.buffer.read())
    assert name is not None  # noqa: S101
    if name in examples():
        return examples()[name].text
    file = Path(name)
    if not file.is_file():
        raise click.UsageError(
            f"{name} is no file and no example; comity query --list names those."
        )
    return decode(file.read_bytes())


def _chosen(query: Query, name: str) -> Format:
    formats = offered(query.form)
    if name == "table":
        return formats[0]
    for each in formats:
        if each.name == name:
            return each
    choices = ", ".join(each.name for each in formats)
    raise click.UsageError(
        f"--format {name} does not fit {query.form or 'this query'}: choose {choices}."
    )
