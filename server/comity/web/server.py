"""Run the application under granian, with engine workers beside it."""

from __future__ import annotations

import os

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from comity.engine.job import LIMITS_VARIABLE
from comity.engine.pool import Pool
from comity.web import ENGINE_VARIABLE

_HEADER_TIME = 10_000  # milliseconds in which a request must have sent its header


def run(host: str, port: int, pool: Pool) -> None:
    """Serve until interrupted, by the workers of a pool, which is closed in the end.

    A process that dies is replaced, be it the HTTP server, the keeper of the engine workers or one
    of these.
    """
    os.environ[ENGINE_VARIABLE] = str(pool.folder)
    os.environ[LIMITS_VARIABLE] = pool.limits.encode()
    try:
        Granian(
            "comity.web.gateway:create",
            factory=True,
            interface=Interfaces.RSGI,
            address=host,
            port=port,
            http=HTTPModes.http1,  # anything else leaves silent connections open
            websockets=False,
            http1_settings=HTTP1Settings(header_read_timeout=_HEADER_TIME),
            respawn_failed_workers=True,
            log_access=False,
        ).serve()
    finally:
        pool.close()
