"""Keep the files of an export at hand for a server, and have them made where nobody gave them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import comity
from comity.artefacts import MANIFEST, Artefact, Edition, read_edition, read_manifest
from comity.engine.base import Service
from comity.engine.pool import Pool

FOLDER_VARIABLE = "COMITY_DOWNLOADS"
_RETRY = 600  # seconds after which what could not be made is tried again


@dataclass(frozen=True)
class Stock:
    """Hold what there is: the folder of an export, its files by name, and what it was made of.

    ``making`` tells whether a newer one is being made, ``failed`` whether that did not succeed.
    """

    folder: Path
    files: dict[str, Artefact] = field(default_factory=dict)
    edition: Edition | None = None
    making: bool = False
    failed: bool = False


class Shelf:
    """Look up the export to offer; without one have it made by one process beside the server.

    Takes the service whose graph it is of, and the files and folders that are laid over the shipped
    graph there. The environment variable COMITY_DOWNLOADS may name the folder of an export; then
    nothing is made.
    """

    def __init__(self, service: Service, additions: Sequence[Path]) -> None:
        self._given = os.environ.get(FOLDER_VARIABLE, "")
        self._service = service
        self._additions = additions
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._failed = -float(_RETRY)
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    def look(self, make: bool = True) -> Stock:
        """Return what there is; start to make it where that is wanting, unless told not to."""
        if self._given:
            return _stock(Path(self._given))
        about = self._service.about()
        name = f"{comity.__version__}-{about['digest'][:16]}-{about['day']}"
        with self._lock:
            folder, running = self._folder(), self._running()
            if (folder / name / MANIFEST).exists():
                return _stock(folder / name)
            making = running or (make and self._make(folder, name, about["digest"], about["day"]))
            # What was right before, yesterday for example, is better than nothing.
            older = sorted(each.parent for each in folder.glob(f"*/{MANIFEST}"))
        last = _stock(older[-1]) if older else Stock(folder)
        return Stock(last.folder, last.files, last.edition, making, failed=not making)

    def _folder(self) -> Path:
        """Return a folder of this server, which goes with it."""
        if isinstance(self._service, Pool):
            folder = self._service.folder / "downloads"
            folder.mkdir(exist_ok=True)
            return folder
        if self._temporary is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="comity-")
        return Path(self._temporary.name)

    def _running(self) -> bool:
        """Return whether an export is being made; note how one ended that was."""
        if self._process is None:
            return False
        status = self._process.poll()
        if status is None:
            return True
        self._process = None
        if status:
            self._failed = time.monotonic()
        return False

    def _make(self, folder: Path, *what: str) -> bool:
        """Start to make an export and return True, unless that failed a short time ago."""
        if time.monotonic() - self._failed < _RETRY:
            return False
        # -P: a file in the current folder must not stand in for a module.
        module = [sys.executable, "-P", "-m", "comity.export.beside"]
        added = [str(each.resolve()) for each in self._additions]
        self._process = subprocess.Popen(  # noqa: S603
            [*module, str(folder), *what, *added], stdin=subprocess.PIPE
        )
        return True


def _stock(folder: Path) -> Stock:
    manifest = folder / MANIFEST
    return _read(folder, manifest.stat().st_mtime_ns) if manifest.is_file() else Stock(folder)


@lru_cache(maxsize=4)
def _read(folder: Path, changed: int) -> Stock:  # noqa: ARG001
    files = {each.name: each for each in read_manifest(folder)}
    return Stock(folder, files, read_edition(folder))
