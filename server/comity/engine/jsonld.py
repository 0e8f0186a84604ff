"""Write a document as JSON-LD in the terms of ``ontology/context.jsonld``, around its thing.

The thing is the object at the root. What points at it stands in it under ``@reverse``, everything
else under ``@included`` (JSON-LD 1.1, sections 4.8 and 4.13). Each thing is told once and named by
its identifier everywhere else, so that a value always has the same shape. A framing processor gives
such a tree too, but for the largest document takes several times as long as all the rest.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pyoxigraph as ox

from comity.engine.document import Document
from comity.paths import root
from comity.vocabulary import expand, shorten

Node = dict[str, Any]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

FILE = root() / "ontology" / "context.jsonld"

_CONTEXT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["@context"]
_PREFIXES = {name for name, meant in _CONTEXT.items() if isinstance(meant, str)}
_TERMS = {expand(name): meant for name, meant in _CONTEXT.items() if isinstance(meant, dict)}
_A, _STRING, _INTEGER, _BOOLEAN = (
    expand(name) for name in ("rdf:type", "xsd:string", "xsd:integer", "xsd:boolean")
)
_MOST_DIGITS = 15  # of a number that every reader of JSON takes for what it is (RFC 8259, 6)


def compact(document: Document) -> Node:
    """Return a document as a JSON-LD object; it names the context by the address in the topic."""
    thing = document.thing
    root: Node = {"@context": document.topic.context, **_node(thing, document.facts[thing])}
    others = {
        subject: _node(subject, [each for each in triples if each.object != thing])
        for subject, triples in document.facts.items()
        if subject != thing
    }
    reverse = defaultdict(list)
    for subject, triples in document.facts.items():
        for triple in triples:
            if triple.object == thing != subject:
                # Told where it first points at the thing, and named where it does so again.
                told = others.pop(subject, {"id": _name(subject)})
                reverse[_key(triple.predicate)].append(told)
    if reverse:
        root["@reverse"] = dict(reverse)
    if others:
        root["@included"] = list(others.values())
    return root


def _node(subject: Term, triples: list[ox.Triple]) -> Node:
    values = defaultdict[ox.NamedNode, list[Term]](list)
    for triple in triples:
        values[triple.predicate].append(triple.object)
    node: Node = {"id": _name(subject)}
    for predicate, found in values.items():
        if predicate.value == _A and all(isinstance(each, ox.NamedNode) for each in found):
            node["type"] = _only([_name(each) for each in found])
        elif _TERMS.get(predicate.value, {}).get("@container") == "@language":
            node |= _by_language(predicate, found)
        else:
            type_ = _TERMS.get(predicate.value, {}).get("@type", "")
            node[_short(predicate)] = _only([_value(each, type_) for each in found])
    return node


def _by_language(predicate: ox.NamedNode, values: list[Term]) -> Node:
    """Return texts by language; what has none goes by the whole name of the property."""
    texts, others = defaultdict[str, list[str]](list), []
    for value in values:
        if isinstance(value, ox.Literal) and value.language:
            texts[value.language].append(value.value)
        else:
            others.append(_value(value, ""))
    node: Node = {}
    if texts:
        node[_short(predicate)] = {language: _only(found) for language, found in texts.items()}
    if others:
        node[predicate.value] = _only(others)
    return node


def _value(term: Term, type_: str) -> Any:
    """Return a value as it is written where a term gives values a type (section 4.2.3)."""
    if not isinstance(term, ox.Literal):
        return _name(term) if type_ == "@id" else {"id": _name(term)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    datatype = term.datatype.value
    expected = type_ if type_ == "@id" else expand(type_ or "xsd:string")
    native = _native(term.value, datatype)
    if native is not None and expected in (datatype, _STRING):
        return native
    if datatype == expected:
        return term.value
    return {"@value": term.value} | ({} if datatype == _STRING else {"type": _name(term.datatype)})


def _native(text: str, datatype: str) -> int | bool | None:
    """Return a number or truth value that JSON writes as it stands, None for any other."""
    if datatype == _BOOLEAN and text in ("true", "false"):
        return text == "true"
    if datatype == _INTEGER and len(text) <= _MOST_DIGITS and text.lstrip("-").isdecimal():
        return int(text) if str(int(text)) == text else None
    return None


def _key(predicate: ox.NamedNode) -> str:
    """Return the name of a property of which the values are things."""
    term = _TERMS.get(predicate.value, {})
    return predicate.value if "@container" in term else _short(predicate)


def _name(term: Term) -> str:
    return _short(term) if isinstance(term, ox.NamedNode) else str(term)


def _short(iri: ox.NamedNode) -> str:
    name = shorten(iri.value)
    return name if name.partition(":")[0] in _PREFIXES else iri.value


def _only(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
