"""Write the tables of pages as CSV, with ids and sources."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from comity.almanac import Almanac
from comity.vocabulary import expand
from comity.web.notes import note
from comity.web.tables import Row, Table
from comity.web.views import left


def write_csv(table: Table, arguments: Mapping[str, str], almanac: Almanac) -> str:
    """Return the rows that the arguments leave as CSV (RFC 4180), with ids and sources."""
    _, _, rows = left(table, arguments)
    linked = [any(row.cells[n].to for row in table.rows) for n in range(len(table.columns))]
    beside = [any(row.cells[n].small for row in table.rows) for n in range(len(table.columns))]
    written = io.StringIO()
    writer = csv.writer(written)
    head: list[str] = []
    for column, has_id, has_more in zip(table.columns, linked, beside, strict=True):
        head += [column.name, *[f"{column.name}_iri"] * has_id, *[f"{column.name}_note"] * has_more]
    writer.writerow([*head, *["sources", "source_urls"] * table.sourced])
    for row in rows:
        values: list[str] = []
        for cell, has_id, has_more in zip(row.cells, linked, beside, strict=True):
            values += [cell.text, *[expand(cell.to)] * has_id, *[cell.small] * has_more]
        writer.writerow([*values, *(_sources(row, almanac) if table.sourced else ())])
    return written.getvalue()


def _sources(row: Row, almanac: Almanac) -> tuple[str, str]:
    notes = [note(almanac, each) for each in row.citations]
    said = [", ".join(filter(None, (each.title, each.issued, each.locator))) for each in notes]
    return "; ".join(dict.fromkeys(said)), " ".join(dict.fromkeys(each.url for each in notes))
