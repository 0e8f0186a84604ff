"""Show each kind of thing on a page of its own."""

from comity.web.things import forum, meeting, source
from comity.web.things.sheet import SHEETS

__all__ = ["SHEETS", "forum", "meeting", "source"]
