"""Keep a keeper running: start it, start it again should it die, and end it in the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from comity.engine.job import LIMITS_VARIABLE, Limits
from comity.engine.keeper import CANNOT_LOAD, ready

_TRIES = 3  # keepers in a row that die before they are ready
# With huge pages, the page tables that a fork copies are five hundred times smaller.
_HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


class Supervisor:
    """Run one keeper after the other, in a folder with its sockets, until stopped.

    Takes the folder, the limits, files or folders to lay over the graph, and a function to call
    when the graph cannot be loaded; the keeper says why on standard error.
    """

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        additions: Sequence[Path],
        on_failure: Callable[[], object] | None,
    ) -> None:
        self.failed = False
        self._folder = folder
        self._stopping = False
        self._on_failure = on_failure
        self._environment = {**os.environ, LIMITS_VARIABLE: limits.encode(), **_HUGE_PAGES}
        # Listening here, who connects while the graph is loading, or loading again, waits for it.
        self._sockets = [_listen(folder / "work", limits.queue), _listen(folder / "control", 64)]
        numbers = [str(each.fileno()) for each in self._sockets]
        added = [str(path.resolve()) for path in additions]
        # -P: a file in the current folder must not stand in for a module.
        module = [sys.executable, "-P", "-m", "comity.engine.keeper"]
        self._command = [*module, str(folder), *numbers, *added]
        self._keeper = self._start()
        # A forked process, such as a worker of gunicorn, must not keep the keeper alive.
        os.register_at_fork(after_in_child=self._forget)
        threading.Thread(target=self._run, name="supervisor", daemon=True).start()

    def stop(self) -> None:
        """End the keeper, and with it its workers, and wait until they have gone."""
        self._stopping = True
        assert self._keeper.stdin is not None  # noqa: S101
        self._keeper.stdin.close()
        try:
            self._keeper.wait(5)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self) -> None:
        tries = 0
        while not self._stopping:
            status = self._keeper.wait()
            tries = 0 if ready(self._folder).exists() else tries + 1
            if self._stopping or status == CANNOT_LOAD or tries == _TRIES:
                break
            self._keeper = self._start()
        for each in self._sockets:
            each.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self.failed = not self._stopping
        if self.failed and self._on_failure:
            self._on_failure()

    def _forget(self) -> None:
        if self._keeper.stdin is not None:
            with contextlib.suppress(OSError):
                os.close(self._keeper.stdin.fileno())

    def _start(self) -> subprocess.Popen[bytes]:
        ready(self._folder).unlink(missing_ok=True)
        return subprocess.Popen(  # noqa: S603
            self._command,
            stdin=subprocess.PIPE,
            env=self._environment,
            pass_fds=[each.fileno() for each in self._sockets],
            start_new_session=True,
        )


def _listen(path: Path, backlog: int) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(backlog)
    return listener
