"""Read the definitions of tables: each is a query with its columns described in the header.

    #+ title: what the table is called
    #+ summary: what it holds, and what one row stands for
    #+ sources: yes, where each row is a record that cites its sources
    #+ key: the columns that tell rows apart; by default the first, whose value is an IRI then
    #+ column: name | type | title | description

A type is one of ``TYPES``, with ``!`` where no row is without a value, and ``-> table`` or
``-> table.column`` where it refers to another table. A query binds a variable for each column and
orders its rows by the key at last; texts of a list come parted by tabs. A table is added by adding
a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

TYPES = {
    "id": "an IRI, shortened with the prefixes of comity where it can be",
    "ids": "a list of these",
    "text": "a text",
    "list": "a list of texts",
    "url": "an address",
    "date": "a day",
    "partial": "a day, a month or a year; a column for the precision is put after it",
    "integer": "a whole number",
    "boolean": "true or false",
}
_FOLDER = Path(__file__).with_name("tables")
_HEADER = re.compile(r"^#\+ (\w+): (.*)$", re.MULTILINE)
_TYPE = re.compile(r"(?P<name>\w+)(?P<required>!?)(?: -> (?P<table>\w+)(?:\.(?P<column>\w+))?)?")


@dataclass(frozen=True)
class Column:
    """Describe a column: name, type, title, description, and what it refers to.

    ``refers`` is a table and a column of it, or empty.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    refers: tuple[str, str] | tuple[()] = ()

    @property
    def many(self) -> bool:
        """Return whether a cell holds a list."""
        return self.type in ("list", "ids")


@dataclass(frozen=True)
class Table:
    """Describe a table: name, title, summary, query, columns, key, and whether rows cite sources.

    ``columns`` are those of the export: beside those of the query the precision of partial dates,
    the sources, and the IRI of what the row is about.
    """

    name: str
    title: str
    summary: str
    query: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    cited: bool


PRECISION = Column("{}_precision", "text", "Precision: {}", "day, month or year; empty for none.")
SOURCES = (
    Column(
        "source_titles",
        "list",
        "Titles of the sources",
        "The titles of the sources, in the order of their addresses and of the passages.",
    ),
    Column("source_urls", "list", "Addresses of the sources", "Where the sources are published."),
    Column("passages", "list", "Places in the sources", "Where in each source the passage is."),
)
IRI = Column("iri", "url", "IRI", "The name of the thing on the web, to cite it by.", required=True)


@cache
def tables() -> dict[str, Table]:
    """Return the tables by name, in the order of their names."""
    found = (_read(path) for path in sorted(_FOLDER.glob("*.rq")))
    return {table.name: table for table in found}


def _read(path: Path) -> Table:
    text = path.read_text(encoding="utf-8")
    lines = _HEADER.findall(text)
    header = dict(lines)
    asked = [_column(value) for name, value in lines if name == "column"]
    key = tuple(header.get("key", asked[0].name).split())
    cited = header.get("sources") == "yes"
    columns = [each for column in asked for each in _with_precision(column)]
    columns += [*(SOURCES if cited else ()), *([IRI] if key == (asked[0].name,) else [])]
    return Table(path.stem, header["title"], header["summary"], text, tuple(columns), key, cited)


def _column(line: str) -> Column:
    name, type_, title, description = (part.strip() for part in line.split(" | "))
    found = _TYPE.fullmatch(type_)
    assert found, f"{name} has no type: {type_}"  # noqa: S101
    assert found["name"] in TYPES, f"{name} has an unknown type: {type_}"  # noqa: S101
    refers = (found["table"], found["column"] or "id") if found["table"] else ()
    return Column(name, found["name"], title, description, bool(found["required"]), refers)


def _with_precision(column: Column) -> tuple[Column, ...]:
    if column.type != "partial":
        return (column,)
    name, title = PRECISION.name.format(column.name), PRECISION.title.format(column.title)
    return column, replace(PRECISION, name=name, title=title)
