"""Use the graph from the shell. Each command is the twin of a function of the same name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.markup import escape

import comity
from comity import paths, turtle
from comity.advice import advice
from comity.engine.job import Limits
from comity.engine.pool import Pool
from comity.errors import ComityError, DataError
from comity.examples import examples
from comity.formats import GRAPHS, RESULTS, Format, offered
from comity.printing import print_answer, print_json, print_reconciliation
from comity.query import Query, decode
from comity.reconcile import FAILURES, VERDICTS
from comity.show import turtle as show_turtle
from comity.validate import validate as check

Command = TypeVar("Command", bound=Callable[..., Any])

_err = Console(stderr=True)

_data = click.option(
    "--data",
    "additions",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Lay a .ttl, .trig or .nq file, or a folder of them, over the shipped graph. Repeatable.",
)
_on = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to ask about, as YYYY-MM-DD.",
)


def _format(*names: str) -> Callable[[Command], Command]:
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to write the answer.",
    )


class _Group(click.Group):
    """Turn what is known to go wrong into one line and an exit code, once for all commands."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DataError as error:
            click.secho(str(error), fg="red", err=True)
            ctx.exit(1)
        except ComityError as error:
            click.secho(f"Error: {error}", fg="red", err=True)
            ctx.exit(2)


@click.group(
    cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(comity.__version__, prog_name="comity")
def main() -> None:
    """Ask an open, cited knowledge graph of how the world cooperates on artificial intelligence.

    Things are named as in the data: forum:gpai, country:USA, meeting:g7-summit-2019. Where only one
    thing goes by it, the last part is enough: gpai.

    \b
    comity search "partnership on ai"        find what something is called
    comity show gpai --on 2021-05-31         read what the graph says about it
    comity query co-membership               run one of the example queries
    comity serve                             start the SPARQL endpoint
    """


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=os.cpu_count() or 2,
    help="How many queries run at once; as many long ones may go on beside them.  "
    "[default: the number of processors]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is ended.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=1024,
    show_default=True,
    help="MiB of memory that a query may need beside the graph.",
)
@_data
def serve(
    host: str, port: int, workers: int, timeout: float, memory: int, additions: Sequence[Path]
) -> None:
    """Start the SPARQL endpoint and serve until interrupted.

    The graph is loaded into memory; there is no database to set up. Ask it at /sparql, see whether
    it is up at /health. Each query runs in a process of its own, which the kernel ends when it goes
    beyond its limits. One line of JSON a query goes to standard error.

    \b
    comity serve --host 0.0.0.0 --timeout 10 --memory 512
    comity serve --data draft.ttl
    """
    limits = Limits(timeout=timeout, memory=memory * 1024**2, workers=workers, long=workers)
    # Nothing is served without a graph, and there is nothing to bring to an end.
    pool = Pool.start(additions, limits, on_failure=partial(os._exit, 1))
    # Only now, so that the graph is loading while the server is being imported.
    from comity.web.server import run

    click.echo(
        f"comity is at http://{host}:{port}/  (SPARQL: http://{host}:{port}/sparql)", err=True
    )
    run(host, port, pool)


@main.command()
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
@_format("table", *(each.name for each in (*RESULTS, *GRAPHS)))
@_on
@_data
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
    for hint in advice(asked.text):
        _err.print(f"[yellow]line {hint.line}, column {hint.column}:[/] {escape(hint.message)}")
    graph = comity.load(additions)
    if format_ == "table" and asked.form in ("SELECT", "ASK"):
        print_answer(graph, asked)
        return
    sys.stdout.buffer.writelines(graph.engine.query(asked, _chosen(asked, format_)))


@main.command()
@click.argument("name")
@_format("text", "json", "ttl")
@_on
@_data
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


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="How many to show at most.")
@_format("text", "json")
@_data
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


@main.command()
@click.argument(
    "additions", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@_format("text", "json", "ttl")
def validate(additions: Sequence[Path], format_: str) -> None:
    """Check the graph, or files as an addition to it, and say with file and line what to mend.

    Syntax, subjects described in two files, references to nothing, and every shape in shapes/ by
    SHACL. Exit code 1 when anything is found. --format ttl is the SHACL validation report.
    """
    with _err.status("Checking the graph ..."):
        result = check(additions)
    if format_ == "ttl":
        click.echo(result.report.serialize(format="turtle"))
    elif format_ == "json":
        print_json([finding.as_dict() for finding in result.findings])
    else:
        for finding in result.findings:
            click.echo(str(finding))
        click.echo(f"{len(result.findings)} findings", err=True)
    sys.exit(1 if result.findings else 0)


@main.command()
@_format("text", "json")
@click.option("--all", "everything", is_flag=True, help="Show the totals that agree, too.")
@_data
def reconcile(format_: str, everything: bool, additions: Sequence[Path]) -> None:
    """Compare every total that a source published with what the graph counts.

    Exit code 1 when a difference is unexplained, or explained though there is none.
    """
    results = comity.load(additions).reconcile()
    failed = any(result.verdict in FAILURES for result in results)
    if format_ == "json":
        print_json([result.as_dict() for result in results])
    else:
        for result in results:
            if everything or result.verdict not in ("agrees", "not counted"):
                print_reconciliation(result)
        for verdict, meaning in VERDICTS.items():
            number = sum(result.verdict == verdict for result in results)
            click.echo(f"{number:4} {verdict}: {meaning}")
    sys.exit(1 if failed else 0)


@main.command()
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@click.option(
    "--check", "checking", is_flag=True, help="Change nothing; exit 1 if a file would change."
)
def fmt(files: Sequence[Path], checking: bool) -> None:
    """Lay out Turtle files in the canonical form; without a path, all of data/.

    Comments above a subject stay with it. A file that cannot be read is reported and left as it is.
    """
    chosen = [
        path
        for file in files or [paths.root() / "data"]
        for path in (sorted(file.rglob("*.ttl")) if file.is_dir() else [file])
    ]
    changed, broken = [], 0
    for path in chosen:
        try:
            if not turtle.is_canonical(path) if checking else turtle.format_file(path):
                changed.append(path)
        except DataError as error:
            broken += 1
            click.secho(str(error), fg="red", err=True)
    for path in changed:
        click.echo(str(path))
    word = "would change" if checking else "changed"
    click.echo(
        f"{len(changed)} of {len(chosen)} files {word}"
        + (f", {broken} cannot be read" if broken else ""),
        err=True,
    )
    sys.exit(1 if broken or (checking and changed) else 0)


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
