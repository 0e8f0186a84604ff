"""Run the application under granian."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from comity.web import DATA_VARIABLE


def run(host: str, port: int, workers: int, additions: Sequence[Path]) -> None:
    """Serve until interrupted; each worker process loads the graph, with additions laid over it.

    A worker that dies is replaced.
    """
    if additions:
        os.environ[DATA_VARIABLE] = os.pathsep.join(str(path.resolve()) for path in additions)
    Granian(
        "comity.web:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=16,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
