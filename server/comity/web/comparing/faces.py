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
    ``inside`` says what it means to be in a circle, ``acted`` that records of it are acts.
    """

    name: str
    heading: str
    one: str
    many: str
    inside: str
    circle: Callable[[Almanac, Thing], Circle]
    acted: bool = False


FACES = {
    "forum": (Face("members", "Who is a member", "member", "members", "in", sets.members),),
    "declaration": (
        Face(
            "supporters",
            "Who supported it",
            "supporter",
            "supporters",
            "behind",
            sets.supporters,
            acted=True,
        ),
    ),
    "country": (
        Face("forums", "Forums", "forum", "forums", "of", sets.forums),
        Face("texts", "Texts", "text", "texts", "of", sets.texts, acted=True),
    ),
}
