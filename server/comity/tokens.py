"""Read where the statements, references and comments of a Turtle text stand.

A parser gives triples without their places. This gives the places and leaves judging the syntax to
the parser: what is not Turtle is read as well as it can be. Offsets count characters from 0.

Standard: RDF 1.1 Turtle, section 6 (https://www.w3.org/TR/turtle/#sec-grammar).
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urljoin

from comity.vocabulary import PREFIXES

_SPACE = r"[ \t\r\n]*"
_IRI = r"""<[^\x00-\x20<>"{}|^`]*>"""
# What ends a name. Inside one, but not first in its local part, full stops and escapes may stand.
_END = r"""\x00-\x20<>"'{}|^`\\()\[\];,.#@"""
_WORD = rf"(?:[^{_END}:]*:(?=\.)|[^{_END}]+(?:(?:\\.|\.+(?=[^{_END}]|\\))[^{_END}]*)*)"
_TOKEN = re.compile(
    rf"""{_SPACE}(?:
      (?P<number>[+-]?(?:[0-9]+\.[eE][+-]?[0-9]+|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?))
    | (?P<word>{_WORD})
    | (?P<iri>{_IRI})
    | (?P<string>
          "{{3}}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{{3}} | "[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"
        | '{{3}}[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'{{3}} | '[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*')
    | (?P<comment>\#[^\r\n]*)
    | (?P<at>@[A-Za-z]+(?:--?[A-Za-z0-9]+)*)
    | (?P<mark>\^\^{_SPACE}(?:{_IRI}|{_WORD})|[^ \t\r\n])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|(.))", re.DOTALL
)
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DIRECTIVES = ("prefix", "base", "version")

_SUBJECT, _VERB, _OBJECT, _DIRECTIVE, _SPARQL_DIRECTIVE = range(5)  # what is expected next


class Block(NamedTuple):
    """Stand for the text up to one full stop; the subject of a directive is empty."""

    subject: str
    start: int
    end: int


# One triple: subject, predicate and value (IRIs in full, literals as written, brackets as "[" and
# offset), then the offsets of predicate and value. A plain tuple, as there are very many.
Statement = tuple[str, str, str, int, int]


def position(text: str, offset: int) -> tuple[int, int]:
    """Tell the line and column, both from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def unescape(text: str) -> str:
    r"""Replace the escapes of Turtle (``\n``, ``\u00E9``, ``\-``) by what they stand for."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(escape[3], escape[3])


def lexical_form(written: str) -> str:
    """Take the quotes and escapes off a literal; return anything else as it is."""
    if written[:1] not in ("'", '"'):
        return written
    width = 3 if len(written) > 5 and written[:3] in ('"""', "'''") else 1
    return unescape(written[width:-width])


class _Names(dict[str, str]):
    """Expand written names to IRIs, each once until the next directive."""

    def __init__(self) -> None:
        self.prefixes = {"_": "_:"}
        self.base = ""

    def __missing__(self, written: str) -> str:
        prefix, colon, local = written.partition(":")
        if written[0] == "<":
            self[written] = self._resolve(unescape(written[1:-1]))
        elif colon:
            self[written] = self.prefixes.get(prefix, prefix + colon) + unescape(local)
        else:
            self[written] = PREFIXES["rdf"] + "type" if written == "a" else written
        return self[written]

    def _resolve(self, iri: str) -> str:
        if not _SCHEME.match(iri):
            with suppress(ValueError):  # from what is no IRI at all
                return urljoin(self.base, iri)
        return iri

    def declare(self, name: str, written: str) -> None:
        """Take a directive: a name such as ``org:``, or none for the base, and its IRI."""
        iri = self[written]
        self.clear()
        if name:
            self.prefixes[name.removesuffix(":")] = iri
        else:
            self.base = iri


class Scan:
    """Hold what stands where in one Turtle text.

    Takes the text; offers ``blocks``, ``statements``, ``references`` (each IRI in the place of an
    object) and ``comments``, the last two as text and offset, all in the order of the text.
    """

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.statements: list[Statement] = []
        self.references: list[tuple[str, int]] = []
        self.comments: list[tuple[str, int]] = []
        self._names = _Names()
        self._outer: list[tuple[str, str, int, int]] = []  # what each open bracket stands in
        self._begin("", -1, _SUBJECT)
        for token in _TOKEN.finditer(text):
            group = token.lastindex or 0
            _READERS[group](self, token[group], token.start(group))
        self._stop("", len(text))

    def _begin(self, subject: str, at: int, expected: int) -> None:
        self._subject, self._start, self._expected = subject, at, expected
        self._predicate, self._predicate_at = "", at

    def _stop(self, written: str, at: int) -> None:
        if self._start >= 0:
            self.blocks.append(Block(self._subject, self._start, at + len(written)))
        self._outer.clear()
        self._begin("", -1, _SUBJECT)

    def _term(self, written: str, at: int) -> None:
        if self._expected == _OBJECT:
            value = self._names[written]
            self._literal(value, at)
            if ":" in value and value[0] != "_":
                self.references.append((value, at))
        elif self._expected == _VERB:
            self._predicate, self._predicate_at = self._names[written], at
            self._expected = _OBJECT
        elif self._expected == _SUBJECT:
            if written.lower() in _DIRECTIVES:
                self._begin("", at, _SPARQL_DIRECTIVE)
            else:
                self._begin(self._names[written], at, _VERB)
        elif written[0] != "<":
            self._predicate = written  # the prefix, until its IRI follows
        else:
            self._names.declare(self._predicate, written)
            self._end_of_sparql_directive(written, at)

    def _literal(self, written: str, at: int) -> None:
        if self._expected == _OBJECT:
            self.statements.append(
                (self._subject, self._predicate, written, self._predicate_at, at)
            )
        else:
            self._end_of_sparql_directive(written, at)

    def _end_of_sparql_directive(self, written: str, at: int) -> None:
        if self._expected == _SPARQL_DIRECTIVE:
            self._stop(written, at)

    def _comment(self, written: str, at: int) -> None:
        self.comments.append((written, at))

    def _at(self, _written: str, at: int) -> None:
        if self._expected == _SUBJECT:
            self._begin("", at, _DIRECTIVE)

    def _mark(self, written: str, at: int) -> None:
        if written == ";":
            self._expected = _VERB
        elif written == ".":
            self._stop(written, at)
        elif written in "[(":
            self._enter(written, at)
        elif written in "])" and self._outer:
            node = self._subject
            self._subject, self._predicate, self._predicate_at, self._expected = self._outer.pop()
            if self._expected == _SUBJECT:
                self._subject, self._expected = node, _VERB

    def _enter(self, bracket: str, at: int) -> None:
        node = f"[{at}"
        self._literal(node, at)
        self._outer.append((self._subject, self._predicate, self._predicate_at, self._expected))
        if self._expected == _SUBJECT:
            self._start = at
        self._subject, self._predicate_at = node, at
        self._predicate = PREFIXES["rdf"] + "first"
        self._expected = _VERB if bracket == "[" else _OBJECT


_READERS = {
    _TOKEN.groupindex[kind]: reader
    for kind, reader in {
        "number": Scan._literal,
        "word": Scan._term,
        "iri": Scan._term,
        "string": Scan._literal,
        "comment": Scan._comment,
        "at": Scan._at,
        "mark": Scan._mark,
    }.items()
}
