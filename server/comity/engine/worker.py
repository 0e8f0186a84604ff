"""Answer one query after the other in a process that the kernel ends when a query goes too far.

A worker is forked from the keeper, which holds the store. Before it takes a query it gives up what
a query could misuse: it has no descriptor left for a socket or a file, no core file, and no more
memory than it is allowed. A timer of the kernel ends it, even inside native code, when a query runs
too long.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import time

import pyoxigraph as ox

from comity.engine.evaluate import do
from comity.engine.frames import ERROR, Reader, frame
from comity.engine.job import Job, Limits
from comity.engine.output import PIECE, Output
from comity.engine.places import Place
from comity.errors import ComityError, QueryError, TookTooMuch, TooManyQueries

_LISTENER = 3  # the descriptor of the listening socket; a connection is the next, and the last
_IDLE = struct.pack("ll", 5, 0)  # seconds, microseconds: how often an idle worker looks around
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>


def work(store: ox.Store, listener: socket.socket, place: Place, limits: Limits) -> None:
    """Take queries from a listening socket until the process is ended or has grown; never return.

    To be called in a process of its own, just forked: it gives up rights for good.
    """
    status = 1
    with contextlib.suppress(BaseException):
        own = _confine(listener, limits)
        while os.getppid() == place.keeper and not place.retired:
            try:
                connection, _ = own.accept()
            except BlockingIOError:
                continue
            with connection:
                if not _serve(store, connection, place, limits):
                    break
        status = 0
    os._exit(status)


def _confine(listener: socket.socket, limits: Limits) -> socket.socket:
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.set_wakeup_fd(-1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(listener.detach(), _LISTENER)
    for standard in range(3):
        os.dup2(nowhere, standard)
    os.closerange(_LISTENER + 1, 4096)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_LISTENER + 2, _LISTENER + 2))
    most = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    own = socket.socket(fileno=_LISTENER)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _IDLE)
    return own


def _address_space() -> int:
    """Return the bytes of address space in use; on systems without /proc, a generous guess."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _serve(store: ox.Store, connection: socket.socket, place: Place, limits: Limits) -> bool:
    """Answer the job that comes over a connection; return whether the worker can go on."""
    started = time.monotonic()
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        job = _receive(connection)
        if job is None:
            return True
        place.take(job.id, started)
        try:
            if started - job.sent > limits.wait:
                raise TooManyQueries("The query waited too long for a place.")
            signal.setitimer(signal.ITIMER_REAL, limits.timeout)
            _answer(store, connection, job)
        except ComityError as error:
            connection.sendall(frame(ERROR, error_payload(error)))
        except MemoryError:
            connection.sendall(frame(ERROR, error_payload(TookTooMuch("memory"))))
            return False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            place.leave()
    # A long query was made to yield to others and may have left its memory scattered.
    return time.monotonic() - started < limits.patience


def _receive(connection: socket.socket) -> Job | None:
    connection.settimeout(5)
    reader = Reader()
    while received := connection.recv(PIECE):
        for _, payload in reader.feed(received):
            connection.settimeout(None)
            return None if _gone(connection) else Job.decode(payload)
    return None


def _gone(connection: socket.socket) -> bool:
    events = select.poll()
    events.register(connection, select.POLLIN)
    return bool(events.poll(0))  # the other side has nothing more to say: it has hung up


def _answer(store: ox.Store, connection: socket.socket, job: Job) -> None:
    output = Output(connection, job.format, job.encoding)
    try:
        counted = do(store, job, output)  # type: ignore[arg-type]
    except (RuntimeError, ValueError) as cause:
        raise QueryError(f"the engine cannot answer this query: {cause}") from None
    output.finish(counted)


def error_payload(error: ComityError) -> bytes:
    """Return an error as the payload of an error frame: its name, message and place as JSON."""
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    message = getattr(error, "message", str(error))
    return json.dumps((type(error).__name__, message, line, column)).encode()
