"""Export the graph into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from comity.artefacts import Artefact
from comity.cli.options import err, with_data, with_day
from comity.dataset import load
from comity.export import PARTS, parquet, planned
from comity.export import export as write


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(PARTS)),
    help="Export this part only. Repeatable.",
)
@with_day
@with_data
def export(
    folder: Path, only: Sequence[str], on: datetime | None, additions: Sequence[Path]
) -> None:
    """Write the graph into a folder in every form: RDF, JSON-LD, CSV, Parquet, SQLite, GraphML.

    README.md in it says what each file is, SHA256SUMS checks them. The same data, software and day
    give the same bytes; --on is the day that counts as today, on which for example
    comity:memberOf depends. An earlier export in the folder is replaced as a whole; a folder with
    anything else in it is refused.

    \b
    comity export out
    comity export out --only csv --only sqlite --on 2026-01-01
    """
    if (not only or "parquet" in only) and not parquet.available():
        click.echo("No Parquet without pyarrow: pip install 'comity[frames]'", err=True)
    files = planned(only)
    with _telling(len(files)) as told:
        made = write(load(additions, on.date() if on else None), folder, only, told)
    size = sum(each.size for each in made)
    click.echo(f"{len(made)} files, {size / 1e6:.1f} MB, in {folder}", err=True)


@contextmanager
def _telling(number: int) -> Iterator[Callable[[Artefact], object]]:
    """Give a function that tells of a file: a bar on a terminal, else a line a file."""
    if not err.is_terminal:
        yield lambda each: click.echo(f"{each.size:>12,}  {each.name}", err=True)
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True) as progress:
        task = progress.add_task("loading the graph", total=number)
        yield lambda each: progress.update(task, advance=1, description=each.name)
