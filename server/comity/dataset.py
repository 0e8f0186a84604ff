"""Load the graph: named graphs, the merged default graph, what follows from it and describes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from comity.derive import derive
from comity.errors import DataError
from comity.paths import root, turtle_files
from comity.vocabulary import GRAPH

if TYPE_CHECKING:
    from comity.describe.graphs import Described

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
_DATA = f"{GRAPH}data/"
_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"


@dataclass(frozen=True)
class DataFile:
    """Hold one file of the graph: where it is, how messages call it, the named graph it becomes."""

    path: Path
    name: str
    graph: str


@dataclass(frozen=True)
class Dataset:
    """Hold a loaded graph.

    The default graph of ``store`` is the RDF merge of all its named graphs: a triple stated in two
    of them is there once. ``digest`` is the SHA-256 of the names and bytes of ``files``, ``day``
    the one that counted as today; ``described`` tells of the descriptions, once they are there.
    """

    store: ox.Store
    files: tuple[DataFile, ...]
    digest: str
    day: date
    described: Described | None = None

    @property
    def version(self) -> str:
        """Return a text that is another for other answers; empty while the descriptions lack."""
        if self.described is None:
            return ""
        return f"{self.digest[:16]}-{self.described.digest[:8]}-{self.day}"

    def about(self) -> dict[str, Any]:
        """Return digest, day, number of triples, and the number in each named graph."""
        assert self.described is not None, "not described yet"  # noqa: S101
        told = {"digest": self.digest, "day": self.day.isoformat()}
        return {**told, "triples": self.described.triples, "graphs": self.described.graphs}


def load(additions: Sequence[Path] = (), today: date | None = None) -> Dataset:
    """Load the graph with its descriptions; takes and raises what ``read`` does."""
    return describe(read(additions, today))


def describe(dataset: Dataset) -> Dataset:
    """Add to the store of a dataset the graphs that describe it; see ``comity.describe``."""
    # Only now, for the first answer of a server does not wait for this; and export needs load.
    from comity.describe.graphs import add
    from comity.export import planned

    return replace(dataset, described=add(dataset.store, planned()))


def read(additions: Sequence[Path] = (), today: date | None = None) -> Dataset:
    """Load the shipped graph, lay files or folders over it, and derive what follows.

    Takes Turtle, TriG and N-Quads files or folders of them, and the day that counts as today (the
    current one by default). Raises DataError with file, line and column for a file that cannot be
    read; nothing is loaded then.
    """
    today = today or date.today()
    files = (*shipped_files(), *added_files(additions))
    data = [file for file in files if file.graph.startswith(_DATA)]
    others = [file for file in files if not file.graph.startswith(_DATA)]
    store = ox.Store()
    _load_named(store, others)
    store.update(_MERGE)
    # The data have no blank nodes, so reading them twice gives what a copy would, and the second
    # time can wait for when the rules run: they ask for triples of the default graph only.
    for file in data:
        _load(store, file, ox.DefaultGraph())
    with ThreadPoolExecutor(1) as beside:  # no thread is left then, so that the process may fork
        named = beside.submit(_load_named, store, data)
        derive(store, today)
    named.result()
    return Dataset(store, files, digest(files), today)


def shipped_files() -> Iterator[DataFile]:
    """List the files of the shipped graph; the ontology and the shapes are one graph each."""
    base = root()
    for folder in ("ontology", "data", "shapes"):
        for path in turtle_files(folder):
            name = path.relative_to(base).as_posix()
            graph = name.removesuffix(".ttl") if folder == "data" else folder
            yield DataFile(path, name, GRAPH + graph)


def added_files(additions: Sequence[Path]) -> Iterator[DataFile]:
    """List the files to lay over the shipped graph; raise DataError for one that is none."""
    for addition in additions:
        inside = sorted(path for path in addition.rglob("*") if path.suffix in FORMATS)
        if addition.is_dir() and not inside:
            raise DataError("no .ttl, .trig or .nq file in this folder", str(addition))
        for path in inside or [addition]:
            if not path.is_file():
                raise DataError("no such file", str(path))
            if path.suffix not in FORMATS:
                raise DataError("not a .ttl, .trig or .nq file", str(path))
            stem = path.relative_to(addition if inside else addition.parent).with_suffix("")
            yield DataFile(path, str(path), f"{GRAPH}added/{quote(stem.as_posix())}")


def digest(files: Sequence[DataFile]) -> str:
    """Return the SHA-256, in hexadecimal, of the names and contents of files."""
    state = hashlib.sha256()
    for file in files:
        state.update(f"{file.graph}\0{file.path.name}\0".encode())
        state.update(hashlib.sha256(file.path.read_bytes()).digest())
    return state.hexdigest()


def _load_named(store: ox.Store, files: Iterable[DataFile]) -> None:
    for file in files:
        _load(store, file, ox.NamedNode(file.graph))


def _load(store: ox.Store, file: DataFile, graph: ox.NamedNode | ox.DefaultGraph) -> None:
    format_ = FORMATS[file.path.suffix]
    try:
        if format_.supports_datasets:
            quads = ox.parse(path=file.path, format=format_, rename_blank_nodes=True)
            store.bulk_extend(_in_graph(quad, graph) for quad in quads)
        else:
            store.load(path=file.path, format=format_, to_graph=graph)
    except SyntaxError as cause:
        raise DataError.from_syntax_error(cause, file.name) from None


def _in_graph(quad: ox.Quad, graph: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    if quad.graph_name == ox.DefaultGraph():
        return ox.Quad(quad.subject, quad.predicate, quad.object, graph)
    return quad
