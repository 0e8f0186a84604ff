"""Draw how parties voted on a text: one bar for each recorded vote."""

from __future__ import annotations

from typing import Any

from comity.almanac import Almanac, Thing
from comity.almanac.totals import Total, totals
from comity.almanac.votes import VOTES, Ballot, ballots
from comity.web.charts.chart import Chart, draw
from comity.web.speech import written

_WIDTH, _STEP = 720, 76
_LABELS = {
    "act:voted-in-favour": "in favour",
    "act:voted-against": "against",
    "act:abstained": "abstained",
    "": "did not vote",
}
_MEASURES = {
    "act:voted-in-favour": "measure:votes-in-favour",
    "act:voted-against": "measure:votes-against",
    "act:abstained": "measure:abstentions",
}


def votes(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Return the picture of the votes on a text that were held by a day, if there were any."""
    held = ballots(almanac, thing, day)
    if not held:
        return None
    found = totals(almanac, thing.id, day)
    whole = max(_known(ballot) for ballot in held)
    bars = [
        {"top": number * _STEP, **_bar(almanac, ballot, found, whole)}
        for number, ballot in enumerate(held)
    ]
    svg = draw("votes.svg", bars=bars, width=_WIDTH, height=len(bars) * _STEP + 4)
    address = f"chart/{thing.path}/votes.svg"
    return Chart("votes", "How parties voted, by name on record", svg, address, "acts")


def _known(ballot: Ballot) -> int:
    """Return of how many parties it is known what they did."""
    return sum(map(ballot.of, VOTES)) + len(ballot.absent or ())


def _bar(almanac: Almanac, ballot: Ballot, found: list[Total], whole: int) -> dict[str, Any]:
    """Return a bar: its title, and its parts with place, width, label and class."""
    counts = {vote: ballot.of(vote) for vote in VOTES} | {"": len(ballot.absent or ())}
    left = 0.0
    parts = []
    for vote, count in counts.items():
        if count:
            width = count / whole * _WIDTH
            parts.append(
                {
                    "left": round(left, 1),
                    "width": round(width - 1, 1),
                    "label": f"{count} {_LABELS[vote]}",
                    "class": vote.partition(":")[2] or "absent",
                }
            )
            left += width
    stage = almanac.label(ballot.stage).capitalize() if ballot.stage else "Vote"
    said = f"{stage}, {written(ballot.day)}"
    if ballot.absent is None:
        said += ": others who voted are not known by name"
    return {
        "title": said,
        "parts": _legible(parts),
        "note": _differs(ballot, found),
    }


def _legible(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each part the place of its label, so that no two labels overlap."""
    edge = float(_WIDTH)
    for part in reversed(parts):
        wide = len(part["label"]) * 6.6 + 12
        part["at"] = round(max(min(part["left"], edge - wide), 0), 1)
        edge = part["at"]
    return parts


def _differs(ballot: Ballot, found: list[Total]) -> str:
    """Return what a source has published where it is not what is on record by name."""
    told = []
    for vote, measure in _MEASURES.items():
        for each in found:
            about = each.measure == measure and each.tally.one("comity:stage") == ballot.stage
            if about and each.published != ballot.of(vote):
                told.append(f"{each.published} {_LABELS[vote]}")
    return f"Published: {', '.join(told)}" if told else ""
