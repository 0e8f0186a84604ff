"""Read how the graph is called, by whom, under which version and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from comity.paths import root
from comity.vocabulary import BASE

PUBLISHER = BASE
FIRST = date(2026, 11, 24)  # the day on which the graph was first published

_VALUE = re.compile(r'^(title|version|date-released): *"?(.*?)"?$', re.MULTILINE)
_KEYWORD = re.compile(r"^  - ([\w ]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """Hold title, version, day and keywords of the release that is at hand."""

    title: str
    version: str
    day: date
    keywords: tuple[str, ...]


@cache
def release() -> Release:
    """Return the release that CITATION.cff describes (Citation File Format 1.2.0)."""
    text = (root() / "CITATION.cff").read_text(encoding="utf-8")
    told = dict(_VALUE.findall(text))
    keywords = tuple(_KEYWORD.findall(text))
    return Release(
        told["title"], told["version"], date.fromisoformat(told["date-released"]), keywords
    )
