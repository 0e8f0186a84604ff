"""Read what a reader has chosen in the forms of a page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request


def chosen(name: str, among: Sequence[str]) -> str:
    """Return what the argument of an address says if it is among some values, else the first."""
    given = request.args.get(name, "")
    return given if given in among else among[0]


def number(name: str, least: int, most: int, default: int) -> int:
    """Return the number that the argument of an address says, within bounds."""
    given = request.args.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) < 7):
        return default
    return min(max(int(given), least), most)
