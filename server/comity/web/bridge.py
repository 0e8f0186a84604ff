"""Let code that runs in threads, such as Flask's views, use the endpoint, which runs in a loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Unfinished
from typing import Any, TypeVar

T = TypeVar("T")

_LOOK = 0.25  # seconds between two looks at whether the client is still there


class Bridge:
    """Run coroutines in one event loop, in a thread of its own unless a server brings a loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()

    def use(self, loop: asyncio.AbstractEventLoop) -> None:
        """Use the event loop of the server."""
        self._loop = loop

    def run(self, work: Coroutine[Any, Any, T], gone: Callable[[], bool] = lambda: False) -> T:
        """Run a coroutine and return what it returns, from any thread but that of the loop.

        Takes a function that tells whether the client has left; the work is cancelled then, which
        raises CancelledError.
        """
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._running())
        while True:
            try:
                return future.result(_LOOK)
            except Unfinished:
                if future.done():
                    raise
                if gone():
                    future.cancel()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                run = self._loop.run_forever
                threading.Thread(target=run, name="endpoint", daemon=True).start()
            return self._loop
