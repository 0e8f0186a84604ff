"""Show a thing that has a page of its own kind, with what every such page has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask import Response

from comity.almanac import Almanac, Thing
from comity.formats import DOCUMENTS
from comity.web import schemaorg
from comity.web.book import book
from comity.web.links import site
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Table


@dataclass(frozen=True)
class Sheet:
    """Hold what a page about a thing shows: its tables, and values for its template."""

    tables: tuple[Table, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


Make = Callable[[Almanac, Thing, str], Sheet]  # from the thing and the day

SHEETS: dict[str, Make] = {}  # by kind; templates are things/<kind>.html


def sheet(kind: str) -> Callable[[Make], Make]:
    """Decorate the function that makes the sheet of a kind of thing."""

    def known(make: Make) -> Make:
        SHEETS[kind] = make
        return make

    return known


@shown
def show(thing: Thing) -> Page:
    """Show the page about a thing of a kind that has a sheet."""
    made = SHEETS[thing.kind](book(), thing, moment().day)
    said = list(schemaorg.statements(thing.facts, book()))
    path = quote(thing.path)
    page = f"{site()}{path}.html"
    return render(
        f"things/{thing.kind}.html",
        made.tables,
        thing=thing,
        page=page,
        formats=[(f"{site()}{path}.{name}", name, each) for name, each in DOCUMENTS.items()],
        cite=f"{site()}cite?page=/{path}",
        markup=schemaorg.markup(thing.iri, thing.label, said, page),
        **made.values,
    )


def respond(thing: Thing) -> Response:
    """Answer with the page about a thing."""
    return show(thing=thing)
