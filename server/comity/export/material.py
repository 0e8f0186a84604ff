"""Hold what the parts of an export are made from, each thing made once."""

from __future__ import annotations

import hashlib
from functools import cached_property

import comity
from comity.artefacts import Edition
from comity.dataset import Dataset
from comity.export import canonical
from comity.export.rows import Citations, Row, rows
from comity.export.tables import Table, tables

_CITATIONS = "citations"


class Material:
    """Give the parts of an export a loaded graph in the forms that several of them need."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._rows: dict[str, list[Row]] = {}

    @cached_property
    def canonical(self) -> bytes:
        """Return the dataset as a canonical N-Quads document."""
        return canonical.canonical(self.dataset.store)

    @cached_property
    def edition(self) -> Edition:
        """Return what the export is made of."""
        return Edition(
            comity.__version__,
            self.dataset.digest,
            self.dataset.day.isoformat(),
            hashlib.sha256(self.canonical).hexdigest(),
            sum(1 for _ in canonical.triples(self.canonical)),
        )

    def rows(self, table: Table) -> list[Row]:
        """Return the rows of a table."""
        if table.name not in self._rows:
            cited = self._citations if table.cited else {}
            self._rows[table.name] = rows(self.dataset.store, table, self.dataset.day, cited)
        return self._rows[table.name]

    @cached_property
    def _citations(self) -> Citations:
        found: dict[str, list[Row]] = {}
        for row in self.rows(tables()[_CITATIONS]):
            found.setdefault(str(row["record"]), []).append(row)
        return found
