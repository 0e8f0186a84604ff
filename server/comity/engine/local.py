"""Evaluate queries in this process, on an Oxigraph store in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyoxigraph as ox

from comity.engine.evaluate import evaluate
from comity.formats import Format
from comity.query import Query


class LocalEngine:
    """Answer queries from a store of this process, without limits; see ``Engine``."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, query: Query, answer: Format) -> Iterator[bytes]:
        """Evaluate a query on the store; see ``Engine.query``."""
        output = io.BytesIO()
        evaluate(self._store, query, answer, output)
        return iter([output.getvalue()])

    def close(self) -> None:
        """Let go of the store."""
        del self._store
