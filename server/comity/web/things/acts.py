"""Put what parties did about a text in tables: every act, the rungs of a treaty, the votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from comity.almanac import Almanac, Citation, Thing
from comity.almanac.support import BOUND, SIGNED
from comity.almanac.votes import Ballot, changes
from comity.dates import Certainty
from comity.web.tables import Cell, Column, Row, Table

Done = Sequence[tuple[Thing, Certainty]]  # acts that have happened, and how surely

_RUNGS = ("act:signed", "act:ratified", "act:acceded")


def table(almanac: Almanac, text: Thing, done: Done) -> Table:
    """Return the table of every act on a text; a column that says nothing is left out."""
    staged = any(action.one("comity:stage") for action, _ in done)
    doubted = any(action.one("comity:confidence") != "confidence:high" for action, _ in done)
    noted = any(action.one("skos:note") for action, _ in done)

    def row(action: Thing, held: Certainty) -> Row:
        cells = [
            *_party(almanac, action.one("comity:party")),
            Cell(almanac.label(action.one("comity:act")), to=action.id),
            when(action, held),
            *[Cell(_label(almanac, action.one("comity:stage")))] * staged,
            *[Cell(_label(almanac, action.one("comity:confidence")))] * doubted,
            *[Cell(action.one("skos:note"))] * noted,
        ]
        return Row(tuple(cells), action.cited())

    columns = [
        *_PARTY,
        Column("act", "Act"),
        Column("date", "Date"),
        *[Column("stage", "Stage")] * staged,
        *[Column("confidence", "Confidence")] * doubted,
        *[Column("note", "Note")] * noted,
    ]
    rows = [row(action, held) for action, held in done]
    return Table("acts", f"Acts on {text.label}", columns, rows)


def ladder(almanac: Almanac, text: Thing, done: Done) -> Table:
    """Return who signed and who is bound, each in a column; empty where not both occur."""
    by_party: dict[str, dict[str, tuple[Thing, Certainty]]] = {}
    for action, held in done:
        if action.one("comity:act") in SIGNED | BOUND:
            by_party.setdefault(action.one("comity:party"), {})[action.one("comity:act")] = (
                action,
                held,
            )
    seen = {act for each in by_party.values() for act in each}
    rungs = [act for act in _RUNGS if act in seen] if SIGNED & seen and BOUND & seen else []

    def row(party: str, each: Mapping[str, tuple[Thing, Certainty]]) -> Row:
        cells = [when(*each[act]) if act in each else Cell("") for act in rungs]
        citations = (cited for action, _ in each.values() for cited in action.cited())
        return Row((*_party(almanac, party), *cells), tuple(dict.fromkeys(citations)))

    names = [almanac.label(act) for act in rungs]
    columns = [*_PARTY, *(Column(each, each.capitalize()) for each in names)]
    parties = sorted(by_party, key=almanac.label) if rungs else []
    caption = f"Who signed {text.label}, and who is bound by it"
    return Table("rungs", caption, columns, [row(party, by_party[party]) for party in parties])


def turned(almanac: Almanac, text: Thing, held: Sequence[Ballot]) -> Table:
    """Return who voted otherwise at one stage than at the stage before."""
    rows = [
        Row(
            (
                *_party(almanac, party),
                Cell(f"{almanac.label(vote)}, {_label(almanac, before.stage)}"),
                Cell(f"{_label(almanac, then) or 'did not vote'}, {_label(almanac, after.stage)}"),
            ),
            _votes(party, before, after),
        )
        for before, after in pairwise(held)
        for party, vote, then in changes(before, after)
    ]
    columns = [*_PARTY, Column("before", "First"), Column("after", "Then")]
    return Table("turned", f"Who changed between the votes on {text.label}", columns, rows)


def missing(almanac: Almanac, text: Thing, silent: Mapping[str, Iterable[str]]) -> Table:
    """Return the members of bodies that adopted a text which have not acted on it."""
    rows = [
        Row(
            (*_party(almanac, party), Cell(almanac.label(body), to=body)),
            _belonging(almanac, party, body),
        )
        for body, parties in silent.items()
        for party in parties
    ]
    columns = [*_PARTY, Column("body", "Member of")]
    return Table("silent", f"Members that have not acted on {text.label}", columns, rows)


def when(record: Thing, held: Certainty) -> Cell:
    """Return a cell with the date of a record as it is known, and how surely it has come."""
    span = record.span
    order = span.latest_start or "9"
    if span.start:
        return Cell(span.start, order=order, holds=held)
    attested = f"attested {span.latest_start}" if span.latest_start else ""
    return Cell("date unknown", small=attested, order=order, holds=held)


_PARTY = (Column("party", "Party"), Column("region", "Region"))


def _party(almanac: Almanac, party: str) -> tuple[Cell, Cell]:
    thing = almanac.get(party)
    region = thing.one("comity:region") if thing else ""
    return Cell(almanac.label(party), to=party), Cell(_label(almanac, region))


def _label(almanac: Almanac, id_: str) -> str:
    return almanac.label(id_) if id_ else ""


def _votes(party: str, *held: Ballot) -> tuple[Citation, ...]:
    found = (
        cited
        for ballot in held
        for actions in ballot.votes.values()
        for action in actions
        if action.one("comity:party") == party
        for cited in action.cited()
    )
    return tuple(dict.fromkeys(found))


def _belonging(almanac: Almanac, party: str, body: str) -> tuple[Citation, ...]:
    found = (
        cited
        for stint in almanac.naming("org:member", party)
        if stint.one("org:organization") == body
        for cited in stint.cited()
    )
    return tuple(dict.fromkeys(found))
