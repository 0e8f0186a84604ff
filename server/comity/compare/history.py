"""Read files of the past from git, without touching the work tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from comity import paths
from comity.dataset import FORMATS
from comity.errors import NotFound


def checkout() -> Path | None:
    """Return the git checkout of the graph: that of this folder, else that of this package."""
    for place in (Path.cwd(), paths.root()):
        if (top := _git(place, "rev-parse", "--show-toplevel")) is not None:
            folder = Path(top.decode().strip())
            if (folder / "data").is_dir() and (folder / "ontology").is_dir():
                return folder
    return None


def files(repository: Path, revision: str, folders: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of the graph in some folders, as of a revision.

    Raises NotFound for a revision that is not there, or that has none of the folders.
    """
    # A revision that begins with a hyphen must not be read as an option.
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(repository, *asked)
    if commit is None:
        raise NotFound(
            f"{revision} is no file, no folder and no revision of {repository}: "
            "git tag and git log name those that there are."
        )
    name = commit.decode().strip()
    there = (_git(repository, "ls-tree", "--name-only", name) or b"").decode().splitlines()
    wanted = [folder for folder in folders if folder in there]
    if not wanted:
        raise NotFound(f"At {revision} there is no graph yet.")
    packed = _git(repository, "archive", "--format=tar", name, *wanted) or b""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            if member.isfile() and PurePosixPath(member.name).suffix in FORMATS:
                content = archive.extractfile(member)
                assert content is not None  # noqa: S101
                yield member.name, content.read()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None when it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
