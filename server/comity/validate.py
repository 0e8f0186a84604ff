"""Check the graph and say, with file and line, what a curator has to mend.

The shapes are judged in ``shacl``. Syntax, subjects described twice and references to nothing are
checked here, because they are gone once the files are one graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from comity.dataset import FORMATS, DataFile, Dataset, added_files, load, shipped_files
from comity.errors import DataError
from comity.locate import Locator, Place
from comity.vocabulary import BASE, CONCEPT_KINDS, PREFIXES, THING_KINDS, shorten

if TYPE_CHECKING:
    import rdflib

_OURS = (PREFIXES["comity"], *(PREFIXES[kind] for kind in THING_KINDS + CONCEPT_KINDS))
_SEVERITIES = {
    PREFIXES["sh"] + name: severity
    for name, severity in (("Violation", "error"), ("Warning", "warning"), ("Info", "info"))
}
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_IRI = re.compile(r"https?://[^\s<>,;]*[^\s<>,;.:)]")


@dataclass(frozen=True, order=True)
class Finding:
    """Say what is wrong with one node, where it stands and which rule says so."""

    path: str
    line: int
    severity: str
    node: str
    message: str
    rule: str
    property: str = ""
    value: str = ""

    def __str__(self) -> str:
        found = " ".join(part for part in (self.property, self.value) if part)
        shown = f" [{found}]" if found else ""
        return f"{self.path}:{self.line}: {self.severity}: {self.node}: {self.message}{shown}"

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

    A file of the shipped graph is checked where it is, and only what is found in the files asked
    for is returned then. Syntax comes first: when a file cannot be read, only such findings are
    returned, one a file. Raises DataError for a path that is no such file or folder.
    """
    shipped = {file.path.resolve(): file.name for file in shipped_files()}
    asked = {file.path.resolve(): file.name for file in added_files(additions)}
    own = {shipped[path] for path in asked if path in shipped}
    if not own:
        return _validate(additions)
    names = own | {name for path, name in asked.items() if path not in shipped}
    whole = _validate([Path(name) for path, name in asked.items() if path not in shipped])
    return Validation(tuple(each for each in whole.findings if each.path in names), whole.report)


def _validate(additions: Sequence[Path]) -> Validation:
    files = (*shipped_files(), *added_files(additions))
    broken = tuple(_syntax(files))
    if broken:
        from comity.shacl import conforming_report

        return Validation(broken, conforming_report())
    return validate_dataset(load(additions))


def validate_dataset(dataset: Dataset) -> Validation:
    """Check a loaded graph; see ``validate``."""
    from comity.shacl import shacl_report

    places = _Places(dataset.files)
    report = shacl_report(dataset.store)
    findings = {
        *_duplicates(places),
        *_unresolved(places, dataset.store),
        *_results(report, places),
    }
    return Validation(tuple(sorted(findings)), report)


class _Places:
    """Find places by the names that messages use for files."""

    def __init__(self, files: Sequence[DataFile]) -> None:
        self._names = {file.path: file.name for file in files if file.path.suffix == ".ttl"}
        self.locator = Locator(self._names)

    def named(self, place: Place) -> tuple[str, int]:
        return self._names[place.path], place.line

    def of(self, node: str, predicate: str | None, value: str | None) -> tuple[str, int]:
        """Return where a node is described or, if it is nowhere, where it is first referred to."""
        found = self.locator.place(node, predicate, value)
        places = [found] if found else self.locator.references().get(node, [])
        return self.named(places[0]) if places else ("(derived)", 0)


def _syntax(files: Sequence[DataFile]) -> Iterator[Finding]:
    for file in files:
        try:
            for _ in ox.parse(path=file.path, format=FORMATS[file.path.suffix]):
                pass
        except SyntaxError as cause:
            error = DataError.from_syntax_error(cause, file.name)
            yield Finding(file.name, error.line, "error", "Turtle", error.message, "syntax")


def _duplicates(places: _Places) -> Iterator[Finding]:
    # A term of the ontology may be described in several files: its alignments are one of their own.
    for subject, mentions in places.locator.subjects().items():
        first, line = places.named(mentions[0])
        if subject.startswith(BASE) and not first.startswith("ontology/"):
            for mention in mentions[1:]:
                if mention.path != mentions[0].path:
                    message = f"is described in {first}:{line} already: describe it in one file"
                    yield _finding(places, mention, subject, message, "subject-in-two-files")


def _unresolved(places: _Places, store: ox.Store) -> Iterator[Finding]:
    for iri, mentions in places.locator.references().items():
        if not iri.startswith(_OURS):
            continue
        known = store.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, ox.DefaultGraph())
        if next(known, None) is None:
            for mention in mentions:
                message = "is referred to here and described nowhere: mend the name or describe it"
                yield _finding(places, mention, iri, message, "unresolved-reference")


def _finding(places: _Places, place: Place, node: str, message: str, rule: str) -> Finding:
    return Finding(*places.named(place), "error", shorten(node), message, rule)


def _results(report: rdflib.Graph, places: _Places) -> Iterator[Finding]:
    from rdflib import URIRef
    from rdflib.namespace import SH

    for result in report.objects(None, SH.result):
        focus, path, value, shape, severity = (
            report.value(result, key)
            for key in (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.resultSeverity)
        )
        predicate = str(path) if isinstance(path, URIRef) else None
        place = places.of(str(focus), predicate, None if value is None else str(value))
        messages = sorted(str(text) for text in report.objects(result, SH.resultMessage))
        yield Finding(
            *place,
            _SEVERITIES[str(severity)],
            shorten(str(focus)),
            _IRI.sub(lambda iri: shorten(iri[0]), " ".join(messages)),
            shorten(str(shape)),
            "" if predicate is None else shorten(predicate),
            "" if value is None else shorten(str(value)),
        )
