"""Hold in memory what pages show, so that no page needs a query."""

from comity.almanac.load import load
from comity.almanac.span import Span
from comity.almanac.things import Almanac, Citation, Thing

__all__ = ["Almanac", "Citation", "Span", "Thing", "load"]
