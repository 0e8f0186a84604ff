"""Show each kind of thing on a page of its own."""

from comity.web.things import declaration, forum, meeting, source, theme
from comity.web.things.sheet import SHEETS

__all__ = ["SHEETS", "declaration", "forum", "meeting", "source", "theme"]
