"""Say what changed between two states of the graph."""

from __future__ import annotations

import sys

import click

from comity.cli.options import err, with_format
from comity.compare import Difference, diff, writing
from comity.errors import ComityError, DataError


@click.command(name="diff")
@click.argument("old")
@click.argument("new", required=False)
@with_format("text", "json", "patch", "markdown", "atom")
def difference(old: str, new: str | None, format_: str) -> None:
    """Say what changed from OLD to NEW, as facts: who joined, what was dated otherwise, what went.

    Each is a folder (a checkout, or any with Turtle in it), a dump (.nq .trig .ttl .nt .rdf
    .jsonld, also .gz and .zst) or a git revision. Without NEW it is the working copy. What is
    derived is left out, and it does not matter in which file, or where in it, a fact stands.

    --format patch writes an RDF Patch, as Apache Jena reads it; there a fact that moved to another
    file counts, for it moved to another graph. Exit code 0 when nothing differs, 1 when something
    does, 2 when OLD or NEW cannot be read.

    \b
    comity diff v2026.11.0
    comity diff HEAD~3 HEAD --format json
    comity diff last-month/comity.nq.gz comity.nq.gz --format patch > month.rdfp
    """
    try:
        with err.status("Reading both states ..."):
            found = diff(old, new)
            text = _written(found, format_)
    except DataError as error:
        raise ComityError(str(error)) from None  # status 1 says that something differs
    click.echo(text, nl=False)
    if format_ == "text":
        told = ", ".join(f"{number} {kind}" for kind, number in writing.counts(found).items())
        alone = "" if "vocabulary" in found.old.parts else " (of the data alone)"
        click.echo(f"{found.old.name} to {found.new.name}: {told}{alone}", err=True)
    moved = format_ == "patch" and (found.removed or found.added)
    sys.exit(1 if found.changes or moved else 0)


def _written(found: Difference, format_: str) -> str:
    if format_ == "patch":
        return "".join(writing.as_patch(found))
    write = {
        "text": writing.as_text,
        "json": writing.as_json,
        "markdown": writing.as_markdown,
        "atom": writing.as_atom,
    }
    return write[format_](found)
