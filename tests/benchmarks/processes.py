"""Start programs, find them a port, weigh their memory and end them with all that they started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which

from serving import free_port

__all__ = ["end", "free_port", "memory", "program", "start"]


def program(name: str) -> str | None:
    """Return the path of a program: the one installed beside this Python, or the one on PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else which(name)


def start(
    command: Sequence[str], folder: Path, log: str, *, pipes: bool = False
) -> subprocess.Popen[bytes]:
    """Start a program in a folder, as the leader of a group of its own; errors go to a log there.

    With pipes its input and output are the caller's to use.
    """
    with (folder / log).open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE if pipes else subprocess.DEVNULL,
            stdout=subprocess.PIPE if pipes else output,
            stderr=output,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and whatever is left of its group."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(5)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def memory(process: int) -> float:
    """Return the MB of a process and its descendants; a page that several share counts once."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    family, total = [process], 0
    while family:
        member = family.pop()
        family += children.get(member, [])
        total += _proportional(member)
    return total / 1024


def _proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
