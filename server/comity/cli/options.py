"""Say once what several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

Command = TypeVar("Command", bound=Callable[..., Any])

err = Console(stderr=True)

with_data = click.option(
    "--data",
    "additions",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Lay a .ttl, .trig or .nq file, or a folder of them, over the shipped graph. Repeatable.",
)
with_day = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to ask about, as YYYY-MM-DD.",
)


def with_format(*names: str) -> Callable[[Command], Command]:
    """Let a command take --format, one of some names, of which the first is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to write the answer.",
    )
