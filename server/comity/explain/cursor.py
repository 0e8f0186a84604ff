"""Go through the tokens of a query, and take terms and paths from them."""

from __future__ import annotations

import re

from comity.explain.reading import Reading
from comity.explain.terms import Term
from comity.query import _TOKEN

_PIECE = re.compile(
    r"(?P<number>[+-]?(?:\d*\.)?\d+(?:[eE][+-]?\d+)?(?!\w)) |"
    + _TOKEN.pattern
    + r"| (?P<sign>\^\^|&&|\|\||[<>!]=|[^\s])",
    _TOKEN.flags,
)
ENDS = ("", "}", ")", "]")  # what no term begins with; an empty text is the end


class Cursor:
    """Stand before a token of a query; the next is empty at its end.

    ``reading`` has the terms that were taken, each in its role.
    """

    def __init__(self, text: str) -> None:
        self.reading = Reading()
        self._pieces = [piece for piece in _PIECE.finditer(text) if piece.lastgroup != "comment"]
        self.reading.minds_types = any(each[0].upper() == "DATATYPE" for each in self._pieces)
        self._at = 0

    @property
    def depth(self) -> int:
        """Return how deeply brackets are nested in the query."""
        depth = deepest = 0
        for piece in self._pieces:
            depth += (piece[0] in "{([") - (piece[0] in "})]")
            deepest = max(deepest, depth)
        return deepest

    def _next(self) -> str:
        return self._pieces[self._at][0].upper() if self._at < len(self._pieces) else ""

    def _take(self) -> str:
        taken = self._next()
        self._at += 1
        return taken

    def _take_raw(self) -> str:
        self._at += 1
        return self._pieces[self._at - 1][0]

    def _skip(self) -> None:
        depth = 0
        while self._next():
            depth += {"{": 1, "}": -1}.get(self._take(), 0)
            if not depth:
                return

    def _term(self, role: str) -> Term:
        """Take a term, and note in which role it is named."""
        if self._next() in ENDS:
            return Term(0, "")
        piece = self._pieces[self._at]
        self._take()
        tag = ""
        if piece.lastgroup == "string" and self._next().startswith("@"):
            tag = self._take_raw()
        elif piece.lastgroup == "string" and self._next() == "^^":
            self._take()
            tag = self._term("").value
        term = self.reading.names.term(piece, tag)
        if role and term.value:
            self.reading.named.append((term, role))
        return term

    def _verb(self) -> Term | None:
        start = self._at
        term = self._path()
        return term if self._at - start == 1 else None

    def _path(self) -> Term | None:
        term = None
        while True:
            while self._next() in ("^", "!"):
                self._take()
            if self._next() == "(":
                self._take()
                self._path()
                self._at += self._next() == ")"
            elif self._next() in ENDS:
                return None
            else:
                term = self._term("property")
            if self._next() in ("?", "*", "+"):
                self._take()
            if self._next() not in ("/", "|"):
                return term
            self._take()
