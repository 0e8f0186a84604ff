"""Write the cells of tables and the marks of footnotes as HTML.

A table has thousands of them, and to a macro of Jinja each is several times as much work.
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask
from markupsafe import Markup, escape

from comity.almanac import Citation
from comity.web.moment import href
from comity.web.speech import mark
from comity.web.tables import Cell

_HOLDS = {
    "certain": '<span class="holds certain">certain</span>',
    "possible": '<span class="holds possible">possible</span>',
    "": '<span class="holds undated">undated</span>',
}


def register(app: Flask) -> None:
    """Make the functions of this module known to the templates of an application."""
    app.jinja_env.globals.update(holds=holds, cell=cell, marks=marks)


def holds(certainty: str | None) -> Markup:
    """Return the sign of how surely something holds; nothing where it does not."""
    return Markup(_HOLDS.get(certainty, "") if certainty is not None else "")  # noqa: S704


def cell(each: Cell) -> Markup:
    """Return what a cell shows."""
    if each.plain:
        return escape(each.text)
    doubtful = each.holds == "possible" and each.text != "possible"
    sign = f" {_HOLDS['possible']}{',' * bool(each.small)}" if doubtful else ""
    small = f" <small>{escape(each.small)}</small>" if each.small else ""
    return Markup(f"{_main(each)}{sign}{small}")  # noqa: S704 - its parts are escaped


def marks(citations: Iterable[Citation]) -> Markup:
    """Return the marks that lead from a fact to its footnotes."""
    written = []
    for note in mark(citations):
        said = f"{note.title}, {note.locator}" if note.locator else note.title
        written.append(
            f'<a class="note" role="doc-noteref" href="#note-{note.number}"'
            f' title="{escape(said)}">{note.number}</a>'
        )
    return Markup("".join(written))  # noqa: S704 - its parts are escaped


def _main(each: Cell) -> str:
    if each.holds is not None and each.text == each.holds:
        return _HOLDS[each.holds]
    shown, to = escape(each.text), href(each.to) if each.to else ""
    dated = ' class="when"' if each.dated else ""
    tongue = f' lang="{escape(each.language)}" dir="auto"' if each.language else ""
    if to:
        return f'<a href="{escape(to)}"{dated}{tongue}>{shown}</a>'
    if tongue:
        return f"<span{tongue}>{shown}</span>"
    return f"<span{dated}>{shown}</span>" if dated else str(shown)
