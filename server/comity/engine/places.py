"""Share with the keeper, in memory, what each worker is doing."""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass

_ENTRY = struct.Struct("16sd")  # the id of the job, empty when idle; when it began, in seconds
_SIZE = 32  # bytes: the entry, and whether the worker is to stop; aligned, so that none is torn


@dataclass(frozen=True)
class Work:
    """Hold what a worker is at: the id of its job and the monotonic time when it began."""

    job: str
    started: float


class Place:
    """Stand for one place of a table in shared memory: a worker writes, the keeper reads."""

    def __init__(self, memory: mmap.mmap, number: int) -> None:
        self._memory = memory
        self._offset = number * _SIZE
        self.keeper = os.getpid()
        self.clear()

    def take(self, job: str, started: float) -> None:
        """Write which job has begun, and when."""
        _ENTRY.pack_into(self._memory, self._offset, job.encode(), started)

    def leave(self) -> None:
        """Write that there is no job."""
        _ENTRY.pack_into(self._memory, self._offset, b"", 0.0)

    def clear(self) -> None:
        """Make the place ready for another worker."""
        self.leave()
        self._memory[self._offset + _ENTRY.size] = False

    def retire(self) -> None:
        """Ask the worker to stop after its job."""
        self._memory[self._offset + _ENTRY.size] = True

    @property
    def retired(self) -> bool:
        """Return whether the worker is to stop."""
        return bool(self._memory[self._offset + _ENTRY.size])

    @property
    def work(self) -> Work | None:
        """Return what the worker is at, None when it is idle."""
        job, started = _ENTRY.unpack_from(self._memory, self._offset)
        return Work(job.rstrip(b"\0").decode(), started) if started else None


def table(places: int) -> list[Place]:
    """Return places in memory that is shared with every process forked later."""
    memory = mmap.mmap(-1, places * _SIZE)
    return [Place(memory, number) for number in range(places)]
