"""Tell what stands inside each EXISTS and each GRAPH of a query, without running it.

The reading is one pass over the tokens with a stack of brackets, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.query import _TOKEN

_PIECE = re.compile(
    _TOKEN.pattern + r"| (?P<number>[+-]?(?:\d*\.)?\d+(?:[eE][+-]?\d+)?) | (?P<sign>[^\s])",
    _TOKEN.flags,
)
_CLAUSES = frozenset(
    "BIND EXISTS FILTER GRAPH LATERAL MINUS OPTIONAL SELECT SERVICE UNION VALUES".split()
)
_SUBJECT, _PREDICATE, _OBJECT, _END = range(4)  # what may come next in a triple
_NEXT = {".": _SUBJECT, ";": _PREDICATE, ",": _OBJECT}


@dataclass
class Scope:
    """Hold what was read inside one EXISTS or one GRAPH of a variable.

    ``kind`` is EXISTS, NOT EXISTS or GRAPH. Patterns of subqueries, MINUS and EXISTS are none of
    a GRAPH around them, but ``other`` is VALUES or SELECT where it has such.
    """

    start: int
    kind: str
    variable: str = ""
    patterns: int = 0
    path: bool = False
    other: str = ""


@dataclass
class _Frame:
    """Hold where in its grammar an open bracket is; in an expression, only brackets are told."""

    bracket: str = ""
    exists: Scope | None = None
    graph: Scope | None = None
    owned: Scope | None = None
    expression: bool = False
    clause: str = ""
    next: int = _SUBJECT

    def term(self) -> None:
        if self.expression or self.clause:
            return
        if self.next == _OBJECT:
            self.count(1)
        self.next = min(self.next + 1, _END)

    def count(self, patterns: int, *, path: bool = False) -> None:
        if self.exists:
            self.exists.patterns += patterns
            self.exists.path |= path
        if self.graph:
            self.graph.patterns += patterns


class Nesting:
    """Read a query and yield its scopes, each as it is closed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open = [_Frame(expression=True)]
        self._start = 0  # of the word that began the last clause
        self._negated = False
        self._variable = ""  # after the last GRAPH

    def __iter__(self) -> Iterator[Scope]:
        for piece in _PIECE.finditer(self._text):
            frame = self._open[-1]
            if piece[0] in "{([":
                self._open.append(self._opened(frame, piece[0]))
            elif piece[0] in "})]":
                if len(self._open) > 1:
                    yield from self._closed(self._open.pop(), self._open[-1])
            elif piece.lastgroup == "word":
                self._word(frame, piece)
            elif piece.lastgroup == "sign":
                self._sign(frame, piece[0])
            elif piece.lastgroup != "comment":
                self._term(frame, piece)

    def _word(self, frame: _Frame, piece: re.Match[str]) -> None:
        word = piece[0].upper()
        taken = ("EXISTS", "VALUES") if frame.clause == "SELECT" else _CLAUSES
        if word == "EXISTS" or (word in taken and not frame.expression):
            frame.clause, frame.next, self._start = word, _SUBJECT, piece.start()
            if frame.graph and word in ("VALUES", "SELECT"):
                frame.graph.other = word
        elif word in ("A", "TRUE", "FALSE"):
            frame.term()
        self._negated = word == "NOT" or (self._negated and word == "EXISTS")

    def _sign(self, frame: _Frame, text: str) -> None:
        if frame.expression or frame.clause:
            return
        if text in _NEXT:
            frame.next = _NEXT[text]
        elif frame.next == (_PREDICATE if text in "^!" else _OBJECT) and text in "^!/|*+?":
            frame.count(0, path=True)
            frame.next = _PREDICATE if text in "^!/|" else _OBJECT

    def _term(self, frame: _Frame, piece: re.Match[str]) -> None:
        name = piece[0][1:] if piece.lastgroup == "var" else ""
        if frame.clause == "GRAPH":
            self._variable = name
        elif frame.clause == "SELECT" and frame.graph and frame.graph.variable == name:
            frame.graph.patterns += 1  # a subquery that selects the variable binds it
        else:
            frame.term()

    def _opened(self, frame: _Frame, bracket: str) -> _Frame:
        inner = _Frame(bracket, frame.exists, frame.graph, next=_PREDICATE)
        if bracket == "(":
            inner.expression = True
            if not frame.clause and not frame.expression:
                path = frame.next == _PREDICATE
                frame.count(0 if path else 2, path=path)  # a list has two triples an item
        elif bracket == "{":
            inner.next, inner.expression = _SUBJECT, frame.clause == "VALUES"
            if frame.clause in ("EXISTS", "MINUS", "SELECT"):
                inner.graph = None
            if frame.clause == "EXISTS":
                kind = "NOT EXISTS" if self._negated else "EXISTS"
                inner.owned = inner.exists = Scope(self._start, kind)
            elif frame.clause == "GRAPH" and self._variable:
                inner.owned = inner.graph = Scope(self._start, "GRAPH", self._variable)
        return inner

    def _closed(self, inner: _Frame, frame: _Frame) -> Iterator[Scope]:
        if inner.owned:
            yield inner.owned
        if inner.owned and inner.owned is inner.exists:
            frame.count(inner.owned.patterns, path=inner.owned.path)
        if inner.bracket == "{" or frame.clause in ("FILTER", "BIND"):
            frame.clause = "SELECT" if frame.clause == "SELECT" else ""
            frame.next = _SUBJECT
        else:
            frame.term()
