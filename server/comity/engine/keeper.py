"""Hold the store in a process of one thread, and keep engine workers forked from it at work.

Run as ``python -m comity.engine.keeper FOLDER WORK CONTROL [DATA]...``, with limits as JSON in the
environment variable ``COMITY_LIMITS``. WORK and CONTROL are descriptors of listening sockets: one
for jobs, one for questions about them. The keeper ends, and removes the folder, when its standard
input is closed: it never outlives the process that started it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import select
import selectors
import shutil
import signal
import socket
import sys
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from comity.dataset import Dataset, describe, read
from comity.engine.job import Limits
from comity.engine.places import Place, Work, table
from comity.engine.stores import Stores
from comity.engine.worker import work
from comity.errors import ComityError

CANNOT_LOAD = 3  # exit status; another means that the keeper died, and a new one may do better

_LATEST = 3  # seconds after which the graph is made whole even if there is no idle moment
_TICK = 0.1  # seconds between two looks at how long workers have been at work
_HASTE = 5  # how many times sooner than usual a query must be done when others wait
_REMEMBERED = 1000  # ends of workers that can still be asked about
_LOWER_PRIORITY = 10  # niceness of a worker at a long query
_CAUSES = {
    int(signal.SIGALRM): "deadline",
    int(signal.SIGABRT): "memory",
    int(signal.SIGSEGV): "stack",
    int(signal.SIGKILL): "memory",  # nobody but the kernel does so on its own account
}


class Keeper:
    """Keep workers: fork them, look after them, and remember why each ended."""

    def __init__(
        self, folder: Path, additions: Sequence[Path], listener: socket.socket, limits: Limits
    ) -> None:
        self.asked = False  # whether a server has asked for something, so that it is up
        self._folder = folder
        self._additions = additions
        self._listener = listener
        self._limits = limits
        self._free = table(limits.workers + limits.long + 2)
        self._workers: dict[int, Place] = {}
        self._ended: dict[int, str] = {}  # workers that this keeper has ended, and why
        self._fates: OrderedDict[str, str] = OrderedDict()
        self._dataset: Dataset
        self._stores: Stores
        self._waiting = select.poll()
        self._waiting.register(listener, select.POLLIN)
        self._load()
        if _whole(folder).exists():  # what clients keep was answered from a whole graph
            self.prepare()

    def tend(self) -> None:
        """Bury the dead, hold long queries to their places, and see that enough workers wait."""
        self._bury()
        now = time.monotonic()
        busy = [(job, pid) for pid, place in self._workers.items() if (job := place.work)]
        busy.sort(key=lambda each: each[0].started)
        old = [(job, pid) for job, pid in busy if now - job.started > self._limits.patience]
        for _, pid in old[: self._limits.long]:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, pid, _LOWER_PRIORITY)
        # Where others wait and all places for long queries are taken, there is less patience.
        patience = self._limits.patience / (_HASTE if self._waiting.poll(0) else 1)
        for job, pid in busy[self._limits.long :]:
            if now - job.started > patience and len(old) >= self._limits.long:
                self._end(pid, job, "crowded")
        for _ in range(self._limits.workers + len(old) - len(self._workers)):
            self._fork()

    def refresh(self) -> None:
        """Load the graph anew when the day is another: what holds "today" may have changed."""
        if date.today() != self._day:
            with contextlib.suppress(ComityError):  # files that are being changed can wait a day
                self._load()
                self.prepare()

    def prepare(self) -> None:
        """Add what the first answers need not wait for: the descriptions, and what makes it fast.

        Until then there is no version to tell, for answers may lack the descriptions.
        """
        if self._dataset.described is None:
            with ThreadPoolExecutor(1) as beside:
                self._dataset = beside.submit(describe, self._dataset).result()
                self._stores = beside.submit(self._stores.prepared).result()
            _whole(self._folder).touch()
            self._renew()

    def answer(self, request: Sequence[str]) -> object:
        """Answer a question over the control socket: version, about, fate ID, or end ID."""
        self._bury()
        self.asked = True
        match request:
            case ["version"]:
                self.refresh()
                return self._dataset.version
            case ["about"]:
                self.prepare()
                return self._dataset.about()
            case ["fate", job]:
                return self._fates.get(job)
            case ["end", job]:
                for pid, place in self._workers.items():
                    if (found := place.work) and found.job == job:
                        self._end(pid, found, "cancelled")
        return None

    def stop(self) -> None:
        """End all workers."""
        for pid in self._workers:
            os.kill(pid, signal.SIGKILL)

    def _renew(self) -> None:
        """Replace all workers by new ones, the busy ones when they are done."""
        gc.collect()
        gc.freeze()  # what is loaded is never garbage, and looking at it would copy shared pages
        if sys.platform == "linux":  # the holes that loading left make each allocation slow
            ctypes.CDLL(None).malloc_trim(0)
        for pid, place in self._workers.items():
            place.retire()
            self._end(pid, None, "renewed")

    def _load(self) -> None:
        self._day = date.today()
        # In another thread, for the engine keeps random numbers by thread, and workers forked from
        # this one would all draw the same.
        with ThreadPoolExecutor(1) as beside:
            self._dataset = beside.submit(read, self._additions, self._day).result()
        self._stores = Stores(self._dataset.store)

    def _fork(self) -> None:
        place = self._free.pop()
        pid = os.fork()
        if pid == 0:
            work(self._stores, self._listener, place, self._limits)
        self._workers[pid] = place

    def _end(self, pid: int, work: Work | None, why: str) -> None:
        """End a worker if it still is at this work, or still idle where the work is None."""
        os.kill(pid, signal.SIGSTOP)
        if self._workers[pid].work == work:
            self._ended.setdefault(pid, why)
            os.kill(pid, signal.SIGKILL)
        os.kill(pid, signal.SIGCONT)

    def _bury(self) -> None:
        while self._workers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            place = self._workers.pop(pid)
            why = self._ended.pop(pid, None) or _CAUSES.get(-os.waitstatus_to_exitcode(status))
            if place.work:
                self._fates[place.work.job] = why or "crash"
                if len(self._fates) > _REMEMBERED:
                    self._fates.popitem(last=False)
            place.clear()
            self._free.append(place)


def ready(folder: Path) -> Path:
    """Return the file that tells that the keeper of a folder has workers."""
    return folder / "ready"


def _whole(folder: Path) -> Path:
    """Return the file that tells that a keeper of a folder has told a version."""
    return folder / "whole"


def run(
    folder: Path,
    listener: socket.socket,
    control: socket.socket,
    limits: Limits,
    additions: Sequence[Path],
) -> None:
    """Load the graph and keep workers for it until standard input is closed."""
    wake, alarm = os.pipe()
    os.set_blocking(alarm, False)
    signal.set_wakeup_fd(alarm)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    keeper = Keeper(folder, additions, listener, limits)
    keeper.tend()
    ready(folder).touch()
    latest = time.monotonic() + _LATEST
    with selectors.DefaultSelector() as selector:
        for source in (control, wake, sys.stdin.fileno()):
            selector.register(source, selectors.EVENT_READ)
        try:
            while True:
                keeper.tend()
                heard = {key.fileobj for key, _ in selector.select(_TICK)}
                if sys.stdin.fileno() in heard and not os.read(sys.stdin.fileno(), 1):
                    return
                if wake in heard:
                    os.read(wake, 4096)
                if control in heard:
                    _attend(keeper, control)
                keeper.refresh()
                if time.monotonic() > latest or (keeper.asked and not heard):
                    keeper.prepare()
        finally:
            keeper.stop()


def _attend(keeper: Keeper, control: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        connection, _ = control.accept()
        with connection:
            connection.settimeout(1)
            request = json.loads(connection.recv(4096))
            connection.sendall(json.dumps(keeper.answer(request)).encode())


def main(arguments: Sequence[str]) -> int:
    """Run the keeper; return CANNOT_LOAD, with one line on standard error, for unreadable data."""
    folder, additions = Path(arguments[0]), [Path(each) for each in arguments[3:]]
    listener, control = (socket.socket(fileno=int(each)) for each in arguments[1:3])
    limits = Limits.from_environment()
    status = 0
    try:
        run(folder, listener, control, limits, additions)
    except ComityError as error:
        print(error, file=sys.stderr)  # noqa: T201
        status = CANNOT_LOAD
    shutil.rmtree(folder, ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
