"""Read which terms, triple patterns and comparisons stand where in a query, without running it.

One pass over the tokens (SPARQL 1.1 Query, section 19.8). What is no SPARQL is read as well as it
can be, and what is nested too deeply is not read at all.
"""

from __future__ import annotations

from comity.explain.cursor import ENDS, Cursor
from comity.explain.expressions import Item, called, note
from comity.explain.reading import Pattern, Reading, Scope
from comity.explain.terms import Term
from comity.vocabulary import PREFIXES

_DEEPEST = 64  # levels of brackets that are read


def read(text: str) -> Reading:
    """Read a query; return an empty reading for one that is nested too deeply."""
    reader = _Reader(text)
    if reader.depth <= _DEEPEST:
        reader.query((0,))
    return reader.reading


class _Reader(Cursor):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._scopes = 0

    def query(self, scope: Scope) -> None:
        """Read a query or, up to the bracket that ends it, a subquery."""
        while self._next() not in ("", "}"):
            word = self._take()
            if word == "PREFIX":
                self._prefix()
            elif word == "BASE":
                self.reading.names.base = self._term("").value
            elif word in ("FROM", "NAMED") and self._next() != "NAMED":
                self._term("graph")
            elif word == "CONSTRUCT" and self._next() == "{":
                self._skip()
            elif word == "VALUES":
                self._values(scope)
            elif word == "{":
                self._group(self._inner(scope), False)
            elif word == "(":
                self._expression(scope, False)
            elif self._pieces[self._at - 1].lastgroup in ("iri", "pname"):
                self._at -= 1
                self._term("thing")

    def _inner(self, scope: Scope) -> Scope:
        self._scopes += 1
        return (*scope, self._scopes)

    def _prefix(self) -> None:
        if self._at + 1 < len(self._pieces):
            name, iri = self._pieces[self._at], self._pieces[self._at + 1]
            self.reading.names.declare(name[0].rstrip(":"), iri[0], name.start())
        self._at += 2

    def _group(self, scope: Scope, negated: bool) -> None:
        """Read what follows an opening brace, to the closing one."""
        if self._next() == "SELECT":
            self.query(self._inner(()))
        while self._next() not in ("", "}"):
            word = self._next()
            if word == "{":
                self._take()
                self._group(self._inner(scope), negated)
            elif word == "MINUS":
                self._at += 2
                self._group(self._inner(scope), True)
            elif word == "GRAPH":
                self._take()
                self._term("graph")
            elif word == "FILTER":
                self._filter(scope, negated)
            elif word == "BIND":
                self._at += 2
                self._expression(scope, negated)
            elif word == "VALUES":
                self._take()
                self._values(scope)
            elif word in (".", ")", "]", "OPTIONAL", "UNION", "LATERAL", "SERVICE", "SILENT"):
                self._take()
            else:
                before = self._at
                self._properties(self._node("thing", scope, negated), scope, negated)
                self._at = max(self._at, before + 1)
        self._take()

    def _filter(self, scope: Scope, negated: bool) -> None:
        self._take()
        without = self._next() == "NOT"
        while self._next() not in ("(", "{", "}", ""):
            self._take()
        if self._next() == "{":
            self._take()
            self._group(self._inner(scope), negated or without)
        elif self._next() == "(":
            self._take()
            self._expression(scope, negated)

    def _values(self, scope: Scope) -> None:
        variables, column = list[str](), 0
        while self._next() not in ("", "{", "}"):
            variables.append(self._take_raw().lstrip("?$"))
        variables = [name for name in variables if name not in "()"]
        self._take()
        while self._next() not in ("", "}"):
            if self._next() in ("(", ")"):
                self._take()
                column = 0
                continue
            term = self._term("thing")
            name = variables[column % len(variables)] if variables else ""
            self.reading.constants.setdefault(name, []).append((term, scope))
            column += 1
        self._take()

    def _properties(self, subject: Term, scope: Scope, negated: bool) -> None:
        while self._next() not in (*ENDS, ".", "{"):
            verb = self._verb()
            role = "class" if verb and verb.value == PREFIXES["rdf"] + "type" else "thing"
            more = True
            while more:
                object_ = self._node(role, scope, negated)
                self.reading.patterns.append(Pattern(subject, verb, object_, scope, negated))
                more = self._next() == ","
                self._at += more
            if self._next() != ";":
                return
            while self._next() == ";":
                self._take()

    def _node(self, role: str, scope: Scope, negated: bool) -> Term:
        word = self._next()
        if word in ENDS:
            return Term(0, "")
        if word not in ("[", "("):
            return self._term(role)
        node = Term(self._pieces[self._at].start(), "")
        self._take()
        if word == "[":
            self._properties(node, scope, negated)
        while self._next() not in ENDS:
            self._node(role, scope, negated)
        self._take()
        return node

    def _expression(self, scope: Scope, negated: bool) -> list[Item]:
        """Read what follows an opening bracket, to the closing one, and what it compares."""
        items = list[Item]()
        while self._next() not in ("", ")", "}"):
            kind = self._pieces[self._at].lastgroup
            if self._next() == "(":
                self._take()
                inside = self._expression(scope, negated)
                items[-1:] = called(items[-1:], inside)
            elif self._next() == "{":
                self._take()
                without = items[-2:] == ["NOT", "EXISTS"]
                self._group(self._inner(scope), negated or without)
            elif kind in ("sign", "word") and self._next() not in ("TRUE", "FALSE"):
                items.append(self._take())
            else:
                items.append(self._operand())
        self._take()
        if not negated:
            note(self.reading, items, scope)
        return items

    def _operand(self) -> Term:
        after = self._at + 1
        called = after < len(self._pieces) and self._pieces[after][0] == "("
        return self._term("" if called else "thing")
