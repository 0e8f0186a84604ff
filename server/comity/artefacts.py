"""Say what an export consists of, so that a catalogue and a page can list it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Artefact:
    """Hold one file of an export.

    Takes its name, relative to the folder; a title for people; the media type of what it holds;
    the content coding (``gzip``, ``zstd`` or none) and, once it is made, its size in bytes and the
    SHA-256 of its bytes in hexadecimal.
    """

    name: str
    title: str
    media_type: str
    coding: str = ""
    size: int = 0
    sha256: str = ""


def write_manifest(folder: Path, artefacts: Sequence[Artefact]) -> None:
    """Write the list of what is in a folder beside it."""
    told = json.dumps([asdict(each) for each in artefacts], indent=2)
    (folder / MANIFEST).write_text(f"{told}\n", encoding="utf-8")


def read_manifest(folder: Path) -> tuple[Artefact, ...]:
    """Return the list of what is in a folder; empty when there is none, or not yet."""
    file = folder / MANIFEST
    if not file.is_file():
        return ()
    return tuple(Artefact(**each) for each in json.loads(file.read_text(encoding="utf-8")))
