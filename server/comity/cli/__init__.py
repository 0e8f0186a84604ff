"""Use the graph from the shell. Each command is the twin of a function of the same name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

import comity
from comity.errors import ComityError, DataError

# The module and the function of each command, in the order in which help lists them.
_COMMANDS = {
    "serve": ("serve", "serve"),
    "query": ("ask", "query"),
    "show": ("ask", "show"),
    "search": ("ask", "search"),
    "get": ("get", "get"),
    "export": ("export", "export"),
    "diff": ("diff", "difference"),
    "cite": ("cite", "cite"),
    "validate": ("check", "validate"),
    "reconcile": ("check", "reconcile"),
    "fmt": ("check", "fmt"),
}


class _Group(click.Group):
    """Turn what is known to go wrong into one line and an exit code, once for all commands.

    A command is imported when it is asked for, so that none waits for what others need.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name, None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module, function = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"comity.cli.{module}"), function)
        return command

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
