"""Reach the almanac that pages are made from."""

from __future__ import annotations

from flask import g

from comity import almanac
from comity.almanac import Almanac
from comity.web.current import graph, service
from comity.web.kept import kept, version


def book() -> Almanac:
    """Return the almanac of the data, as they were when this request came."""
    if "book" not in g:
        g.book = kept("almanac", _load)
    found: Almanac = g.book
    return found


def _load() -> Almanac:
    return almanac.load(graph().engine, version(), str(service().about()["day"]))
