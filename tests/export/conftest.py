"""One export for all tests, made as a user would, by whichever process comes first."""

from __future__ import annotations

import fcntl
import gzip
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.dataset import Dataset, load
from export.shared import DAY, exporting


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(today=date.fromisoformat(DAY))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a whole export, shared by the processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "export.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / "exported"
        if not folder.exists():
            exporting(folder, PYTHONHASHSEED="1")
    return folder


@pytest.fixture
def unpacked(exported: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Unpack a file of the export and return where it is."""

    def unpack(name: str) -> Path:
        target = tmp_path / Path(name).name
        target.write_bytes(gzip.decompress((exported / f"{name}.gz").read_bytes()))
        return target

    return unpack
