"""Read a state of the graph: from a folder, from a dump, or from the history in git.

Only what is stated is read. What the rules derive and what describes the data set is left out; from
a dump without graph names it is taken away by running the rules once more.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pyoxigraph as ox
import zstandard

from comity import paths
from comity.compare import history
from comity.compare.blanks import name_blanks
from comity.dataset import FORMATS as FILES
from comity.derive import DERIVED, derive
from comity.errors import DataError, NotFound
from comity.vocabulary import BASE, GRAPH, THING_KINDS, expand

FOLDERS = ("data", "ontology", "shapes")
DUMPS = FILES | {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_CODINGS: dict[str, Callable[[Path], Any]] = {
    ".gz": partial(gzip.open, mode="rb"),
    ".zst": partial(zstandard.open, mode="rb"),
}
_DATA, _VOCABULARY = "data", "vocabulary"
_THINGS = tuple(f"{BASE}{kind}/" for kind in THING_KINDS)
_OF_VOCABULARY = frozenset({f"{GRAPH}ontology", f"{GRAPH}shapes"})
_NEVER_STATED = "never stated in a data file"  # as the ontology marks what the rules derive


@dataclass(frozen=True)
class State:
    """Hold what is stated at one time, in named graphs or, ``named`` being false, in none.

    ``parts`` says what is there at all: a folder of data says nothing about the vocabulary.
    """

    name: str
    quads: frozenset[ox.Quad]
    parts: frozenset[str] = frozenset({_DATA, _VOCABULARY})
    named: bool = True

    def without_names(self) -> State:
        """Return the same in no named graph."""
        quads = frozenset(ox.Quad(*quad.triple) for quad in self.quads)
        return replace(self, quads=quads, named=False)

    def only(self, parts: frozenset[str]) -> State:
        """Return what belongs to some parts."""
        if self.parts <= parts:
            return self
        part = _part if self.named else _part_of_subject
        quads = frozenset(quad for quad in self.quads if part(quad) in parts)
        return replace(self, quads=quads, parts=self.parts & parts)


def read(source: str | Path | None = None) -> State:
    """Read a state of the graph.

    Takes a folder (one with ``data/`` in it, or any that holds Turtle, TriG or N-Quads), a dump in
    any RDF format, also compressed by gzip or zstd, or a revision of the git checkout; a path that
    is there comes before a revision of that name. Without any it is the working copy. Raises
    NotFound for what is none of these, and DataError for a file that cannot be read.
    """
    if source is None:
        return _folder(history.checkout() or paths.root(), "the working copy")
    path = Path(source)
    if path.is_dir():
        return _folder(path, str(source))
    if path.is_file():
        return _dump(path)
    checkout = history.checkout()
    if isinstance(source, Path) or checkout is None:
        raise NotFound(f"{source} is no file or folder, and there is no git checkout here.")
    return _files(source, history.files(checkout, source, FOLDERS))


def _folder(folder: Path, name: str) -> State:
    whole = (folder / "data").is_dir()
    places = [folder / each for each in FOLDERS] if whole else [folder]
    found = (
        (path.relative_to(folder if whole else folder.parent).as_posix(), path.read_bytes())
        for place in places
        for path in sorted(place.rglob("*"))
        if path.suffix in FILES
    )
    if whole:
        return _files(name, found)
    below = len(folder.resolve().name) + 1
    state = _files(name, ((f"data/{file[below:]}", content) for file, content in found))
    if not state.quads:
        raise NotFound(f"{name} holds no .ttl, .trig or .nq file.")
    return replace(state, parts=frozenset({_DATA}))


def _files(name: str, files: Iterable[tuple[str, bytes]]) -> State:
    quads = (quad for file, content in files for quad in _parsed(name, file, content))
    return State(name, name_blanks(quads))


def _parsed(name: str, file: str, content: bytes) -> Iterator[ox.Quad]:
    top, _, rest = PurePosixPath(file).with_suffix("").as_posix().partition("/")
    graph = ox.NamedNode(GRAPH + (f"data/{rest}" if top == "data" else top))
    format_ = FILES[PurePosixPath(file).suffix]
    try:
        for quad in ox.parse(content, format=format_, rename_blank_nodes=True):
            if quad.graph_name == ox.DefaultGraph():
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            else:
                yield quad
    except SyntaxError as cause:
        raise DataError.from_syntax_error(cause, f"{name}: {file}") from None


def _dump(path: Path) -> State:
    inner = path.with_suffix("") if path.suffix in _CODINGS else path
    format_ = DUMPS.get(inner.suffix)
    if format_ is None:
        endings = " ".join(DUMPS)
        raise NotFound(f"{path} is no dump: one ends with {endings}, and .gz or .zst after that.")
    opened = _CODINGS.get(path.suffix, partial(Path.open, mode="rb"))
    try:
        with opened(path) as file:
            quads = list(ox.parse(file, format=format_))
    except SyntaxError as cause:
        raise DataError.from_syntax_error(cause, str(path)) from None
    except (OSError, EOFError, zstandard.ZstdError) as cause:
        raise DataError(f"cannot be unpacked: {cause}", str(path)) from None
    if any(quad.graph_name != ox.DefaultGraph() for quad in quads):
        return State(str(path), name_blanks(quad for quad in quads if _part(quad)))
    return State(str(path), name_blanks(_stated(quads)), named=False)


def _part(quad: ox.Quad) -> str:
    """Return the part to which a graph belongs; nothing for one that is not stated by people."""
    if not isinstance(quad.graph_name, ox.NamedNode):
        return ""  # the merge of the others
    name = quad.graph_name.value
    if name in _OF_VOCABULARY:
        return _VOCABULARY
    ours = name.startswith(GRAPH) and not name.startswith((f"{GRAPH}data/", f"{GRAPH}added/"))
    return "" if ours else _DATA


def _part_of_subject(quad: ox.Quad) -> str:
    is_thing = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_THINGS)
    return _DATA if is_thing else _VOCABULARY


def _stated(quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """Leave out what the rules derive from the rest, and what they derived on another day."""
    store = ox.Store()
    store.bulk_extend(quads)
    derive(store, date.today())
    derived = {quad.triple for quad in store.quads_for_pattern(None, None, None, DERIVED)}
    note = ox.NamedNode(expand("skos:scopeNote"))
    never = {
        quad.subject
        for quad in store.quads_for_pattern(None, note, None)
        if _NEVER_STATED in getattr(quad.object, "value", "")
    }
    for quad in quads:
        if quad.triple not in derived and quad.predicate not in never:
            yield quad
