"""Write the tables as one SQLite database, with keys, indexes, views and a full text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path

from comity.artefacts import Artefact
from comity.errors import ComityError
from comity.export.csvw import cell
from comity.export.material import Material
from comity.export.rows import Value
from comity.export.tables import Column, Table, tables

START = (
    "**In SQL**: `comity.sqlite`, also for Datasette. Views to begin with: `current_members`, "
    "`members_with_sources`, `endorsements_by_declaration`, `totals_that_differ`. `SELECT * FROM "
    "search WHERE search MATCH 'hiroshima'` finds things by name."
)
NAME = "comity.sqlite"
_VIEWS = Path(__file__).with_name("views.sql")
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}  # SQLite has no type for days or truth


def planned() -> Iterator[Artefact]:
    """Say which files there will be."""
    title = "All tables in one SQLite database, with views and full text search"
    yield Artefact(NAME, title, "application/vnd.sqlite3")


def write(material: Material, folder: Path) -> Iterator[str]:
    """Write the database and yield its name once it is whole."""
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as database:
        # Nothing that is half written is kept, so there is no need for a journal.
        database.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "PRAGMA encoding = 'UTF-8';"
        )
        database.execute("BEGIN")
        for table in tables().values():
            _fill(database, table, material)
        _tell(database, material)
        database.executescript(_VIEWS.read_text(encoding="utf-8"))
        database.executescript("ANALYZE; VACUUM;")
    yield NAME


def _fill(database: sqlite3.Connection, table: Table, material: Material) -> None:
    lines = [_defined(table, column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(column.name)}) "
        f"REFERENCES {_quoted(column.refers[0])} ({_quoted(column.refers[1])})"
        for column in table.columns
        if column.refers
    ]
    name = _quoted(table.name)
    database.execute(f"CREATE TABLE {name} (" + ", ".join(lines) + ")")
    marks = ", ".join("?" * len(table.columns))
    rows = ([_stored(row[column.name]) for column in table.columns] for row in material.rows(table))
    try:
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
    except sqlite3.IntegrityError as cause:
        raise ComityError(f"{cause}: comity validate says what to mend in the data") from None
    for column in table.columns:
        if column.type == "id" and column.name not in table.key[:1]:
            index = _quoted(f"{table.name}_{column.name}")
            database.execute(f"CREATE INDEX {index} ON {name} ({_quoted(column.name)})")


def _tell(database: sqlite3.Connection, material: Material) -> None:
    database.execute("CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    about = {**asdict(material.edition), "homepage": "https://w3id.org/comity/"}
    database.executemany("INSERT INTO metadata VALUES (?, ?)", about.items())
    database.execute(
        'CREATE TABLE "columns" ("table" TEXT, "column" TEXT, title TEXT, description TEXT,'
        ' PRIMARY KEY ("table", "column"))'
    )
    described = (
        (table.name, column.name, column.title, column.description)
        for table in tables().values()
        for column in table.columns
    )
    database.executemany('INSERT INTO "columns" VALUES (?, ?, ?, ?)', described)


def _defined(table: Table, column: Column) -> str:
    referred = any(
        each.refers == (table.name, column.name)
        for other in tables().values()
        for each in other.columns
    )
    unique = " UNIQUE" if referred and table.key != (column.name,) else ""
    needed = " NOT NULL" if column.required else ""
    return f"{_quoted(column.name)} {_TYPES.get(column.type, 'TEXT')}{needed}{unique}"


def _stored(value: Value) -> str | int | None:
    if isinstance(value, date | tuple):
        return cell(value)
    return int(value) if isinstance(value, bool) else value


def _quoted(name: str) -> str:
    return f'"{name}"'
