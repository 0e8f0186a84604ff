"""Compare two states of the graph: what is stated in one and not in the other, told as facts."""

from __future__ import annotations

from pathlib import Path

from comity.compare.changes import Change, Difference, Property, compare
from comity.compare.states import State, read

__all__ = ["Change", "Difference", "Property", "State", "compare", "diff", "read"]


def diff(old: str | Path, new: str | Path | None = None) -> Difference:
    """Compare two states of the graph by what they state, not by what is derived.

    Takes for each a folder, a dump or a git revision (see ``comity.compare.states.read``); the new
    one is the working copy by default. Raises NotFound and DataError.
    """
    return compare(read(old), read(new))
