"""Say in which respects things of a kind are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from comity.almanac import Almanac, Thing, sets
from comity.almanac.sets import Circle


@dataclass(frozen=True, slots=True)
class Face:
    """Hold one respect: its name in addresses, what is counted, and how it is read.

    ``heading`` is that of its section; ``one`` and ``many`` are the words for what is counted,
    ``verb`` and ``word`` say how it belongs to a thing, ``acted`` that records of it are acts.
    """

    name: str
    heading: str
    one: str
    many: str
    verb: str
    word: str
    circle: Callable[[Almanac, Thing], Circle]
    acted: bool = False

    def phrase(self, where: str) -> str:
        """Return what is counted in a combination: members only in GPAI, texts supported by both.

        Takes what the combination is called, see ``comparing.names``.
        """
        only = "only " if where.startswith("only ") else ""
        parts = (self.many, self.verb, f"{only}{self.word} {where.removeprefix(only)}")
        return " ".join(filter(None, parts))


FACES = {
    "forum": (Face("members", "Members", "member", "members", "", "in", sets.members),),
    "declaration": (
        Face("supporters", "Support", "supporter", "supporters", "", "of", sets.supporters, True),
    ),
    "country": (
        Face("forums", "Forums", "forum", "forums", "", "of", sets.forums),
        Face("texts", "Texts", "text", "texts", "supported", "by", sets.texts, True),
    ),
}
