"""Look at a running server from outside, as the kernel sees it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_STATE, _PARENT, _USER, _SYSTEM = 0, 1, 11, 12  # fields of /proc/PID/stat after the name
_LOOK = 0.16  # seconds in which a busy worker is seen to be busy
_TICKS = os.sysconf("SC_CLK_TCK")


def until(true: Callable[[], object], seconds: float, what: str) -> float:
    """Wait until something holds and return how long that took; fail after so many seconds."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.02)
    return time.monotonic() - started


def _stat(pid: int) -> list[str]:
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def alive(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    return bool(fields := _stat(pid)) and fields[_STATE] != "Z"


def cpu(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = _stat(pid)
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS if fields else 0.0


def command(pid: int) -> list[str]:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().decode().split("\0")[:-1]
    except OSError:
        return []


def children(pid: int) -> list[int]:
    numbers = [int(each.name) for each in _PROC.iterdir() if each.name.isdecimal()]
    return [n for n in numbers if (f := _stat(n)) and f[_STATE] != "Z" and f[_PARENT] == str(pid)]


def memory(pid: int, what: str = "VmRSS") -> float:
    """Return the MiB that a process holds: VmRSS now, VmHWM at most so far."""
    for line in (_PROC / str(pid) / "status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def forget_peak(pid: int) -> None:
    """Let VmHWM begin anew."""
    (_PROC / str(pid) / "clear_refs").write_text("5")


def descriptors(pid: int) -> int:
    return len(list((_PROC / str(pid) / "fd").iterdir()))


def _is_keeper(pid: int) -> bool:
    return "comity.engine.keeper" in command(pid)


@dataclass(frozen=True)
class Family:
    """Stand for the processes of a server, by the process that was started."""

    main: int

    @property
    def keeper(self) -> int:
        """Return the process that forks workers, wherever below the main one it hangs."""
        below = [self.main, *(each for each in children(self.main) if not _is_keeper(each))]
        found = [each for parent in below for each in children(parent) if _is_keeper(each)]
        assert len(found) == 1, f"there are {len(found)} keepers"
        return found[0]

    @property
    def workers(self) -> list[int]:
        return children(self.keeper)

    @property
    def http(self) -> int:
        """Return the process that speaks HTTP: the child of the main one that is no keeper."""
        found = [each for each in children(self.main) if not _is_keeper(each)]
        found = [each for each in found if "resource_tracker" not in " ".join(command(each))]
        assert len(found) == 1, f"there are {len(found)} HTTP processes"
        return found[0]

    @property
    def folder(self) -> Path:
        """Return the folder that the engine keeps sockets and long answers in."""
        given = command(self.keeper)
        return Path(given[given.index("comity.engine.keeper") + 1])

    @property
    def all(self) -> list[int]:
        return [self.main, *children(self.main), *self.workers]

    @property
    def busy(self) -> int | None:
        """Return the worker that is hard at work just now, if one is."""
        before = {each: cpu(each) for each in self.workers}
        time.sleep(_LOOK)
        spent = {each: cpu(each) - used for each, used in before.items()}
        found = max(spent, key=lambda each: spent[each], default=0)
        return found if found and spent[found] >= _LOOK / 4 else None

    @property
    def keeps_no_file(self) -> bool:
        """Tell whether no long answer is in the engine's folder."""
        own = {"work", "control", "ready", "whole"}
        return {each.name for each in self.folder.iterdir()} <= own
