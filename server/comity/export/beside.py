"""Make an export beside a server: at the lowest priority, one at a time, and no longer than it.

Run as ``python -m comity.export.beside FOLDER NAME DIGEST DAY [DATA]...``: the export is put into
the folder NAME inside FOLDER, and earlier ones there are removed. It is refused when the digest of
the data is another than that of what is served. The process ends when its standard input is closed.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from comity.artefacts import read_manifest
from comity.dataset import load
from comity.errors import ComityError
from comity.export import export

_LOWEST_PRIORITY = 19
_LOCK = "lock"


def make(folder: Path, name: str, digest: str, day: date, additions: Sequence[Path]) -> None:
    """Make an export for a server and remove earlier ones.

    Raises ComityError when the data are no longer those that are served.
    """
    dataset = load(additions, day)
    if dataset.digest != digest:
        raise ComityError(
            "the files of the data are not those that are served: start the server again"
        )
    export(dataset, folder / name)
    for each in folder.iterdir():
        if each.is_dir() and each.name != name:
            shutil.rmtree(each, ignore_errors=True)


def main() -> None:
    """Do what the arguments say."""
    folder, name, digest, day, *added = sys.argv[1:]
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_LOWEST_PRIORITY)
    with (Path(folder) / _LOCK).open("w") as lock:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)  # another process of the server may have begun
        if not read_manifest(Path(folder) / name):
            try:
                additions = [Path(each) for each in added]
                make(Path(folder), name, digest, date.fromisoformat(day), additions)
            except (ComityError, OSError) as error:
                sys.exit(f"The downloads could not be made: {error}")


def _outlive_nobody() -> None:
    # Not through sys.stdin, which would have to be closed, and waited for, in the end.
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main()
