"""Lay out the Turtle files of the graph in one canonical way.

A file is a header comment, the prefixes in use, and one block for each subject::

    membership:gpai-aus
        a org:Membership ;
        org:member country:AUS ;
        dct:source
            passage:one,
            passage:two ;
    .

The full stop stands alone, so that adding a line never touches another. Comments stand above a
subject and move with it. A text of several lines is written on one, with escapes. Files with blank
nodes (the ontology and the shapes) are left to turtlefmt.

Standard: RDF 1.1 Turtle (https://www.w3.org/TR/turtle/).
"""

from __future__ import annotations

import re
import shutil
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from comity.errors import DataError
from comity.tokens import Scan, position
from comity.vocabulary import PREFIXES, expand

_Value = ox.NamedNode | ox.Literal
_Subjects = dict[str, dict[str, set[_Value]]]

# The order of the lines in a block; a predicate not named here goes after these, by IRI.
_PREDICATES = (
    "rdf:type",
    # names and codes
    "rdfs:label dct:title skos:prefLabel skos:altLabel comity:officialName "
    "skos:notation comity:iso2 comity:iso3 comity:m49",
    # kind
    "org:classification dct:type comity:sourceKind comity:legallyBinding "
    "comity:independent comity:politicalStatus comity:dependencyOf",
    # who
    "comity:subject comity:party comity:holder org:member comity:ofCountry comity:meetingOf "
    "comity:presidency comity:ledBy comity:partner comity:adoptedBy comity:publisherName",
    # whom or what
    "comity:relation comity:object comity:declaration comity:statedIn org:organization "
    "org:subOrganizationOf comity:successor comity:tallies comity:about comity:kept "
    "comity:rejected dct:isPartOf comity:evidenceFor comity:backs",
    # role or act
    "org:role comity:act comity:stage comity:stance comity:measure schema:value",
    # dates
    "comity:announcedOn comity:adoptedOn dct:date dct:issued comity:asOf "
    "schema:foundingDate schema:startDate schema:endDate schema:dissolutionDate",
    # places
    "comity:adoptedAt comity:city comity:hostCountry comity:issuedIn comity:secretariatHost "
    "comity:region comity:subregion",
    # themes and concepts
    "dct:subject skos:inScheme skos:topConceptOf skos:hasTopConcept skos:broader "
    "comity:countsRole comity:countsAct comity:directProperty",
    # links
    "comity:locator foaf:homepage schema:url skos:exactMatch skos:closeMatch rdfs:seeAlso",
    # notes
    "skos:definition skos:scopeNote skos:example rdfs:comment skos:note comity:discrepancy",
    "comity:confidence",
    "dct:source",
)
# The order of the blocks; a class not named here goes after these.
_CLASSES = (
    "skos:ConceptScheme",
    "comity:Country comity:Forum comity:Agency comity:Declaration comity:Meeting "
    "comity:Initiative comity:Position comity:Source comity:Disagreement skos:Concept",
    "comity:Relation",
    "org:Membership comity:Action",
    "comity:Tally",
)
_PREDICATE_RANK = {expand(name): rank for rank, name in enumerate(" ".join(_PREDICATES).split())}
_CLASS_RANK = {expand(name): rank for rank, row in enumerate(_CLASSES) for name in row.split()}
_TYPE = expand("rdf:type")
_DATES = [expand(n) for n in ("schema:startDate", "dct:date", "comity:asOf", "comity:adoptedOn")]
_TO_PARENT = [expand(name) for name in ("dct:isPartOf", "comity:evidenceFor")]
_TO_CHILD = [expand(name) for name in ("comity:kept", "comity:rejected")]
_GAP = re.compile(r"\n[ \t\r]*\n")
_UNDATED = "~"  # sorts after every year

# What a local name may be without escapes: PN_LOCAL of the grammar, but never empty.
_LETTERS = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF0-9:"
)
_INNER = _LETTERS + r"\u00B7\u0300-\u036F\u203F\u2040-"
_LOCAL_NAME = re.compile(
    rf"(?:[{_LETTERS}]|%[0-9A-Fa-f]{{2}})(?:\.*(?:[{_INNER}]|%[0-9A-Fa-f]{{2}}))*"
)
# What may stand without quotes: the canonical forms alone, as any other would look like a slip.
_BARE = {
    expand("xsd:boolean"): re.compile(r"true|false"),
    expand("xsd:integer"): re.compile(r"0|-?[1-9][0-9]*"),
    expand("xsd:decimal"): re.compile(r"(?!-0\.0$)-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])"),
}
_STRING = expand("xsd:string")
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}),
}


def format_text(text: str, path: str) -> str:
    """Lay out a Turtle text.

    Takes the text and the path that messages name; the subject named as the file comes first.
    Returns a text of exactly the same triples; laying that out again changes nothing.
    Raises DataError for a syntax error, a blank node, or a comment that has no place in the layout.
    """
    subjects, declared = _parse(text, path)
    header, comments = _place_comments(text, path)
    writer = _Writer(declared)
    blocks = [
        comments.get(subject, "") + _block(subject, subjects[subject], writer)
        for subject in _in_order(subjects, Path(path).stem)
    ]
    directives = "".join(
        f"@prefix {name}: <{writer.namespaces[name]}> .\n" for name in sorted(writer.used)
    )
    return "\n".join(part for part in (header, directives, *blocks) if part)


def format_file(path: Path) -> bool:
    """Lay out a file in place.

    Takes its path; writes only what differs, and all of it or nothing. Returns whether it changed.
    Raises DataError as ``format_text`` does, and for a file that is not UTF-8.
    """
    old = path.read_bytes()
    new = format_text(_decode(old, path), str(path)).encode()
    if new == old:
        return False
    target = path.resolve()
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(new)
    shutil.copymode(target, beside)
    beside.replace(target)
    return True


def is_canonical(path: Path) -> bool:
    """Tell whether ``format_file`` would leave a file as it is. Raises DataError as it does."""
    old = path.read_bytes()
    return format_text(_decode(old, path), str(path)).encode() == old


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        raise DataError("this is not UTF-8", str(path), *position(before, len(before))) from error


def _parse(text: str, path: str) -> tuple[_Subjects, Mapping[str, str]]:
    subjects: _Subjects = defaultdict(lambda: defaultdict(set))
    try:
        parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
        for quad in parser:
            if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, _Value):
                raise _blank_node(text, path)
            subjects[quad.subject.value][quad.predicate.value].add(quad.object)
    except SyntaxError as error:
        message = re.sub(r"^Parser error at [^:]*: ", "", error.msg)
        raise DataError(message, path, error.lineno or 1, error.offset or 1) from error
    return subjects, parser.prefixes


def _blank_node(text: str, path: str) -> DataError:
    scan, marks = Scan(text), ("[", "_:")
    places = [block.start for block in scan.blocks if block.subject.startswith(marks)]
    places += [at for _, _, value, _, at in scan.statements if value.startswith(marks)]
    message = (
        "a blank node has no place here: give it an IRI, or use turtlefmt to lay out this file"
    )
    return DataError(message, path, *position(text, min(places, default=0)))


def _place_comments(text: str, path: str) -> tuple[str, Mapping[str, str]]:
    """Tell the header from the comments above each subject; refuse any other comment."""
    scan = Scan(text)
    header = ""
    above: dict[str, str] = defaultdict(str)
    starts = [block.start for block in scan.blocks]
    first = next((block.start for block in scan.blocks if block.subject), len(text))
    for comment, at in scan.comments:
        index = bisect_right(starts, at)
        subject = next((block.subject for block in scan.blocks[index:] if block.subject), None)
        inside = index > 0 and at < scan.blocks[index - 1].end
        trailing = text[text.rfind("\n", 0, at) + 1 : at].strip() != ""
        directly = index < len(starts) and not _GAP.search(text, at, starts[index])
        if inside or trailing or (at > first and subject is None):
            message = "this comment would be lost: move it to a line of its own above the subject"
            raise DataError(message, path, *position(text, at))
        if subject is None or (at < first and not (directly and scan.blocks[index].subject)):
            header += comment.rstrip() + "\n"
        else:
            above[subject] += comment.rstrip() + "\n"
    return header, above


def _in_order(subjects: _Subjects, stem: str) -> Iterator[str]:
    """Give the subjects in the order of the file, the parts of each at once after it.

    The subject named as the file comes first; then they go by class, date (undated last) and IRI.
    """
    parts: dict[str, set[str]] = defaultdict(set)
    for subject, facts in subjects.items():
        for whole in _iris(facts, _TO_PARENT):
            parts[whole].add(subject)
        parts[subject].update(_iris(facts, _TO_CHILD))
    is_part = {part for whole in subjects for part in parts[whole]}

    def key(subject: str) -> tuple[bool, bool, int, str, str]:
        facts = subjects[subject]
        elsewhere = re.split("[/#]", subject)[-1] != stem
        ranks = [_CLASS_RANK.get(each, len(_CLASSES)) for each in _iris(facts, [_TYPE])]
        dates = [min(value.value for value in facts[each]) for each in _DATES if each in facts]
        rank, date = min(ranks, default=len(_CLASSES)), next(iter(dates), _UNDATED)
        return subject in is_part, elsewhere, rank, date, subject

    waiting = sorted(subjects, key=key, reverse=True)
    seen: set[str] = set()
    while waiting:
        subject = waiting.pop()
        if subject not in seen:
            seen.add(subject)
            yield subject
            waiting += sorted(parts[subject] & subjects.keys(), key=key, reverse=True)


def _iris(facts: Mapping[str, set[_Value]], predicates: list[str]) -> Iterator[str]:
    for predicate in predicates:
        for value in facts.get(predicate, ()):
            if isinstance(value, ox.NamedNode):
                yield value.value


class _Writer:
    """Write IRIs with the project's prefixes and those of the file, and note which are in use."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        known = set(PREFIXES.values())
        others = {name: iri for name, iri in declared.items() if iri not in known}
        self.namespaces = {**others, **PREFIXES}
        self.used: set[str] = set()
        self._longest_first = sorted(
            self.namespaces.items(), key=lambda item: (-len(item[1]), item)
        )

    def iri(self, iri: str) -> str:
        for name, namespace in self._longest_first:
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                self.used.add(name)
                return f"{name}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def literal(self, literal: ox.Literal) -> str:
        form, datatype = literal.value, literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(form):
            return form
        quoted = f'"{form.translate(_ESCAPES)}"'
        if literal.language:
            direction = f"--{literal.direction.value}" if literal.direction else ""
            return f"{quoted}@{literal.language}{direction}"
        return quoted if datatype == _STRING else f"{quoted}^^{self.iri(datatype)}"


def predicate_order(iri: str) -> tuple[int, str]:
    """Return the key by which the predicates of a subject are sorted: by meaning, then by IRI."""
    return _PREDICATE_RANK.get(iri, len(_PREDICATE_RANK)), iri


def _block(subject: str, facts: Mapping[str, set[_Value]], writer: _Writer) -> str:
    lines = [writer.iri(subject)]
    for predicate in sorted(facts, key=predicate_order):
        verb = "a" if predicate == _TYPE else writer.iri(predicate)
        values = sorted(_written(value, writer) for value in facts[predicate])
        if len(values) == 1:
            lines.append(f"    {verb} {values[0][-1]} ;")
        else:
            lines.append(f"    {verb}")
            lines.append(",\n".join(f"        {text}" for *_, text in values) + " ;")
    return "\n".join([*lines, ".\n"])


def _written(value: _Value, writer: _Writer) -> tuple[bool, str, str]:
    """Give a value as written, behind what sorts it: IRIs first, then texts by language."""
    if isinstance(value, ox.NamedNode):
        return False, "", writer.iri(value.value)
    return True, value.language or "", writer.literal(value)
