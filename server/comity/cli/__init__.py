"""Use the graph from the shell. Each command is the twin of a function of the same name."""

from __future__ import annotations

from typing import Any

import click

import comity
from comity.cli.ask import query, search, show
from comity.cli.check import fmt, reconcile, validate
from comity.cli.cite import cite
from comity.cli.diff import difference
from comity.cli.export import export
from comity.cli.get import get
from comity.cli.serve import serve
from comity.errors import ComityError, DataError


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


_COMMANDS = (
    serve,
    query,
    show,
    search,
    get,
    export,
    difference,
    cite,
    validate,
    reconcile,
    fmt,
)

for command in _COMMANDS:
    main.add_command(command)
