"""Reach the almanac that pages are made from."""

from __future__ import annotations

from comity import almanac
from comity.almanac import Almanac
from comity.web.current import graph, service
from comity.web.kept import kept, version


def book() -> Almanac:
    """Return the almanac of the data as they are; load it when they are new."""
    return kept("almanac", _load)


def _load() -> Almanac:
    return almanac.load(graph().engine, version(), str(service().about()["day"]))
