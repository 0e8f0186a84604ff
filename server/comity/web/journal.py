"""Write one line for each query, for people and programs that watch over the service."""

from __future__ import annotations

import sys
import time

enabled = True  # whether anything is written


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
    if not enabled:
        return
    # Written by hand, for this is done for each cached answer too and nothing here needs an escape.
    counted = "null" if rows is None else rows
    sys.stderr.write(
        f'{{"time": {time.time():.3f}, "id": "{id_}", "query": "{digest}", "outcome": "{outcome}", '
        f'"rows": {counted}, "bytes": {size}, "ms": {seconds * 1000:.2f}}}\n'
    )
