"""Reach engine workers from the server: start their keeper, give jobs, explain what went wrong."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from comity.engine.frames import DATA, ERROR, REQUEST, Reader, frame
from comity.engine.job import LIMITS_VARIABLE, Answer, Job, Limits
from comity.engine.keeper import CANNOT_LOAD
from comity.engine.spool import Budget, Spool
from comity.errors import (
    ComityError,
    EngineFailed,
    QueryError,
    QueryRefused,
    TookTooLong,
    TookTooMuch,
    TooManyQueries,
)
from comity.formats import Format
from comity.query import Query

_PIECE = 256 * 1024  # bytes received at once
_ERRORS: dict[str, type[ComityError]] = {
    each.__name__: each
    for each in (QueryError, QueryRefused, TooManyQueries, TookTooMuch, EngineFailed)
}
_FULL = "Too many queries are waiting; try again in a few seconds."


class Pool:
    """Answer queries by worker processes that a keeper holds ready; see ``Engine``.

    Takes the folder with the keeper's sockets, and the limits that the keeper was given.
    """

    isolated = True

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self._keeper: subprocess.Popen[bytes] | None = None
        self._budget = Budget(limits.answer, limits.spool)
        self._closing = False
        self.failed = False

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
        pool._watch([str(path.resolve()) for path in additions], on_failure)
        return pool

    def query(self, query: Query, answer: Format) -> Iterator[bytes]:
        """Evaluate a query in a worker; see ``Engine.query``.

        Raises Unanswered, with the reason, when the query is given up; pieces that came before are
        then no answer.
        """
        job = Job(query, answer)
        with self._connect() as connection:
            connection.setblocking(True)
            connection.sendall(frame(REQUEST, job.encode()))
            reader = Reader()
            while received := connection.recv(_PIECE):
                for kind, payload in reader.feed(received):
                    if kind == DATA:
                        yield payload
                    elif kind == ERROR:
                        raise _error(payload)
                    else:
                        return
        raise self._why(job)

    async def answer(self, job: Job) -> Answer:
        """Have a worker do a job and return the whole answer, in a file when it is long.

        When the caller is cancelled, the worker is ended. Raises what ``query`` raises.
        """
        loop = asyncio.get_running_loop()
        spool = Spool(self.folder, self._budget)
        with self._connect() as connection, contextlib.ExitStack() as cleanup:
            cleanup.callback(spool.discard)
            try:
                await loop.sock_sendall(connection, frame(REQUEST, job.encode()))
                reader = Reader()
                while received := await loop.sock_recv(connection, _PIECE):
                    for kind, payload in reader.feed(received):
                        if kind == DATA:
                            spool.write(payload)
                        elif kind == ERROR:
                            raise _error(payload)
                        else:
                            cleanup.pop_all()
                            return spool.answer(json.loads(payload))
            except (asyncio.CancelledError, TookTooMuch):
                await asyncio.shield(asyncio.to_thread(self._ask, "end", job.id))
                raise
            except ConnectionError:
                pass
        raise await asyncio.to_thread(self._why, job)

    def release(self, answer: Answer) -> None:
        """Remove the file of an answer."""
        if isinstance(answer.content, Path):
            answer.content.unlink(missing_ok=True)
            self._budget.give(answer.size)

    def version(self) -> str:
        """Return a text that is another for other data or another day."""
        told = self._ask("version")
        return f"{told['digest'][:16]}-{told['day']}"

    def about(self) -> dict[str, Any]:
        """Return digest, day, number of triples, and the number in each named graph."""
        told = self._ask("about")
        assert isinstance(told, dict)  # noqa: S101
        return told

    def close(self) -> None:
        """End the keeper and its workers, if this process started them."""
        self._closing = True
        if self._keeper is not None:
            assert self._keeper.stdin is not None  # noqa: S101
            self._keeper.stdin.close()
            self._keeper.wait(10)

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

    def _ask(self, *request: str) -> Any:
        with self._connect("control") as connection:
            connection.settimeout(60)
            connection.sendall(json.dumps(request).encode())
            told = b"".join(iter(lambda: connection.recv(_PIECE), b""))
        if not told:
            raise EngineFailed("The engine is not there.")
        return json.loads(told)

    def _why(self, job: Job) -> ComityError:
        """Return the error that says why a worker broke off."""
        fate = None
        for _ in range(100):
            with contextlib.suppress(ComityError):
                fate = self._ask("fate", job.id)
            if fate:
                break
            time.sleep(0.01)
        return explain(fate, self.limits)

    def _watch(self, additions: list[str], on_failure: Callable[[], object] | None) -> None:
        setting = {LIMITS_VARIABLE: self.limits.encode(), "GLIBC_TUNABLES": _HUGE_PAGES}
        # Listening here, who connects while the graph is loading, or loading again, waits for it.
        sockets = [
            _listen(self.folder / "work", self.limits.queue),
            _listen(self.folder / "control"),
        ]
        numbers = [each.fileno() for each in sockets]
        command = [sys.executable, "-m", "comity.engine.keeper", str(self.folder)]
        command += [str(number) for number in numbers] + additions

        def run() -> None:
            while not self._closing:
                started = time.monotonic()
                self._keeper = subprocess.Popen(  # noqa: S603
                    command,
                    stdin=subprocess.PIPE,
                    env={**os.environ, **setting},
                    pass_fds=numbers,
                    start_new_session=True,
                )
                up.set()
                if self._keeper.wait() == CANNOT_LOAD:
                    break
                time.sleep(max(0.0, 1 - (time.monotonic() - started)))
            for each in sockets:
                each.close()
            self.failed = not self._closing
            if self.failed and on_failure:
                on_failure()

        up = threading.Event()
        threading.Thread(target=run, name="keeper", daemon=True).start()
        up.wait()


# With huge pages, the page tables that a fork copies are five hundred times smaller.
_HUGE_PAGES = "glibc.malloc.hugetlb=1"


def _listen(path: Path, backlog: int = 64) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(backlog)
    return listener


def explain(fate: str | None, limits: Limits) -> ComityError:
    """Return the error that says, with what to do, why a query was given up."""
    match fate:
        case "deadline":
            return TookTooLong(
                f"The query ran for {limits.timeout:g} seconds, the most that one may take, and "
                "was ended. Ask for less at a time, add LIMIT, or query a copy of your own."
            )
        case "memory":
            return TookTooMuch(
                f"The query needed more than {limits.memory // 1024**2} MiB of memory and was "
                "ended. Ask for less at a time; ORDER BY, DISTINCT and GROUP BY hold all rows."
            )
        case "crowded":
            return TooManyQueries(
                f"{limits.long} long queries are running and the machine has room for no more; try "
                "again in a while, or ask for less at a time."
            )
        case "cancelled":
            return EngineFailed("The query was cancelled.")
    return EngineFailed("The engine broke on this query and was started anew; simplify the query.")


def _error(payload: bytes) -> ComityError:
    name, message, line, column = json.loads(payload)
    if name == "QueryError":
        return QueryError(message, line, column)
    return _ERRORS.get(name, EngineFailed)(message)
