"""Show each kind of thing on a page of its own."""

from comity.web.things import (
    agency,
    country,
    declaration,
    forum,
    initiative,
    meeting,
    position,
    source,
    theme,
)
from comity.web.things.sheet import SHEETS

__all__ = [
    "SHEETS",
    "agency",
    "country",
    "declaration",
    "forum",
    "initiative",
    "meeting",
    "position",
    "source",
    "theme",
]
