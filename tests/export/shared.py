"""What the tests of the export share."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from serving import COMITY

DAY = "2026-06-30"


def exporting(folder: Path, *options: str, status: int = 0, **setting: str) -> str:
    """Run ``comity export`` as of a day, which must end with a status; return what it says."""
    command = [str(COMITY), "export", str(folder), "--on", DAY, *options]
    environment = {**os.environ, "NO_COLOR": "1", **setting}
    ended = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert ended.returncode == status, ended.stderr.decode()
    return ended.stderr.decode()


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder by their names."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
