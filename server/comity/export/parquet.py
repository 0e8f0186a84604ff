"""Write the tables as Parquet, with lists as lists and days as days."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from comity.artefacts import Artefact
from comity.export.material import Material
from comity.export.tables import Table, tables

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

START = "**In pandas, R or DuckDB**: `parquet/`, the same tables with types and lists."
NEEDS = "pyarrow"


def available() -> bool:
    """Return whether the library that writes Parquet is installed."""
    return find_spec(NEEDS) is not None


def planned() -> Iterator[Artefact]:
    """Say which files there will be: none without the library that writes them."""
    for table in tables().values() if available() else ():
        yield Artefact(_name(table), table.title, "application/vnd.apache.parquet")


def write(material: Material, folder: Path) -> Iterator[str]:
    """Write the files and yield the name of each once it is whole."""
    if not available():
        return
    import pyarrow
    from pyarrow import parquet

    (folder / "parquet").mkdir()
    for table in tables().values():
        rows = [
            {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in row.items()
            }
            for row in material.rows(table)
        ]
        filled = pyarrow.Table.from_pylist(rows, schema=_schema(table))
        parquet.write_table(filled, folder / _name(table), compression="zstd")
        yield _name(table)


def _name(table: Table) -> str:
    return f"parquet/{table.name}.parquet"


def _schema(table: Table) -> pyarrow.Schema:
    import pyarrow

    types = {
        "date": pyarrow.date32(),
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
        "ids": pyarrow.list_(pyarrow.string()),
    }
    fields = [
        pyarrow.field(
            column.name,
            types.get(column.type, pyarrow.string()),
            nullable=not column.required,
            metadata={"title": column.title, "description": column.description},
        )
        for column in table.columns
    ]
    return pyarrow.schema(fields, {"title": table.title, "description": table.summary})
