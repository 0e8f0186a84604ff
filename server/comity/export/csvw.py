"""Write the tables as CSV (RFC 4180), described by CSV on the Web.

The description follows the W3C recommendation "Metadata Vocabulary for Tabular Data"; it has the
name that the recommendation gives a description of all tables in a folder (its companion "Model for
Tabular Data", section 5.3).
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from comity.artefacts import Artefact
from comity.export.material import Material
from comity.export.rows import SEPARATOR, Value
from comity.export.tables import Column, Table, tables

START = (
    "**In a spreadsheet**: `csv/members.csv` and `csv/actions.csv`, which are UTF-8 (in Excel: "
    "Data, From Text/CSV). `csv/csv-metadata.json` says what the columns mean, `csv/concepts.csv` "
    "what the values mean. Several values in a cell are parted by ` | `; the lists of sources are "
    "in one order. `comity-csv.zip` has it all."
)
METADATA = "csv/csv-metadata.json"
ARCHIVE = "comity-csv.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a ZIP file can hold
_PARTIAL = r"-?\d{4}(-\d{2}(-\d{2})?)?"
_DATATYPES: dict[str, Any] = {
    "url": "anyURI",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "partial": {"base": "string", "format": _PARTIAL},
    "integer": "integer",
    "boolean": {"base": "boolean", "format": "true|false"},
}


def planned() -> Iterator[Artefact]:
    """Say which files there will be."""
    for table in tables().values():
        yield Artefact(_name(table), table.title, "text/csv")
    title = "Description of the CSV tables (CSV on the Web)"
    yield Artefact(METADATA, title, "application/csvm+json")
    yield Artefact(ARCHIVE, "All CSV tables with their description", "application/zip")


def write(material: Material, folder: Path) -> Iterator[str]:
    """Write the files and yield the name of each once it is whole."""
    (folder / "csv").mkdir()
    for table in tables().values():
        with (folder / _name(table)).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in table.columns)
            for row in material.rows(table):
                writer.writerow(cell(row[column.name]) for column in table.columns)
        yield _name(table)
    told = json.dumps(_described(material), indent=2, ensure_ascii=False)
    (folder / METADATA).write_text(f"{told}\n", encoding="utf-8")
    yield METADATA
    _pack(folder)
    yield ARCHIVE


def cell(value: Value) -> str:
    """Return a value as the text of a cell; a list is parted by bars, its texts having none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return SEPARATOR.join(each.replace("|", "¦") for each in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _name(table: Table) -> str:
    return f"csv/{table.name}.csv"


def _described(material: Material) -> dict[str, Any]:
    edition = material.edition
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "comity: how the world cooperates on artificial intelligence",
        "dc:license": {"@id": edition.licence},
        "dc:date": {"@value": edition.day, "@type": "xsd:date"},
        "dc:identifier": edition.canonical,
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "doubleQuote": True},
        "tables": [_table(table) for table in tables().values()],
    }


def _table(table: Table) -> dict[str, Any]:
    keys = [
        {
            "columnReference": column.name,
            "reference": {
                "resource": f"{column.refers[0]}.csv",
                "columnReference": column.refers[1],
            },
        }
        for column in table.columns
        # A validator must find a row for each cell, an empty one included.
        if column.refers and column.required
    ]
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    schema |= {"primaryKey": list(table.key), "foreignKeys": keys}
    if table.columns[-1].name == "iri":
        schema["aboutUrl"] = "{+iri}"
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.summary,
        "tableSchema": schema,
    }


def _column(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "titles": [column.name, column.title],
        "dc:description": column.description,
        "datatype": _DATATYPES.get(column.type, "string"),
    }
    if column.required:
        told["required"] = True
    if column.many:
        told["separator"] = SEPARATOR
        told["dc:description"] += ' Several are parted by " | "; a bar in one of them is written ¦.'
    return told


def _pack(folder: Path) -> None:
    with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted((folder / "csv").iterdir()):
            entry = zipfile.ZipInfo(path.name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on any Unix
            archive.writestr(entry, path.read_bytes())
