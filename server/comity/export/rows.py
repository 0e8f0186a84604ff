"""Fill the tables: run their queries and turn terms into plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter

import pyoxigraph as ox

from comity.export.tables import PRECISION, SOURCES, Column, Table
from comity.query import Query
from comity.vocabulary import PREFIXES, shorten

Value = str | int | bool | date | tuple[str, ...] | None
Row = dict[str, Value]
Citations = Mapping[str, Sequence[Row]]

SEPARATOR = " | "  # of the texts of a list in one cell
_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_NOTE = "skos:note"


def rows(store: ox.Store, table: Table, day: date, citations: Citations) -> list[Row]:
    """Return the rows of a table in the order of its query, each key once.

    Takes the day that counts as today, and the rows of the table of citations by record.
    """
    query = Query(table.query)
    if "on" in query.variables:
        query = query.as_of(day)
    solutions = store.query(query.text, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101
    found: dict[Sequence[Value], Row] = {}
    for solution in solutions:
        row = _row(table, solution)
        if table.cited:
            row |= _sources(citations.get(str(row[table.key[0]]), ()))
        key = itemgetter(*table.key)(row)
        # What should be single may be double in added data; one of the two must always win.
        found[key] = min(found.get(key, row), row, key=str)
    return list(found.values())


def _row(table: Table, solution: ox.QuerySolution) -> Row:
    row: Row = {}
    for column in table.columns:
        if column in SOURCES:
            continue
        if column.name == "iri":
            row["iri"] = _text(solution[table.key[0]])
        elif column.name.endswith(PRECISION.name.format("")):
            row[column.name] = _PRECISIONS.get(len(str(row[_dated(column)] or "")))
        else:
            row[column.name] = _value(column, _text(solution[column.name]))
    return row


def _dated(column: Column) -> str:
    return column.name.removesuffix(PRECISION.name.format(""))


def _text(term: object) -> str | None:
    return str(getattr(term, "value", term)) if term is not None else None


def _value(column: Column, text: str | None) -> Value:
    if column.many:
        parts = text.split("\t") if text else []
        return tuple(sorted({shorten(each) if column.type == "ids" else each for each in parts}))
    if text is None:
        return None
    match column.type:
        case "id":
            return shorten(text)
        case "date":
            return date.fromisoformat(text[:10])
        case "integer":
            return int(text)
        case "boolean":
            return text in ("true", "1")
    return text


def _sources(citations: Sequence[Row]) -> Row:
    """Return the sources of a record in three lists of the same order.

    A passage that only backs a note says nothing about the record itself.
    """
    backing = [each for each in citations if each["backs"] != _NOTE]
    places = dict.fromkeys(
        (str(each["source_title"]), str(each["source_url"]), str(each["locator"]))
        for each in backing
    )
    lists = zip(*places, strict=True) if places else ((), (), ())
    return {column.name: tuple(values) for column, values in zip(SOURCES, lists, strict=True)}
