"""Say what an export consists of, so that a catalogue and a page can list it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from comity.vocabulary import LICENSE

MANIFEST = "manifest.json"
_COMPRESSED = {"gzip": "application/gzip", "zstd": "application/zstd"}


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

    @property
    def content_type(self) -> str:
        """Return the media type of the file as it is: of what is compressed, that of the coding."""
        if self.coding:
            return _COMPRESSED[self.coding]
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type

    def measured(self, folder: Path) -> Artefact:
        """Return the artefact with the size and the SHA-256 of its file in a folder."""
        with (folder / self.name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return replace(self, size=file.tell(), sha256=digest)


@dataclass(frozen=True)
class Edition:
    """Hold what an export was made of.

    Takes the version of the software; the digest of the data files; the day that counted as today,
    in the form YYYY-MM-DD; the SHA-256 of the dataset in canonical form (RDFC-1.0); the number of
    triples in the default graph; and the IRI of the licence.
    """

    version: str
    digest: str
    day: str
    canonical: str
    triples: int
    licence: str = LICENSE


def write_manifest(
    folder: Path, artefacts: Sequence[Artefact], edition: Edition | None = None
) -> None:
    """Write the list of what is in a folder beside it, and what it was made of where told."""
    about = asdict(edition) if edition else {}
    told = json.dumps({**about, "files": [asdict(each) for each in artefacts]}, indent=2)
    (folder / MANIFEST).write_text(f"{told}\n", encoding="utf-8")


def read_manifest(folder: Path) -> tuple[Artefact, ...]:
    """Return the list of what is in a folder; empty when there is none, or not yet."""
    file = folder / MANIFEST
    if not file.is_file():
        return ()
    told = json.loads(file.read_text(encoding="utf-8"))
    return tuple(Artefact(**each) for each in told["files"])


def read_edition(folder: Path) -> Edition | None:
    """Return what the export in a folder was made of; None when there is none, or it is untold."""
    file = folder / MANIFEST
    if not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    del told["files"]
    return Edition(**told) if told else None
