"""Put what parties did about a text in tables: every act, the rungs of a treaty, the votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from comity.almanac import Almanac, Citation, Thing
from comity.almanac.support import BOUND, SIGNED
from comity.almanac.votes import Ballot, changes
from comity.dates import Certainty
from comity.web.cells import party_and_region
from comity.web.tables import Cell, Column, Row, Table

Done = Sequence[tuple[Thing, Certainty]]  # acts that have happened, and how surely

_MORE = {"comity:stage": "Stage", "comity:confidence": "Confidence", "skos:note": "Note"}
_USUAL = {"", "confidence:high"}  # of which nothing needs to be said
_RUNGS = ("act:signed", "act:ratified", "act:acceded")


def table(almanac: Almanac, text: Thing, done: Done) -> Table:
    """Return the table of every act on a text, signature apart from ratification.

    Where a text is signed and then ratified, each party has one row, and each act a column;
    else each act has a row. A column that says nothing is left out.
    """
    acts = {action.one("comity:act") for action, _ in done}
    caption = f"Acts on {text.label}"
    if acts & SIGNED and acts & BOUND and acts <= SIGNED | BOUND:
        rungs = [act for act in _RUNGS if act in acts]
        return Table("acts", caption, *_ladder(almanac, done, rungs))
    return Table("acts", caption, *_list(almanac, done))


def _list(almanac: Almanac, done: Done) -> tuple[list[Column], list[Row]]:
    more = {
        name: label
        for name, label in _MORE.items()
        if {action.one(name) for action, _ in done} - _USUAL
    }
    columns = [*_PARTY, Column("act", "Act"), Column("date", "Date")]
    columns += [Column(label.lower(), label) for label in more.values()]
    rows = [
        Row(
            (
                *party_and_region(almanac, action.one("comity:party")),
                Cell(almanac.label(action.one("comity:act")), to=action.id),
                when(action, held),
                *(Cell(_label(almanac, action.one(name))) for name in more),
            ),
            action.cited(),
        )
        for action, held in done
    ]
    return columns, rows


def _ladder(almanac: Almanac, done: Done, rungs: Sequence[str]) -> tuple[list[Column], list[Row]]:
    """Return who signed and who is bound: a party in each row, an act in each column."""
    parties: dict[str, dict[str, tuple[Thing, Certainty]]] = {}
    for action, held in done:
        parties.setdefault(action.one("comity:party"), {})[action.one("comity:act")] = action, held
    noted = any(action.one("skos:note") for action, _ in done)

    def row(party: str) -> Row:
        acts = parties[party]
        cells = [
            replace(when(*acts[act]), to=acts[act][0].id) if act in acts else Cell("")
            for act in rungs
        ]
        notes = dict.fromkeys(action.one("skos:note") for action, _ in acts.values())
        cells += [Cell("; ".join(filter(None, notes)))] * noted
        citations = (cited for action, _ in acts.values() for cited in action.cited())
        return Row((*party_and_region(almanac, party), *cells), tuple(dict.fromkeys(citations)))

    columns = [
        *_PARTY,
        *(Column(almanac.label(act), almanac.label(act).capitalize()) for act in rungs),
    ]
    columns += [Column("note", "Note")] * noted
    return columns, [row(party) for party in sorted(parties, key=almanac.label)]


def turned(almanac: Almanac, text: Thing, held: Sequence[Ballot]) -> Table:
    """Return who voted otherwise at one stage than at the stage before."""
    rows = [
        Row(
            (
                *party_and_region(almanac, party),
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
            (*party_and_region(almanac, party), Cell(almanac.label(body), to=body)),
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
