"""Show each kind of thing on a page of its own."""

from comity.web.things import country, source
from comity.web.things.sheet import SHEETS

__all__ = ["SHEETS", "country", "source"]
