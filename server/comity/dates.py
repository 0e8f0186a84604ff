"""Compare the dates of a record, which are as coarse as its sources, with a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Certainty = Literal["certain", "possible", ""]

BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")


def certainty(bounds: Mapping[str, str], day: str) -> Certainty | None:
    """Return whether a record certainly or possibly holds on a day; None when it cannot.

    Takes those of the bounds ``earliestStart``, ``latestStart``, ``earliestEnd`` and ``latestEnd``
    that the record has, and the day, all as YYYY-MM-DD. Returns an empty text for a record that has
    none, for it is not dated at all.
    """
    if not any(bounds.get(bound) for bound in BOUNDS):
        return ""
    first, last = bounds.get("earliestStart", ""), bounds.get("latestEnd", "")
    if first > day or (last and last < day):
        return None
    begun, open_until = bounds.get("latestStart", ""), bounds.get("earliestEnd", "")
    held = begun and begun <= day and (not open_until or open_until >= day)
    return "certain" if held else "possible"
