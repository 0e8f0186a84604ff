"""Find things by their names: as a page, and as suggestions while a reader types."""

from __future__ import annotations

from flask import Blueprint, request

from comity.index import Hit, Index
from comity.vocabulary import expand
from comity.web.book import book
from comity.web.choices import number
from comity.web.current import graph
from comity.web.kept import kept
from comity.web.moment import href
from comity.web.shown import Page, as_json, render, shown
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("search", __name__)

_LONGEST = 200  # characters of what is searched for
_MOST_ROWS = 200
_MOST_SUGGESTED = 50
_SUGGESTED = 8
_COLUMNS = [Column("name", "Name"), Column("kind", "Kind"), Column("match", "Found as")]


@blueprint.get("/search")
@shown
def search() -> Page:
    """Show what has some words, ``?q=``, in one of its names, in any of their languages."""
    words = _words()
    rows = [Row((Cell(hit.label, to=hit.id), Cell(kind(hit)), _match(hit))) for hit in find(words)]
    table = Table("found", f"Things whose names hold “{words}”", _COLUMNS, rows, sourced=False)
    return render("search.html", [table], words=words)


@blueprint.get("/search.json")
@shown
def suggestions() -> Page:
    """Give the things that have some words, ``?q=``, in a name, the best first; ``?limit=`` many.

    Each has ``id``, ``iri``, ``label``, the name that matched as ``match``, its ``kind`` and the
    address of its ``page``.
    """
    words, limit = _words(), number("limit", 0, _MOST_SUGGESTED, _SUGGESTED)
    results = [
        {
            "id": hit.id,
            "iri": expand(hit.id),
            "label": hit.label,
            "match": hit.match,
            "kind": kind(hit),
            "page": href(hit.id),
        }
        for hit in find(words, limit)
    ]
    return as_json({"query": words, "results": results})


def find(words: str, limit: int = _MOST_ROWS) -> list[Hit]:
    """Return the things whose names hold some words; see ``comity.index``."""
    return kept("names", lambda: Index(graph().engine)).search(words, limit)


def kind(hit: Hit) -> str:
    """Return the kind of what was found, as a word: country, forum type ..."""
    thing = book().get(hit.id)
    return thing.kind.replace("-", " ") if thing else ""


def _words() -> str:
    return " ".join(request.args.get("q", "")[:_LONGEST].split())


def _match(hit: Hit) -> Cell:
    return Cell(hit.match, language="und") if hit.match != hit.label else Cell("")
