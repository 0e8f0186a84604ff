"""Answer for one address without a server."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import click

import comity
from comity.cli.options import with_data


@click.command()
@click.argument("path")
@click.option("--format", "format_", help="The format to ask for, e.g. ttl, jsonld, json, html.")
@with_data
def get(path: str, format_: str | None, additions: Sequence[Path]) -> None:
    """Print what the server would answer for a path, without starting one.

    An address that leads to another is followed, as a browser would do.

    \b
    comity get /forum/gpai.ttl
    comity get /country/KEN --format jsonld
    """
    from comity.web import create_app, journal

    journal.enabled = False
    asked = f"/{path.lstrip('/')}"
    if format_:
        asked += ("&" if "?" in asked else "?") + urlencode({"format": format_})
    client = create_app(comity.load(additions)).test_client()
    reply = client.get(asked, headers={"Accept": "*/*"}, follow_redirects=True)
    if reply.status_code >= 400:
        click.echo(reply.get_data(as_text=True).rstrip(), err=True)
        sys.exit(1)
    sys.stdout.buffer.write(reply.get_data())
