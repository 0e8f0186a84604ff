"""Write one line for each query, for people and programs that watch over the service."""

from __future__ import annotations

import json
import sys
import time


def record(
    id_: str,
    digest: str,
    outcome: str,
    rows: int | None = None,
    size: int = 0,
    seconds: float = 0.0,
) -> None:
    """Write a line of JSON to standard error.

    Takes the identifier of the request, the digest of the query (not its text, which may tell who
    asks), how it went, the number of rows where it is known, bytes, and seconds.
    """
    line = {
        "time": round(time.time(), 3),
        "id": id_,
        "query": digest,
        "outcome": outcome,
        "rows": rows,
        "bytes": size,
        "ms": round(seconds * 1000, 2),
    }
    sys.stderr.write(json.dumps(line) + "\n")
