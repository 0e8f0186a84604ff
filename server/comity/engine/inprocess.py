"""Serve queries from this process where it cannot fork: limits are kept by good will alone."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from comity.dataset import Dataset
from comity.engine.evaluate import do
from comity.engine.job import Answer, Job, Limits
from comity.engine.local import LocalEngine
from comity.errors import TookTooLong
from comity.formats import Format
from comity.query import Query


class InProcess:
    """Answer queries from a dataset of this process; see ``Service``.

    A query that runs too long is given up but not ended: it goes on in its thread until it is done.
    Memory is not limited.
    """

    isolated = False

    def __init__(self, dataset: Dataset, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._dataset = dataset
        self._local = LocalEngine(dataset.store)
        self._threads = ThreadPoolExecutor(self.limits.workers)

    def query(self, query: Query, answer: Format) -> Iterator[bytes]:
        """Evaluate a query; see ``Engine.query``."""
        return self._local.query(query, answer)

    async def answer(self, job: Job) -> Answer:
        """Do a job; raises TookTooLong when it takes longer than it may, and leaves it running."""
        done = asyncio.get_running_loop().run_in_executor(self._threads, self._do, job)
        try:
            return await asyncio.wait_for(done, self.limits.timeout)
        except TimeoutError:
            raise TookTooLong(
                f"The query ran for more than {self.limits.timeout:g} seconds and was given up."
            ) from None

    def release(self, answer: Answer) -> bool:  # noqa: ARG002
        """Return True: answers are kept in memory."""
        return True

    def version(self) -> str:
        """Return a text that is another for other data; the day is that of the start."""
        return self._dataset.version

    def about(self) -> dict[str, Any]:
        """Return digest, day, number of triples, and the number in each named graph."""
        return self._dataset.about()

    def close(self) -> None:
        """Take no more queries."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _do(self, job: Job) -> Answer:
        output = io.BytesIO()
        rows = do(self._dataset.store, job, output)
        return Answer(output.getvalue(), output.tell(), rows, "")
