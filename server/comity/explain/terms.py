"""Hold the terms that a query names, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import pyoxigraph as ox

from comity.tokens import _SCHEME, lexical_form, unescape
from comity.vocabulary import BASE, PREFIXES, shorten

_XSD = PREFIXES["xsd"]


@dataclass(frozen=True)
class Term:
    """Hold a term as it is written at an offset: an IRI or a literal, a variable, or neither."""

    at: int
    written: str
    node: ox.NamedNode | ox.Literal | None = None
    variable: str = ""

    @property
    def value(self) -> str:
        """Return the IRI; nothing for what is none."""
        return self.node.value if isinstance(self.node, ox.NamedNode) else ""

    @property
    def name(self) -> str:
        """Return the IRI as it is best written in a query, and anything else as it was."""
        return name(self.value) if self.value else f"`{self.written}`"


def name(iri: str) -> str:
    """Return an IRI between marks of code: with a prefix of the project, else in brackets."""
    short = shorten(iri)
    return f"`{short}`" if short != iri else f"`<{iri}>`"


def names(iris: list[str], most: int = 3) -> str:
    """Return the first of some IRIs, as words with an "and" before the last."""
    told = [name(each) for each in sorted(iris)[:most]]
    if len(iris) > most:
        told.append(f"{len(iris) - most} more")
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def literal(at: int, written: str, datatype: str) -> Term:
    """Return a term that stands for a value of a type, whatever its value."""
    return Term(at, written, ox.Literal("", datatype=ox.NamedNode(datatype)))


class Names:
    """Expand what a query writes, by its prefixes and those of the project.

    ``declared`` has the prefixes of the query: the namespace of each, and the offset.
    """

    def __init__(self) -> None:
        self.base = BASE
        self.declared: dict[str, tuple[str, int]] = {}

    def declare(self, prefix: str, iri: str, at: int) -> None:
        """Take a declaration: a prefix and its namespace, in angle brackets."""
        self.declared[prefix] = self._resolved(iri[1:-1]), at

    def term(self, piece: re.Match[str], tag: str = "") -> Term:
        """Return the term that a token is.

        Takes the token and, for a string, its language after an at sign or the IRI of its type.
        """
        written, at = piece[0], piece.start()
        if piece.lastgroup == "var":
            return Term(at, written, variable=written[1:])
        try:
            return Term(at, written, self._node(piece.lastgroup or "", written, tag))
        except ValueError:  # of what is no IRI, or no language
            return Term(at, written)

    def _node(self, kind: str, written: str, tag: str) -> ox.NamedNode | ox.Literal | None:
        if kind == "iri":
            return ox.NamedNode(self._resolved(written[1:-1]))
        if kind == "pname" and not written.startswith("_:"):
            prefix, _, local = written.partition(":")
            known = {**PREFIXES, **{each: iri for each, (iri, _) in self.declared.items()}}
            return (
                ox.NamedNode(known[prefix] + local.replace("\\", "")) if prefix in known else None
            )
        if kind == "string":
            text = lexical_form(written)
            if tag.startswith("@"):
                return ox.Literal(text, language=tag[1:])
            return ox.Literal(text, datatype=ox.NamedNode(tag or _XSD + "string"))
        if kind == "number":
            type_ = "double" if "e" in written.lower() else "decimal" if "." in written else ""
            return ox.Literal(written, datatype=ox.NamedNode(_XSD + (type_ or "integer")))
        if written == "a":
            return ox.NamedNode(PREFIXES["rdf"] + "type")
        if written.lower() in ("true", "false"):
            return ox.Literal(written.lower(), datatype=ox.NamedNode(_XSD + "boolean"))
        return None

    def _resolved(self, iri: str) -> str:
        iri = unescape(iri)
        # What is whole stays as it is: to join it would take an empty fragment off.
        return iri if _SCHEME.match(iri) else urljoin(self.base, iri)
