"""Write nodes as compacted JSON-LD 1.1 with the context of the project.

This is the part of the compaction algorithm that ``ontology/context.jsonld`` needs: prefixes,
aliases of ``@id`` and ``@type``, coercion to a type or to an IRI, and language maps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from comity.paths import root
from comity.vocabulary import expand

Node = dict[str, Any]
Value = ox.NamedNode | ox.BlankNode | ox.Literal
Fact = tuple[ox.NamedNode, Value]

_TYPE = expand("rdf:type")
_EXACT = 2**53  # whole numbers below it survive every reader of JSON


class Context:
    """Hold the context, ``document``, and name things by it."""

    def __init__(self) -> None:
        text = (root() / "ontology" / "context.jsonld").read_text(encoding="utf-8")
        self.document: dict[str, Any] = json.loads(text)["@context"]
        terms = self.document.items()
        prefixes = {iri: name for name, iri in terms if isinstance(iri, str) and iri[-1:] in "/#"}
        self._prefixes = sorted(prefixes.items(), key=lambda each: -len(each[0]))
        defined = {name: given for name, given in terms if isinstance(given, dict)}
        self._coerced = {name: given.get("@type", "") for name, given in defined.items()}
        maps = {"@container": "@language"}
        self._by_language = {name for name, given in defined.items() if given == maps}

    def name(self, term: ox.NamedNode | ox.BlankNode) -> str:
        """Return a compact IRI where the context has a prefix for it, else the IRI."""
        if isinstance(term, ox.BlankNode):
            return str(term)
        for namespace, prefix in self._prefixes:
            local = term.value.removeprefix(namespace)
            if local != term.value and not local.startswith("//"):
                return f"{prefix}:{local}"
        return term.value

    def node(self, subject: ox.NamedNode | ox.BlankNode, facts: Iterable[Fact]) -> Node:
        """Return a node object with what is said of a subject."""
        node: Node = {"id": self.name(subject)}
        for predicate, value in facts:
            if predicate.value == _TYPE and not isinstance(value, ox.Literal):
                put(node, "type", self.name(value))
            else:
                self._put(node, predicate, value)
        return node

    def key(self, predicate: ox.NamedNode, value: object) -> str:
        """Return the name of a property under which a value can stand.

        A language map holds texts with a language only, so others go under the whole IRI.
        """
        key = self.name(predicate)
        tagged = isinstance(value, ox.Literal) and value.language
        return key if key not in self._by_language or tagged else predicate.value

    def _put(self, node: Node, predicate: ox.NamedNode, value: Value) -> None:
        key = self.key(predicate, value)
        if key in self._by_language and isinstance(value, ox.Literal):
            put(node.setdefault(key, {}), str(value.language), value.value)
        else:
            put(node, key, self._value(self._coerced.get(key, ""), value))

    def _value(self, coerced: str, value: Value) -> Any:
        if not isinstance(value, ox.Literal):
            name = self.name(value)
            return name if coerced == "@id" else {"id": name}
        if value.language:
            return {"@language": value.language, "@value": value.value}
        type_ = self.name(value.datatype)
        if type_ == coerced:
            return _native(type_, value.value)
        if type_ == "xsd:string":
            return {"@value": value.value} if coerced else value.value
        return {"type": type_, "@value": value.value}


def put(node: Node, key: str, value: Any) -> None:
    """Add a value to a property, which becomes a list with the second."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _native(type_: str, text: str) -> str | int | bool:
    """Return a value of JSON where it is read back as the same literal."""
    if type_ == "xsd:boolean" and text in ("true", "false"):
        return text == "true"
    if type_ == "xsd:integer" and str(number := int(text)) == text and abs(number) < _EXACT:
        return number
    return text
