"""Show each kind of thing on a page of its own."""

from comity.web.things import source
from comity.web.things.sheet import SHEETS

__all__ = ["SHEETS", "source"]
