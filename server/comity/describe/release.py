"""Tell how the graph is called, by whom, under which version and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from comity.metadata import metadata
from comity.vocabulary import BASE

PUBLISHER = BASE


@dataclass(frozen=True)
class Release:
    """Hold title, version, day and keywords of the release at hand, and the day of the first."""

    title: str
    version: str
    day: date
    keywords: tuple[str, ...]
    first: date


@cache
def release() -> Release:
    """Return the release that CITATION.cff describes, the first being that of CHANGELOG.md."""
    from comity.releases import releases  # which the first answer of a server need not wait for

    told, known = metadata(), releases()
    day = told["date-released"]
    first = known[-1].date if known else day
    return Release(told["title"], str(told["version"]), day, tuple(told["keywords"]), first)
