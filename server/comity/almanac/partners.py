"""Say with whom a party shares its forums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from comity.almanac.members import members, memberships
from comity.almanac.things import Almanac
from comity.dates import Certainty


@dataclass(frozen=True, slots=True)
class Partner:
    """Hold another party and the forums that both belong to on a day, with how surely."""

    party: str
    shared: Mapping[str, Certainty]

    @property
    def certain(self) -> int:
        """Return how many forums both certainly belong to."""
        return sum(each == "certain" for each in self.shared.values())


def partners(almanac: Almanac, party: str, day: str) -> list[Partner]:
    """Return who is a member beside a party on a day, who shares the most forums first."""
    shared: defaultdict[str, dict[str, Certainty]] = defaultdict(dict)
    for forum, own in memberships(almanac, party, day).items():
        for other, its in members(almanac, forum, day).items():
            shared[other][forum] = its if own == "certain" else "possible"
    shared.pop(party, None)
    found = (Partner(other, forums) for other, forums in shared.items())
    return sorted(
        found, key=lambda each: (-each.certain, -len(each.shared), almanac.label(each.party))
    )
