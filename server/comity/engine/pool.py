"""Reach engine workers from the server: start their keeper, give jobs, explain what went wrong."""

from __future__ import annotations

import asyncio
import contextlib
import json
import select
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from comity.engine import fate
from comity.engine.frames import DATA, ERROR, REQUEST, Reader, frame
from comity.engine.job import Answer, Job, Limits
from comity.engine.spool import Budget, Spool
from comity.engine.supervisor import Supervisor
from comity.errors import ComityError, EngineFailed, TookTooMuch, TooManyQueries
from comity.formats import Format
from comity.query import Query

_PIECE = 16 * 1024  # bytes received at once: a bigger buffer is slow to allocate
_FULL = "Too many queries are waiting; try again in a few seconds."


class Pool:
    """Answer queries by worker processes that a keeper holds ready; see ``Engine``.

    Takes the folder with the keeper's sockets, and the limits that the keeper was given.
    """

    isolated = True

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self._supervisor: Supervisor | None = None
        self._idle: list[socket.socket] = []
        self._budget = Budget(limits.answer, limits.spool)

    @classmethod
    def start(
        cls,
        additions: Sequence[Path] = (),
        limits: Limits | None = None,
        on_failure: Callable[[], object] | None = None,
    ) -> Pool:
        """Start a keeper of the shipped graph, with files or folders laid over it.

        The keeper is started again should it die, and ends with this process, however that ends.
        When it cannot load the graph it says why on standard error, and ``on_failure`` is called.
        """
        pool = cls(Path(tempfile.mkdtemp(prefix="comity-")), limits or Limits())
        pool._supervisor = Supervisor(pool.folder, pool.limits, additions, on_failure)
        return pool

    def query(self, query: Query, answer: Format) -> Iterator[bytes]:
        """Evaluate a query in a worker; see ``Engine.query``.

        Raises Unanswered, with the reason, when the query is given up; pieces that came before are
        then no answer.
        """
        job = Job(query, answer)
        with self._connect() as connection, contextlib.suppress(ConnectionError):
            connection.setblocking(True)
            connection.sendall(frame(REQUEST, job.encode()))
            reader = Reader()
            while received := connection.recv(_PIECE):
                for kind, payload in reader.feed(received):
                    if kind == DATA:
                        yield payload
                    elif kind == ERROR:
                        raise fate.decode(payload)
                    else:
                        return
        raise fate.explain(self._fate(job), self.limits)

    async def answer(self, job: Job) -> Answer:
        """Have a worker do a job and return the whole answer, in a file when it is long.

        When the caller is cancelled, the worker is ended. Raises what ``query`` raises.
        """
        while self._idle:
            # A worker that had others to serve has hung up; the job has not begun then.
            connection = self._idle.pop()
            if _hung_up(connection):  # as is known mostly, and asking why would take a while
                connection.close()
                continue
            answer = await self._exchange(connection, job)
            if answer is not None:
                return answer
            if (told := await asyncio.to_thread(self._fate, job, 3)) is not None:
                raise fate.explain(told, self.limits)
        answer = await self._exchange(self._connect(), job)
        if answer is None:
            raise fate.explain(await asyncio.to_thread(self._fate, job), self.limits)
        return answer

    async def _exchange(self, connection: socket.socket, job: Job) -> Answer | None:
        """Send a job and return the answer, None when the worker breaks off."""
        loop = asyncio.get_running_loop()
        spool, reader, keep = Spool(self.folder, self._budget), Reader(), False
        try:
            await loop.sock_sendall(connection, frame(REQUEST, job.encode()))
            # Most answers are there at once. To wait for them here, a millisecond at most, takes
            # half of the time that a round of the event loop takes.
            events = select.poll()
            events.register(connection, select.POLLIN)
            events.poll(1)
            while received := await loop.sock_recv(connection, _PIECE):
                for kind, payload in reader.feed(received):
                    if kind == DATA:
                        spool.write(payload)
                    elif kind == ERROR:
                        raise fate.decode(payload)
                    else:
                        told = json.loads(payload)
                        keep = told["keep"]
                        return spool.answer(told)
        except ConnectionError:
            pass
        except (asyncio.CancelledError, TookTooMuch, TooManyQueries):
            await asyncio.shield(asyncio.to_thread(self._ask, "end", job.id))
            raise
        finally:
            spool.discard()
            self._idle.append(connection) if keep else connection.close()
        return None

    def release(self, answer: Answer) -> bool:
        """Remove the file of an answer; return whether its bytes are free, for nobody reads it."""
        if not isinstance(answer.content, Path):
            return True
        answer.content.unlink(missing_ok=True)
        if _is_open(answer.content):
            return False
        self._budget.give(answer.size)
        return True

    def version(self) -> str:
        """Return a text that is another for other data or another day; see ``Service``."""
        return str(self._ask("version"))

    def about(self) -> dict[str, Any]:
        """Return digest, day, number of triples, and the number in each named graph."""
        told = self._ask("about")
        assert isinstance(told, dict)  # noqa: S101
        return told

    @property
    def failed(self) -> bool:
        """Return whether the graph could not be loaded."""
        return self._supervisor is not None and self._supervisor.failed

    def close(self) -> None:
        """End the keeper and its workers, if this process started them."""
        while self._idle:
            self._idle.pop().close()
        if self._supervisor is not None:
            self._supervisor.stop()

    def _connect(self, name: str = "work") -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.setblocking(False)
        try:
            connection.connect(str(self.folder / name))
        except BlockingIOError:
            connection.close()
            raise TooManyQueries(_FULL) from None
        except OSError:
            connection.close()
            raise TooManyQueries("The engine is not there; try again in a few seconds.") from None
        return connection

    def _ask(self, *request: str, patience: float = 60) -> Any:
        with self._connect("control") as connection:
            connection.settimeout(patience)
            connection.sendall(json.dumps(request).encode())
            told = b"".join(iter(lambda: connection.recv(_PIECE), b""))
        if not told:
            raise EngineFailed("The engine is not there.")
        return json.loads(told)

    def _fate(self, job: Job, times: int = 50) -> str | None:
        """Return what the keeper knows of the end of the worker that had a job."""
        for _ in range(times):
            with contextlib.suppress(ComityError, OSError):
                if told := self._ask("fate", job.id, patience=1):
                    return str(told)
            time.sleep(0.01)
        return None


def _hung_up(connection: socket.socket) -> bool:
    """Return whether the other end of an idle connection is closed; it says nothing else."""
    events = select.poll()
    events.register(connection, select.POLLIN)
    return bool(events.poll(0))


def _is_open(removed: Path) -> bool:
    """Return whether this process still reads a file that was removed, where that can be told."""
    own = Path("/proc/self/fd")
    if not own.exists():
        return False
    with contextlib.suppress(OSError):
        return any(str(each.readlink()).startswith(str(removed)) for each in own.iterdir())
    return True
