"""Answer one query after the other in a process that the kernel ends when a query goes too far.

A worker is forked from the keeper, which holds the store. Before it takes a query it gives up what
a query could misuse: no core file, no more memory than is allowed, and while a query runs no
descriptor is left for a socket or a file. A timer of the kernel ends the process, even inside
native code, when a query runs too long.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import select
import signal
import socket
import sys
import time

import pyoxigraph as ox

from comity.engine import fate
from comity.engine.evaluate import do
from comity.engine.frames import ERROR, Reader, frame
from comity.engine.job import Job, Limits
from comity.engine.output import Output
from comity.engine.places import Place
from comity.engine.stores import Stores
from comity.errors import ComityError, QueryError, TooManyQueries

_LISTENER, _CONNECTION = 3, 4  # the only descriptors; the three standard ones lead nowhere
_PIECE = 8192  # bytes received at once: a bigger buffer is slow to find in the heap of a store
_IDLE = 5000  # milliseconds after which an idle worker looks around
_SLOW = 5  # seconds that a request may take to arrive, and a piece of an answer to be taken
_PATIENT = 0.1  # seconds; a client that has waited longer may have left
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>


def work(stores: Stores, listener: socket.socket, place: Place, limits: Limits) -> None:
    """Take queries from a listening socket until the process is ended or has grown; never return.

    To be called in a process of its own, just forked: it gives up rights for good.
    """
    status = 1
    with contextlib.suppress(BaseException):
        Worker(stores, _confine(listener, limits), place, limits).run()
        status = 0
    os._exit(status)


class Worker:
    """Serve one connection at a time, for as long as nobody else waits for one."""

    def __init__(
        self, stores: Stores, listener: socket.socket, place: Place, limits: Limits
    ) -> None:
        self._stores = stores
        self._listener = listener
        self._place = place
        self._limits = limits
        self._connection: socket.socket | None = None
        self._used = False  # whether the connection has brought a job
        self._waiting, self._events = select.poll(), select.poll()
        for events in (self._waiting, self._events):
            events.register(listener, select.POLLIN)

    def run(self) -> None:
        """Serve until the keeper is gone or wants no more, or a query was a long one."""
        fresh = True
        while fresh and os.getppid() == self._place.keeper and not self._place.retired:
            ready = [number for number, _ in self._events.poll(_IDLE)]
            if self._connection is not None and (_CONNECTION in ready or not self._used):
                fresh = self._serve(self._connection)
            elif ready:
                self._accept()

    def _accept(self) -> None:
        """Take a connection in place of the one there was, which lets its client know."""
        _set_descriptors(_CONNECTION + 2)
        with contextlib.suppress(BlockingIOError):  # another worker was faster
            taken, _ = self._listener.accept()
            self._hang_up()
            if taken.fileno() != _CONNECTION:
                os.dup2(taken.fileno(), _CONNECTION)
                taken.close()
                taken = socket.socket(fileno=_CONNECTION)
            taken.settimeout(_SLOW)
            self._connection, self._used = taken, False
            self._events.register(taken, select.POLLIN)
        _set_descriptors(_CONNECTION + 1)

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._events.unregister(self._connection)
            self._connection.close()
            self._connection = None

    def _serve(self, connection: socket.socket) -> bool:
        """Answer the job that comes over a connection; return whether the worker can go on."""
        started = time.monotonic()
        try:
            self._used = True
            job = _receive(connection)
            if job is None:
                self._hang_up()
                return True
            self._place.take(job.id, started)
            keep = self._answer(connection, job, started)
        except (OSError, ValueError, KeyError, TypeError):
            keep = False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._place.leave()
        if not keep:
            self._hang_up()
        # A long query was made to yield to others and may have left its memory scattered.
        return time.monotonic() - started < self._limits.patience

    def _answer(self, connection: socket.socket, job: Job, started: float) -> bool:
        """Send the answer or an error; return whether the connection stays open."""
        try:
            if started - job.sent > self._limits.wait:
                raise TooManyQueries("The query waited too long for a place.")
            signal.setitimer(signal.ITIMER_REAL, self._limits.timeout)
            output = Output(connection, job.format, job.encoding)
            counted = _done(self._stores.for_job(job), job, output)
            signal.setitimer(signal.ITIMER_REAL, 0)
            keep = not self._waiting.poll(0)
            output.finish(counted, keep)
        except ComityError as error:
            connection.sendall(frame(ERROR, fate.encode(error)))
            return False
        except MemoryError:
            connection.sendall(frame(ERROR, fate.encode(fate.explain("memory", self._limits))))
            os._exit(0)
        return keep


def _done(store: ox.Store, job: Job, output: Output) -> int | None:
    try:
        return do(store, job, output)  # type: ignore[arg-type]
    except (RuntimeError, ValueError) as cause:
        raise QueryError(f"the engine cannot answer this query: {cause}") from None


def _receive(connection: socket.socket) -> Job | None:
    """Return the next job, None when the client has hung up, perhaps just after sending it."""
    reader = Reader()
    while received := connection.recv(_PIECE):
        for _, payload in reader.feed(received):
            job = Job.decode(payload)
            waited = time.monotonic() - job.sent > _PATIENT
            return None if waited and _hung_up(connection) else job
    return None


def _hung_up(connection: socket.socket) -> bool:
    events = select.poll()
    events.register(connection, select.POLLIN)  # a client that waits for an answer says no more
    return bool(events.poll(0))


def _confine(listener: socket.socket, limits: Limits) -> socket.socket:
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.set_wakeup_fd(-1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(listener.detach(), _LISTENER)
    for standard in range(_LISTENER):
        os.dup2(nowhere, standard)
    os.closerange(_CONNECTION, 4096)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    most = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_CONNECTION + 1, _CONNECTION + 2))
    own = socket.socket(fileno=_LISTENER)
    own.setblocking(False)
    return own


def _set_descriptors(number: int) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (number, _CONNECTION + 2))


def _address_space() -> int:
    """Return the bytes of address space in use; on systems without /proc, a generous guess."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
