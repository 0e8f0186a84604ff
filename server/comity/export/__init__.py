"""Export the graph: dumps, tables, a database and a network, with what it takes to check them.

A part of an export is a module with two functions: ``planned`` says which files there will be, and
``write`` writes them. The same data, software and day give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Protocol

from comity.artefacts import Artefact, write_manifest
from comity.dataset import Dataset
from comity.export import csvw, dumps, graphml, jsonld, parquet, place, readme, sqlite
from comity.export.material import Material
from comity.export.place import NotOurs

__all__ = ["PARTS", "NotOurs", "export", "planned"]


class Part(Protocol):
    """Write some of the files of an export; ``START`` says how to begin with them."""

    START: str

    def planned(self) -> Iterator[Artefact]:
        """Say which files there will be."""
        ...

    def write(self, material: Material, folder: Path) -> Iterator[str]:
        """Write the files and yield the name of each once it is whole."""
        ...


PARTS: dict[str, Part] = {
    "rdf": dumps,
    "jsonld": jsonld,
    "csv": csvw,
    "parquet": parquet,
    "sqlite": sqlite,
    "graphml": graphml,
}


def planned(only: Collection[str] = ()) -> tuple[Artefact, ...]:
    """Return the files that an export will have, without their sizes and sums.

    Takes the names of the parts to export, all by default. Without pyarrow there is no Parquet.
    """
    files = (each for part in _chosen(only) for each in part.planned())
    return (*files, *readme.planned())


def export(
    dataset: Dataset,
    folder: Path,
    only: Collection[str] = (),
    told: Callable[[Artefact], object] = lambda _: None,
) -> tuple[Artefact, ...]:
    """Write a loaded graph into a folder, in every form or in some; return the files.

    Takes the names of the parts to export, all by default, and a function to tell each file to once
    it is made. An earlier export in the folder is replaced as a whole; nothing changes there until
    all is made. Raises NotOurs when there is anything else in the folder.
    """
    parts, expected = _chosen(only), {each.name: each for each in planned(only)}
    with place.into(folder) as work:
        material, made = Material(dataset), list[Artefact]()
        for file in (name for part in parts for name in part.write(material, work)):
            made.append(expected[file].measured(work))
            told(made[-1])
        starts = [part.START for part in parts if any(part.planned())]
        files = readme.write(material.edition, made, starts, work)
        for each in files[len(made) :]:
            told(each)
        write_manifest(work, files, material.edition)
    return tuple(files)


def _chosen(only: Collection[str]) -> list[Part]:
    return [part for name, part in PARTS.items() if not only or name in only]
