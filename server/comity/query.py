"""Hold a SPARQL query and what can be told of it without running it.

The reading here is lexical (SPARQL 1.1 Query, section 19.8): enough to know the form of a query,
to refuse what is not offered, to bind variables and to explain a parse error. The grammar itself is
the engine's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from comity.errors import QueryError, QueryRefused
from comity.vocabulary import PREFIXES

_TOKEN = re.compile(
    r"""
    (?P<iri>   <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
             | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<comment>\#[^\n\r]* )
  | (?P<lang>  @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* )
  | (?P<var>   [?$]\w+ )
  | (?P<pname> (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])
               (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)? )
  | (?P<word>  [A-Za-z_]\w* )
  | (?P<mark>  [{}()\[\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_CLOSING = {"}": "{", ")": "(", "]": "["}
_PLACE = re.compile(r"^error at (\d+):(\d+): expected ")

_Token = re.Match[str]


@dataclass(frozen=True)
class Query:
    """Hold the text of a query and the dataset that the protocol gives it.

    ``default_graphs`` and ``named_graphs`` are IRIs as in the SPARQL 1.1 Protocol, section 2.1.4;
    empty means the dataset of the service.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def form(self) -> str | None:
        """Return SELECT, ASK, CONSTRUCT or DESCRIBE, or None where no such word is found."""
        return next((word for word in _words(self.text) if word in _FORMS), None)

    def check(self) -> None:
        """Raise QueryRefused, with the reason, for updates and federation: they are not offered."""
        for word in _words(self.text):
            if word in _FORMS:
                break
            if word in _UPDATES:
                raise QueryRefused(
                    f"{word} is an update, and this graph is read-only: its data change by git."
                )
        if "SERVICE" in _words(self.text):
            raise QueryRefused(
                "SERVICE is refused: this endpoint sends no requests to other endpoints. "
                "Query both endpoints and join the answers, or run the federated query elsewhere."
            )

    def bind(self, values: Mapping[str, str]) -> Query:
        """Return the query with variables replaced by terms, given by name in Turtle syntax.

        A bound variable in the projection stays a column. The project's prefixes may be used in
        the terms. Raises QueryError for a term that is none.
        """
        terms = {name: str(parse_term(text)) for name, text in values.items()}
        return replace(self, text="".join(_bound(self.text, terms))) if terms else self

    def error(self, cause: SyntaxError) -> QueryError:
        """Explain a parse error of the engine with line, column and what stands there."""
        place = _PLACE.match(str(cause))
        if place is None:
            return QueryError(str(cause))
        line, column = int(place[1]), int(place[2])
        unknown, bracket = self._undeclared_prefix(), self._unmatched_bracket()
        if unknown is not None:
            line, column = _line_and_column(self.text, unknown.start())
            message = f"the prefix {unknown[0].partition(':')[0]}: is not declared"
        elif bracket is not None:
            line, column = _line_and_column(self.text, bracket.start())
            message = f"this {bracket[0]} has no counterpart"
        elif self.form is None:
            message = "this is no query: none of SELECT, ASK, CONSTRUCT and DESCRIBE is in it"
        else:
            lines = self.text.splitlines() or [""]
            near = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
            expected = str(cause)[place.end() :]
            message = f"not expected here: {near[:40]}" if near else "the query ends too early"
            if len(expected) < 60 and "[_]" not in expected:
                message += f" (expected {expected})"
        return QueryError(message, line, column)

    def _unmatched_bracket(self) -> _Token | None:
        opened: list[_Token] = []
        for token in _tokens(self.text):
            if token[0] in _CLOSING.values():
                opened.append(token)
            elif token[0] in _CLOSING and (not opened or opened.pop()[0] != _CLOSING[token[0]]):
                return token
        return opened[-1] if opened else None

    def _undeclared_prefix(self) -> _Token | None:
        declared, previous = set(PREFIXES), ""
        for token in _tokens(self.text):
            if token.lastgroup == "pname":
                prefix = token[0].partition(":")[0]
                if previous == "PREFIX":
                    declared.add(prefix)
                elif prefix not in declared:
                    return token
            previous = token[0].upper()
        return None


def parse_term(text: str) -> ox.NamedNode | ox.Literal:
    """Read one RDF term in Turtle syntax; the project's prefixes are known, blank nodes are not."""
    known = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        triples = list(ox.parse(f"{known}<urn:x> <urn:x> {text} .", format=ox.RdfFormat.TURTLE))
    except SyntaxError as cause:
        raise QueryError(f"not an RDF term: {text}") from cause
    term = triples[0].object
    if len(triples) != 1 or not isinstance(term, ox.NamedNode | ox.Literal):
        raise QueryError(f"not one IRI or literal: {text}")
    return term


def _tokens(text: str) -> Iterator[_Token]:
    return (token for token in _TOKEN.finditer(text) if token.lastgroup != "comment")


def _words(text: str) -> Iterator[str]:
    return (token[0].upper() for token in _tokens(text) if token.lastgroup == "word")


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _bound(text: str, terms: Mapping[str, str]) -> Iterator[str]:
    end, depth, projecting = 0, 0, False
    for token in _tokens(text):
        yield text[end : token.start()]
        end = token.end()
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0].upper() == "SELECT":
            projecting = True
        elif token[0] == "{" or token[0].upper() == "WHERE":
            projecting = False
        term = terms.get(token[0][1:]) if token.lastgroup == "var" else None
        if term is None:
            yield token[0]
        else:
            yield f"({term} AS {token[0]})" if projecting and depth == 0 else term
    yield text[end:]
