"""Sort, filter and part the tables of pages; the state of each is in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from comity.index import fold
from comity.web.tables import Cell, Column, Row, Table

_LONGEST_FILTER = 100  # characters
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class View:
    """Hold what of a table a page shows.

    ``sort`` is the name of a column with a minus before it for descending order, or empty for the
    order of the table; ``find`` is the text that rows must hold. ``rows`` are those of the page
    ``number`` of ``pages``; ``found`` counts those that the filter leaves.
    """

    table: Table
    sort: str
    find: str
    rows: Sequence[Row]
    found: int
    number: int
    pages: int
    _arguments: Mapping[str, str] = field(repr=False)

    def rest(self, row: Row) -> Iterator[tuple[str, Cell]]:
        """Yield the cells of a row after the first, each with the class of its column."""
        columns = islice(self.table.columns, 1, None)
        yield from zip((each.style for each in columns), islice(row.cells, 1, None), strict=True)

    def turned(self, column: Column) -> dict[str, str]:
        """Return the arguments of the address at which a column is sorted (the other way)."""
        return self._with("sort", f"-{column.name}" if self.sort == column.name else column.name)

    def page(self, number: int) -> dict[str, str]:
        """Return the arguments of the address of a page."""
        return self._with("page", str(number))

    def csv(self) -> dict[str, str]:
        """Return the arguments of the address of the rows that are left, as CSV."""
        return {**self._without("page"), "csv": self.table.id}

    def kept(self) -> dict[str, str]:
        """Return the arguments that a new filter leaves as they are."""
        return self._without("find", "page")

    def order(self, column: Column) -> str:
        """Return how a column is sorted, in the words of aria-sort, or an empty text."""
        if self.sort.removeprefix("-") != column.name:
            return ""
        return "descending" if self.sort.startswith("-") else "ascending"

    def _with(self, name: str, value: str) -> dict[str, str]:
        return {**self._without(name, "page"), f"{self.table.id}.{name}": value}

    def _without(self, *names: str) -> dict[str, str]:
        gone = {f"{self.table.id}.{name}" for name in names}
        return {name: value for name, value in self._arguments.items() if name not in gone}


def view(table: Table, arguments: Mapping[str, str]) -> View:
    """Return what of a table the arguments of an address ask for; what makes no sense is left out.

    ``<id>.sort``, ``<id>.find`` and ``<id>.page`` are those of the table.
    """
    sort, find, rows = left(table, arguments)
    pages = max(1, -(-len(rows) // table.size))
    asked = arguments.get(f"{table.id}.page", "")
    number = min(max(int(asked), 1), pages) if _NUMBER.fullmatch(asked) else 1
    shown = rows[(number - 1) * table.size : number * table.size]
    own = {name: arguments[name] for name in arguments if name != "csv"}
    return View(table, sort, find, shown, len(rows), number, pages, own)


def left(table: Table, arguments: Mapping[str, str]) -> tuple[str, str, list[Row]]:
    """Return the order and the filter that arguments ask for, and the rows that they leave."""
    find = arguments.get(f"{table.id}.find", "").strip()[:_LONGEST_FILTER]
    sort = arguments.get(f"{table.id}.sort", "")
    if sort.removeprefix("-") not in {column.name for column in table.columns}:
        sort = ""
    wanted = fold(find)
    return sort, find, _sorted(table, [row for row in table.rows if _has(row, wanted)], sort)


def _has(row: Row, wanted: str) -> bool:
    return not wanted or any(wanted in fold(f"{cell.text} {cell.small}") for cell in row.cells)


def _sorted(table: Table, rows: list[Row], sort: str) -> list[Row]:
    """Return rows by the column that is named; what is empty comes last either way."""
    if not sort:
        return rows
    number = [column.name for column in table.columns].index(sort.removeprefix("-"))

    def key(row: Row) -> tuple[float, str]:
        cell = row.cells[number]
        value = cell.text if cell.order is None else cell.order
        return (value, "") if isinstance(value, int | float) else (0, fold(value) or value)

    def empty(row: Row) -> bool:
        return row.cells[number].text == "" and row.cells[number].order is None

    full = sorted((row for row in rows if not empty(row)), key=key, reverse=sort.startswith("-"))
    return [*full, *(row for row in rows if empty(row))]
