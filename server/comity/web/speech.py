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
        dates=spanned,
        first_day=first_day,
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


def first_day() -> str:
    """Return the first day that a membership is known of."""
    return book().first


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


def spanned(start: str, end: str) -> str:
    """Return from when to when something lasts, what both dates share said once: 1 to 2 May 2020.

    Takes two dates of any precision; the end may be empty. Nothing is shared by dates of which one
    is more precise than the other.
    """
    if not end or end == start:
        return written(start)
    first, last = written(start).split(), written(end).split()
    shared = 0
    while shared < len(first) == len(last) and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    return " ".join([*first[: len(first) - shared], "to", *last])
