"""Check the graph, and lay out its files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

import comity
from comity import paths, turtle
from comity.cli.options import err, with_data, with_format
from comity.errors import DataError
from comity.printing import print_json, print_reconciliation
from comity.reconcile import FAILURES, VERDICTS
from comity.validate import validate as check


@click.command()
@click.argument(
    "additions", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@with_format("text", "json", "ttl")
def validate(additions: Sequence[Path], format_: str) -> None:
    """Check the graph, or files as an addition to it, and say with file and line what to mend.

    Syntax, subjects described in two files, references to nothing, and every shape in shapes/ by
    SHACL. Exit code 1 when anything is found. --format ttl is the SHACL validation report.
    """
    with err.status("Checking the graph ..."):
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


@click.command()
@with_format("text", "json")
@click.option("--all", "everything", is_flag=True, help="Show the totals that agree, too.")
@with_data
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


@click.command()
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
