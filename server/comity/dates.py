"""Compare the dates of a record, which are as coarse as its sources, with a day."""

from __future__ import annotations

from typing import Literal

Certainty = Literal["certain", "possible", ""]

BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")


def certainty(
    day: str, earliest_start: str, latest_start: str, earliest_end: str, latest_end: str
) -> Certainty | None:
    """Return whether a record certainly or possibly holds on a day; None when it cannot.

    Takes the day and the bounds of its time, all as YYYY-MM-DD; a bound that it lacks is an empty
    text. Returns an empty text for a record that has none, for it is not dated at all.
    """
    if earliest_start > day or (latest_end and latest_end < day):
        return None
    if not latest_start:
        return "possible" if earliest_start or earliest_end or latest_end else ""
    held = latest_start <= day and (not earliest_end or earliest_end >= day)
    return "certain" if held else "possible"
