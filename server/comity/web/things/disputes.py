"""Say on what sources differ about a thing, what each of them says, and what is kept."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac import Almanac, Citation, Thing


@dataclass(frozen=True, slots=True)
class Version:
    """Hold what some sources say in a disagreement, and whether the graph follows them."""

    text: str
    kept: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Hold a disagreement: on what, every version (those that are kept first), and why so."""

    id: str
    topic: str
    versions: tuple[Version, ...]
    why: str

    @property
    def settled(self) -> bool:
        """Return whether the graph follows one version alone."""
        return sum(version.kept for version in self.versions) == 1

    @property
    def outcome(self) -> str:
        """Return in a few words what became of it."""
        if self.settled:
            return "settled"
        if any(version.kept for version in self.versions):
            return "unsettled: more than one version is kept"
        return "unsettled: no version is kept"


def disputes(almanac: Almanac, thing: Thing) -> list[Dispute]:
    """Return the disagreements about a thing, the unsettled ones first.

    They have no day of their own, and are shown whatever day a page is about.
    """
    found = [dispute(almanac, each) for each in almanac.naming("comity:about", thing.id)]
    return sorted(found, key=lambda each: (each.settled, each.topic.casefold()))


def dispute(almanac: Almanac, disagreement: Thing) -> Dispute:
    """Return a disagreement with its versions."""
    versions = [
        Version(almanac.label(version), name == "comity:kept", almanac[version].citations)
        for name in ("comity:kept", "comity:rejected")
        for version in disagreement.all(name)
    ]
    topic = disagreement.label[:1].upper() + disagreement.label[1:]
    return Dispute(disagreement.id, topic, tuple(versions), disagreement.one("rdfs:comment"))
