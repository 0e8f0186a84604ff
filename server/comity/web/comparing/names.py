"""Name things and their combinations in few words."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Thing
from comity.almanac.sets import Circle
from comity.web.naming import cut, shortest

_LONGEST = 34  # characters that there is room for in pictures and heads of columns
_ALL = {2: "both", 3: "all three", 4: "all four"}


def short(thing: Thing) -> str:
    """Return the shortest name of a thing, or its beginning where even that is long."""
    return cut(shortest(thing), _LONGEST)


def called(circles: Sequence[Circle], inside: Sequence[bool]) -> str:
    """Return what a combination is called: all three, only GPAI, only GPAI and OECD."""
    names = [short(each.thing) for each, held in zip(circles, inside, strict=True) if held]
    return _ALL[len(names)] if len(names) == len(circles) else f"only {listed(names)}"


def everywhere(circles: Sequence[Circle]) -> str:
    """Return what the combination of all circles is called: both, all three, all four."""
    return _ALL[len(circles)]


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
