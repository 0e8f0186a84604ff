"""Say how parties voted on a text, at each stage, and who changed between stages."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac.members import members
from comity.almanac.things import Almanac, Thing

VOTES = ("act:voted-in-favour", "act:voted-against", "act:abstained")


@dataclass(frozen=True, slots=True)
class Ballot:
    """Hold one recorded vote: its stage and day, and the acts by what was voted.

    ``absent`` are the members of the body that voted, or of the one that it is an organ of, of
    which no vote is recorded; it is None where the votes are not all known by name.
    """

    stage: str
    day: str
    votes: dict[str, list[Thing]]
    absent: tuple[str, ...] | None

    def of(self, vote: str) -> int:
        """Return how many are known by name to have voted in one way."""
        return len(self.votes.get(vote, ()))

    def parties(self) -> dict[str, str]:
        """Return what each party voted."""
        return {
            action.one("comity:party"): vote
            for vote, actions in self.votes.items()
            for action in actions
        }


def ballots(almanac: Almanac, declaration: Thing, day: str) -> list[Ballot]:
    """Return the recorded votes on a text that were held by a day, in the order of time."""
    by_stage: dict[str, dict[str, list[Thing]]] = {}
    for action in almanac.naming("comity:declaration", declaration.id):
        vote = action.one("comity:act")
        if vote in VOTES and action.span.happened(day) is not None:
            by_stage.setdefault(action.one("comity:stage"), {}).setdefault(vote, []).append(action)
    found = [_ballot(almanac, declaration, *each) for each in by_stage.items()]
    return sorted(found, key=lambda ballot: ballot.day)


def changes(before: Ballot, after: Ballot) -> list[tuple[str, str, str]]:
    """Return who voted otherwise at a later vote: the party, its vote before, its vote after.

    Who took no part in the later vote has an empty text there, if all who did are known by name.
    """
    earlier, later = before.parties(), after.parties()
    return [
        (party, vote, later.get(party, ""))
        for party, vote in earlier.items()
        if later.get(party) != vote and (party in later or after.absent is not None)
    ]


def _ballot(
    almanac: Almanac, declaration: Thing, stage: str, votes: dict[str, list[Thing]]
) -> Ballot:
    starts = (action.span.start for actions in votes.values() for action in actions)
    day = max(starts, default="")
    ballot = Ballot(stage, day, votes, None)
    # Of some votes only those against are on record, of which nobody can say who was away.
    entitled = _entitled(almanac, declaration, day) if ballot.of("act:voted-in-favour") else None
    if not entitled:
        return ballot
    absent = sorted(entitled - ballot.parties().keys(), key=almanac.label)
    return Ballot(stage, day, votes, tuple(absent))


def _entitled(almanac: Almanac, declaration: Thing, day: str) -> set[str]:
    """Return the members of the bodies that adopted a text on a day."""
    found: set[str] = set()
    for body in declaration.all("comity:adoptedBy"):
        held = members(almanac, body, day)
        organ = almanac.get(body)
        for whole in organ.all("org:subOrganizationOf") if organ and not held else ():
            held = members(almanac, whole, day)
        found.update(party for party in held if held[party] == "certain")
    return found
