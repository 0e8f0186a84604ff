"""Serve the graph."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from comity.cli.options import with_data
from comity.engine.job import Limits
from comity.engine.pool import Pool


@click.command()
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
@click.option(
    "--downloads",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Offer the files of this folder, made by comity export, at /downloads/; without it they "
    "are made when they are first asked for.",
)
@with_data
def serve(
    host: str,
    port: int,
    workers: int,
    timeout: float,
    memory: int,
    downloads: Path | None,
    additions: Sequence[Path],
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
    from comity.web import DATA_VARIABLE
    from comity.web.server import run
    from comity.web.shelf import FOLDER_VARIABLE

    os.environ[DATA_VARIABLE] = os.pathsep.join(str(each.resolve()) for each in additions)
    if downloads:
        os.environ[FOLDER_VARIABLE] = str(downloads.resolve())

    click.echo(
        f"comity is at http://{host}:{port}/  (SPARQL: http://{host}:{port}/sparql)", err=True
    )
    run(host, port, pool)
