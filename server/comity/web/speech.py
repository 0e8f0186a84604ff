"""Give templates the words they are written with: links, names, footnotes, the day."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, g
from markupsafe import Markup

from comity.almanac import Citation
from comity.web.book import book
from comity.web.moment import at, href, moment
from comity.web.notes import Note, Notes


def register(app: Flask) -> None:
    """Make the functions of this module known to the templates of an application."""
    app.jinja_env.globals.update(
        at=at,
        href=href,
        link=link,
        moment=moment,
        name_of=name,
        notes=notes,
        mark=mark,
        date=written,
    )


def name(id_: str) -> str:
    """Return the English name of a thing."""
    return book().label(id_)


def link(id_: str, text: str = "") -> Markup:
    """Return a link to a thing that shows its name, or another text."""
    shown, to = text or name(id_), href(id_)
    return Markup('<a href="{}">{}</a>').format(to, shown) if to else Markup("{}").format(shown)


def notes() -> Notes:
    """Return the footnotes of the page that is being made."""
    if "notes" not in g:
        g.notes = Notes(book)
    found: Notes = g.notes
    return found


def mark(citations: Iterable[Citation]) -> list[Note]:
    """Return the footnotes to mark a fact with."""
    return notes().mark(citations)


_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def written(date: str) -> str:
    """Return a date as it is written in a text, as precise as it is: 15 June 2020, June 2020."""
    year, _, rest = date[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdecimal() and 1 <= int(month) <= len(_MONTHS)):
        return date
    return " ".join(filter(None, (day.lstrip("0"), _MONTHS[int(month) - 1], year)))
