"""Check the graph and say, with file and line, what a curator has to mend.

pyshacl is the judge and its report is the one that counts (SHACL, section 3.6). It is asked only about
the nodes that ``candidates`` could not clear, with the targets of the shapes narrowed to them: the same
findings, in a fraction of the time. Syntax, subjects described twice and references to nothing are
checked here, because they are gone once the files are one graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from comity.candidates import Candidates, Term
from comity.dataset import DataFile, Dataset, added_files, load, shipped_files
from comity.errors import DataError
from comity.locate import Locator
from comity.vocabulary import BASE, GRAPH, PREFIXES, THING_KINDS, shorten

_SHAPES = ox.NamedNode(GRAPH + "shapes")
_ONTOLOGY = ox.NamedNode(GRAPH + "ontology")
_TARGETS = (SH.target, SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, order=True)
class Finding:
    """Say what is wrong with one node, where it stands and which rule says so."""

    path: str
    line: int
    severity: str
    node: str
    message: str
    rule: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.node}: {self.message}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as plain values, for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Validation:
    """Hold all findings, in the order of the files, and the SHACL report behind those of shapes."""

    findings: tuple[Finding, ...]
    report: rdflib.Graph


def validate(additions: Sequence[Path] = ()) -> Validation:
    """Check the shipped graph, with files or folders laid over it.

    Syntax comes first: when a file cannot be read, only such findings are returned, one a file.
    Raises DataError for a path that is no such file or folder.
    """
    files = (*shipped_files(), *added_files(additions))
    broken = tuple(_syntax(files))
    if broken:
        return Validation(broken, _report(True))
    return validate_dataset(load(additions))


def validate_dataset(dataset: Dataset) -> Validation:
    """Check a loaded graph; see ``validate``."""
    turtle = {file.name: file for file in dataset.files if file.path.suffix == ".ttl"}
    locator = Locator({name: file.path for name, file in turtle.items()})
    report = shacl_report(dataset.store)
    findings = {
        *_duplicates(locator),
        *_unresolved(locator, dataset.store),
        *_results(report, locator),
    }
    return Validation(tuple(sorted(findings)), report)


def shapes_of(store: ox.Store) -> list[ox.Triple]:
    """Return the shapes of a loaded graph, with the prefixes that their queries use."""
    declared = [ox.NamedNode(PREFIXES["sh"] + name) for name in ("declare", "prefix", "namespace")]
    shapes = store.quads_for_pattern(None, None, None, _SHAPES)
    prefixes = (
        quad for name in declared for quad in store.quads_for_pattern(None, name, None, _ONTOLOGY)
    )
    return [quad.triple for quads in (shapes, prefixes) for quad in quads]


def shacl_report(store: ox.Store) -> rdflib.Graph:
    """Return pyshacl's report on the default graph of a store, judged by the shapes in it."""
    shapes = shapes_of(store)
    suspects = {shape: nodes for shape, nodes in Candidates(store, shapes).find() if nodes}
    if not suspects:
        return _report(True)
    narrowed = rdflib.Graph()
    for triple in shapes:
        narrowed.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    for target in _TARGETS:
        narrowed.remove((None, target, None))
    for shape, nodes in suspects.items():
        for node in nodes:
            narrowed.add((to_rdflib(shape), SH.targetNode, to_rdflib(node)))
    _, report, _ = pyshacl.validate(store, shacl_graph=narrowed, inference="none", advanced=True)
    assert isinstance(report, rdflib.Graph)  # noqa: S101
    return report


def to_rdflib(term: Term) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """Turn a term of pyoxigraph into one of rdflib, keeping its lexical form."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)  # noqa: S101
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == PREFIXES["xsd"] + "string" else term.datatype.value
    return rdflib.Literal(term.value, datatype=datatype and rdflib.URIRef(datatype), normalize=False)


def _syntax(files: Sequence[DataFile]) -> Iterator[Finding]:
    for file in files:
        try:
            for _ in ox.parse(path=file.path, format=ox.RdfFormat.from_extension(file.path.suffix[1:])):
                pass
        except SyntaxError as cause:
            message = cause.msg.partition(": ")[2] or cause.msg
            yield Finding(file.name, cause.lineno or 1, "error", file.path.name, message, "syntax")


def _duplicates(locator: Locator) -> Iterator[Finding]:
    for subject, places in locator.subjects().items():
        files = dict.fromkeys(place.path for place in places)
        if len(files) > 1 and subject.startswith(BASE):
            for place in places[1:]:
                if place.path != places[0].path:
                    message = f"is described in {places[0].path}:{places[0].line} already: keep it in one file"
                    yield Finding(
                        place.path, place.line, "error", shorten(subject), message, "subject-in-two-files"
                    )


def _unresolved(locator: Locator, store: ox.Store) -> Iterator[Finding]:
    ours = tuple(f"{BASE}{kind}/" for kind in THING_KINDS)
    for iri, places in locator.references().items():
        if iri.startswith((*ours, PREFIXES["comity"])) or _is_concept(iri):
            known = next(store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()), None)
            if known is None:
                for place in places:
                    yield Finding(
                        place.path,
                        place.line,
                        "error",
                        shorten(iri),
                        "is referred to here but described nowhere",
                        "unresolved-reference",
                    )
