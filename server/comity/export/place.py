"""Put an export into a folder as a whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from comity.artefacts import MANIFEST, read_manifest
from comity.errors import ComityError

WORK = ".export"  # inside, because only there is the file system surely the same


class NotOurs(ComityError):
    """Report a folder that has something else in it than an earlier export."""


@contextmanager
def into(folder: Path) -> Iterator[Path]:
    """Give a folder to write to, and put what was written in place when all went well.

    An earlier export is replaced as a whole. Raises NotOurs, and changes nothing, when there is
    anything else in the folder.
    """
    old = earlier(folder)
    new = not folder.exists()
    work = folder / WORK
    shutil.rmtree(work, ignore_errors=True)  # of a run that was killed
    work.mkdir(parents=True)
    try:
        yield work
        _move(work, folder, old)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if new:
            with suppress(OSError):  # it is not empty, as it should be
                folder.rmdir()


def earlier(folder: Path) -> set[Path]:
    """Return the files of an earlier export; raises NotOurs when there are others."""
    if folder.exists() and not folder.is_dir():
        raise NotOurs(f"{folder} is a file: give the name of a folder to export to.")
    ours = {folder / each.name for each in read_manifest(folder)} | {folder / MANIFEST}
    found = {
        path
        for path in folder.rglob("*")
        if not path.is_dir() and path.relative_to(folder).parts[0] != WORK
    }
    if foreign := sorted(found - ours):
        raise NotOurs(
            f"{folder} has something else in it than an earlier export, such as "
            f"{foreign[0].relative_to(folder)}: give another folder, or empty this one."
        )
    return found


def _move(work: Path, folder: Path, old: set[Path]) -> None:
    """Move files into place, the list of them last, and remove what is no longer among them."""
    files = sorted(path.relative_to(work) for path in work.rglob("*") if path.is_file())
    files.sort(key=lambda file: file.name == MANIFEST)
    for file in files:
        (folder / file).parent.mkdir(exist_ok=True)
        (work / file).replace(folder / file)
    for path in old - {folder / file for file in files}:
        path.unlink(missing_ok=True)
        if path.parent != folder:
            with suppress(OSError):
                path.parent.rmdir()
