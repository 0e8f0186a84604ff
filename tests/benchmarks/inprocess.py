"""Answer queries with pyoxigraph and nothing around it: the limit for every server built on it.

    python tests/benchmarks/inprocess.py data.nt

Reads queries from standard input as JSON, one a line, and writes for each a line with the seconds
and the length of the answer, then the answer. A program of its own, so that it can be ended when a
query takes too long, and so that its memory can be weighed.
"""

from __future__ import annotations

import json
import sys
import time

import pyoxigraph as ox


def answer(store: ox.Store, query: str) -> bytes:
    """Evaluate a query and return the answer as JSON or N-Triples."""
    result = store.query(query)
    if isinstance(result, ox.QueryTriples):
        return bytes(result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
    return bytes(result.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def main() -> None:
    """Load the graph and answer until the input ends."""
    store = ox.Store()
    store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES)
    for line in sys.stdin:
        query = json.loads(line)
        start = time.perf_counter()
        body = answer(store, query)
        seconds = time.perf_counter() - start
        sys.stdout.buffer.write(f"{seconds} {len(body)}\n".encode() + body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
