"""Draw the world with countries shaded by what they belong to, or by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from comity.almanac import Almanac, Thing
from comity.almanac.acts import supporters
from comity.almanac.members import members, memberships
from comity.dates import Certainty
from comity.web.assets import asset
from comity.web.charts.chart import Chart, draw
from comity.web.speech import written
from comity.web.world import world

CLASSES = (1, 3, 5, 8, 12)  # the least number of each shade
_DISPUTED = "Boundaries are those of Natural Earth, who made the map; they take no side."


@dataclass(frozen=True, slots=True)
class Shade:
    """Hold how a country is shaded: the class of its style, and what is said of it."""

    style: str
    said: str


def members_map(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Draw who is a member of a forum on a day."""
    found = members(almanac, thing.id, day)
    return _of(almanac, thing, found, f"Members on {written(day)}", "members")


def supporters_map(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Draw who had supported a text by a day."""
    found = supporters(almanac, thing.id, day)
    return _of(almanac, thing, found, f"Who supported it by {written(day)}", "acts")


def belonging_map(almanac: Almanac, day: str) -> Chart:
    """Draw to how many forums each country certainly belongs on a day."""
    counts = {
        country: sum(each == "certain" for each in memberships(almanac, country.id, day).values())
        for country in almanac.kind("country")
    }
    shades = {
        country.one("comity:iso3"): Shade(f"q{step(count)}", f"{country.label}: {count} forums")
        for country, count in counts.items()
        if count
    }
    title = f"Forums to which each country belongs on {written(day)}"
    return _chart(shades, title, "chart/map.svg", "countries")


def step(count: int) -> int:
    """Return the number of the shade of a number."""
    return sum(count >= least for least in CLASSES)


def _of(
    almanac: Almanac, thing: Thing, found: Mapping[str, Certainty], title: str, table: str
) -> Chart | None:
    shades = {
        almanac[party].one("comity:iso3"): Shade(
            certainty or "possible", f"{almanac.label(party)}{_SAID[certainty]}"
        )
        for party, certainty in found.items()
        if party.startswith("country:")
    }
    if not shades:
        return None
    return _chart(shades, title, f"chart/{thing.path}/map.svg", table)


_SAID: dict[Certainty, str] = {"certain": "", "possible": " (possible)", "": " (undated)"}


def _chart(shades: Mapping[str, Shade], title: str, address: str, table: str) -> Chart:
    def drawn(alone: bool) -> Markup:
        land = world()
        return draw(
            "worldmap.svg",
            world=land,
            codes=sorted({*land.shapes, *land.points}),
            file=asset("built/world.svg"),
            shades=shades,
            alone=alone,
        )

    return Chart("map", title, drawn(False), address, table, _DISPUTED, lambda: drawn(True))
