"""Draw what a party did about texts: a row for each kind of act, a column for each year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from comity.almanac import Almanac, Thing
from comity.web.charts.chart import Chart, draw
from comity.web.speech import written

_FEWEST = 6  # acts that say more as a picture than as a table
LABELS, COLUMN, ROW, TOP = 170, 44, 34, 30
_LARGEST = 15  # the radius of the largest disc


@dataclass(frozen=True, slots=True)
class Disc:
    """Hold how many acts of a kind there were in a year, and the disc that shows it."""

    left: float
    radius: float
    count: int
    said: str


def deeds(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Draw the acts of a party by a day, None where they are few."""
    done = [
        action
        for action in almanac.naming("comity:party", thing.id)
        if action.span.happened(day) is not None
    ]
    dated = [action for action in done if action.span.start]
    if len(dated) < _FEWEST:
        return None
    counts = Counter((each.one("comity:act"), each.span.start[:4]) for each in dated)
    years = sorted({year for _, year in counts})
    acts = [each for each in almanac.kind("act") if any(act == each.id for act, _ in counts)]
    acts.sort(key=lambda act: _total(counts, act.id), reverse=True)
    svg = draw(
        "deeds.svg",
        rows=[(act, _discs(counts, act, years), _total(counts, act.id)) for act in acts],
        columns=[(_place(n), year, _gap(years, n)) for n, year in enumerate(years)],
        width=max(LABELS + COLUMN * len(years) + 50, 480),
        labels=LABELS,
        column=COLUMN,
        row=ROW,
        top=TOP,
        label=f"Acts of {thing.label} on texts by kind and year",
    )
    title = f"What {thing.label} did about texts in each year, until {written(day)}"
    lead = "The area of a disc shows how many acts; years without any are left out."
    if undated := len(done) - len(dated):
        lead += f" {undated} without a date {'is' if undated == 1 else 'are'} in the table alone."
    return Chart("deeds", title, svg, f"chart/{thing.path}/acts.svg", "acts", lead)


def _discs(counts: Counter[tuple[str, str]], act: Thing, years: list[str]) -> list[Disc]:
    most = max(counts.values())
    return [
        Disc(
            _place(number),
            round(max(_LARGEST * (count / most) ** 0.5, 3.5), 1),
            count,
            f"{act.label} in {year}: {count}",
        )
        for number, year in enumerate(years)
        if (count := counts[act.id, year])
    ]


def _total(counts: Counter[tuple[str, str]], act: str) -> int:
    return sum(count for (each, _), count in counts.items() if each == act)


def _place(number: int) -> float:
    return LABELS + COLUMN * (number + 0.5)


def _gap(years: list[str], number: int) -> bool:
    """Return whether years are left out before one."""
    return number > 0 and int(years[number]) > int(years[number - 1]) + 1
