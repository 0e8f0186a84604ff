"""Show a source: what it is, and every fact that rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.reliance import Reliance, contents, resting
from comity.almanac.totals import Total, total
from comity.web.cells import counted
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.backing import context, kind, kinds, part
from comity.web.things.facts import facts
from comity.web.things.sheet import Sheet, sheet

_FACTS = {
    "comity:publisherName": "Publisher",
    "dct:issued": "Published",
    "comity:sourceKind": "Kind of source",
    "schema:url": "Address",
    "skos:note": "Note",
}
_FEWEST = 2  # passages that make a table of contents
_ROWS = 120

Contents = list[tuple[str, list[tuple[Thing, list[Cell]]]]]  # by section and passage


@sheet("source")
def source(almanac: Almanac, thing: Thing, day: str) -> Sheet:  # noqa: ARG001 - it has no day
    """Return the sheet of a source; what rests on it does so on every day."""
    found = resting(almanac, thing)
    records = {each.record.id: each.record for each in found}
    by_kind = Counter(record.kind for record in records.values())
    tallies = [total(record) for record in records.values() if record.kind == "tally"]
    tables = (_records(almanac, thing, found), _totals(almanac, thing, tallies))
    values = {
        "facts": facts(almanac, thing, _FACTS),
        "sections": _contents(almanac, thing, found),
        "kinds": [(kinds(each), number) for each, number in by_kind.most_common()],
        "number": len(records),
        "alone": len({each.record.id for each in found if each.only and not each.backs}),
    }
    return Sheet(tuple(table for table in tables if table.rows), values)


def _contents(almanac: Almanac, thing: Thing, found: Sequence[Reliance]) -> Contents:
    """Return the contents of a source, empty where it has one passage, which has no order."""
    sections = contents(almanac, thing, found)
    if sum(len(each.passages) for each in sections) < _FEWEST:
        return []
    return [
        (
            each.heading,
            [(passage, [_line(almanac, told) for told in said]) for passage, said in each.passages],
        )
        for each in sections
    ]


def _line(almanac: Almanac, each: Reliance) -> Cell:
    words = (
        context(almanac, each.record) or kind(each.record),
        f"only {part(each)}" if each.backs else "",
        "no other source" if each.only else "",
    )
    return Cell(each.record.label, to=each.record.id, small=", ".join(filter(None, words)))


def _records(almanac: Almanac, thing: Thing, found: Sequence[Reliance]) -> Table:
    columns = [
        Column("record", "What rests on it"),
        Column("kind", "Kind"),
        Column("place", "Where in it"),
        Column("part", "What of it"),
        Column("only", "Other sources"),
    ]
    rows = [
        Row(
            (
                Cell(each.record.label, to=each.record.id, small=context(almanac, each.record)),
                Cell(kind(each.record)),
                Cell(_place(almanac, each.passage), to=each.passage),
                Cell(part(each) or "all"),
                Cell("none" if each.only else "yes"),
            )
        )
        for each in found
    ]
    caption = f"What rests on {thing.label}"
    return Table("records", caption, columns, rows, sourced=False, size=_ROWS)


def _totals(almanac: Almanac, thing: Thing, found: Sequence[Total]) -> Table:
    columns = [
        Column("about", "About"),
        Column("measure", "What was counted"),
        Column("date", "As of"),
        Column("published", "Published", numeric=True),
        Column("counted", "Counted here", numeric=True),
        Column("verdict", "Verdict"),
    ]
    rows = [
        Row(
            (
                Cell(almanac.label(each.tally.one("comity:tallies")), to=each.tally.id),
                Cell(almanac.label(each.measure)),
                Cell(each.tally.one("comity:asOf")),
                counted(each.published),
                counted(each.counted),
                Cell(each.verdict, small=almanac.label(each.reason)),
            )
        )
        for each in found
    ]
    return Table("totals", f"Totals that {thing.label} gives", columns, rows, sourced=False)


def _place(almanac: Almanac, passage: str) -> str:
    found = almanac.get(passage)
    return found.one("comity:locator") if found else ""
