"""Know the day that a page is about: today, or the one that ``?on=`` asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import g, request

from comity.graph import day
from comity.vocabulary import BASE, expand
from comity.web.links import site


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold the day that a page shows, and the one that is today, as YYYY-MM-DD.

    ``follows`` tells whether the page would be another on another day.
    """

    day: str
    today: str
    follows: bool = False

    @property
    def chosen(self) -> bool:
        """Return whether it is another day than today, which links must carry on."""
        return self.day != self.today

    def keep(self, address: str) -> str:
        """Return an address with the day in its query where it is another than today.

        Takes an address that names no day and no fragment.
        """
        return f"{address}{'&' if '?' in address else '?'}on={self.day}" if self.chosen else address


def moment() -> Moment:
    """Return the day of the page that this request asks for; raises QueryError for no day."""
    if "moment" not in g:
        given = request.args.get("on", "")
        g.moment = replace(today(), day=day(given).isoformat()) if given else today()
    found: Moment = g.moment
    return found


def today() -> Moment:
    """Return the day that is today."""
    day_ = date.today().isoformat()
    return Moment(day_, day_)


def follow() -> None:
    """Have the page of this request tell of the day that is asked for; raises QueryError."""
    _tell_of(replace(moment(), follows=True))


def hold() -> None:
    """Have the page of this request be the same whatever day is asked for."""
    _tell_of(today())


def _tell_of(chosen: Moment) -> None:
    g.moment = chosen
    g.pop("links", None)


def at(path: str) -> str:
    """Return the address of a page of this site, the day carried on."""
    asked = g.get("links")  # a page has a thousand links
    if asked is None:
        asked = g.links = site(), moment()
    return str(asked[1].keep(asked[0] + path.removeprefix("/")))


def href(id_: str) -> str:
    """Return where a link to a thing leads: its page here, or its address elsewhere.

    Takes a prefixed name or an IRI; returns an empty text for what no link may lead to.
    """
    iri = expand(id_)
    if iri.startswith(BASE):
        path = iri.removeprefix(BASE)
        return at(f"{path}.html" if "/" in path else path)
    return iri if iri.startswith(("https://", "http://")) else ""
