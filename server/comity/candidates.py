"""Find, fast, every node that may violate a shape, so that pyshacl need only judge those.

The checks err on one side only: a node that violates is always found, a node that does not may be
found too. Core constraints are read off the shapes once and run over an index of the graph; a
component that is not known here, SPARQL constraints among them, makes every focus node of its shape
a candidate. A SPARQL target runs once and selects the candidates itself.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pyoxigraph as ox
import rdflib

from comity.vocabulary import PREFIXES

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Violates = Callable[[Term, list[Term]], bool]


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["sh"] + name)


_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_FIRST = ox.NamedNode(PREFIXES["rdf"] + "first")
_REST = ox.NamedNode(PREFIXES["rdf"] + "rest")
_NIL = ox.NamedNode(PREFIXES["rdf"] + "nil")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_CLASSES = {ox.NamedNode(PREFIXES[prefix] + "Class") for prefix in ("rdfs", "owl")}
_SILENT = {
    *(_sh(name) for name in ("name", "description", "message", "severity", "order", "group")),
    *(_sh(name) for name in ("path", "property", "target", "targetClass", "flags")),
    *(_sh(name) for name in ("ignoredProperties", "qualifiedMinCount", "targetNode")),
    *(_sh(name) for name in ("targetSubjectsOf", "targetObjectsOf", "deactivated")),
    _TYPE,
    *(
        ox.NamedNode(PREFIXES["rdfs"] + name)
        for name in ("label", "comment", "isDefinedBy", "seeAlso")
    ),
}


class UnknownComponentError(Exception):
    """Report a component or path that is not checked here, so that nothing can be ruled out."""


class Index:
    """Hold triples by subject and predicate, and the instances of each class."""

    def __init__(self, triples: Iterable[ox.Quad | ox.Triple]) -> None:
        self.by_subject: dict[Term, dict[ox.NamedNode, list[Term]]] = {}
        self._inverse: dict[ox.NamedNode, dict[Term, list[Term]]] = {}
        self._instances: dict[Term, set[Term]] = defaultdict(set)
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            self.by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
            if predicate == _TYPE:
                self._instances[value].add(subject)
        self._subclasses = self.inverse(_SUBCLASS)

    def values(self, node: Term, predicate: ox.NamedNode) -> list[Term]:
        """Return the objects of a node's predicate."""
        return self.by_subject.get(node, {}).get(predicate, [])

    def value(self, node: Term, predicate: ox.NamedNode) -> Term | None:
        """Return one object of a node's predicate, or None."""
        return next(iter(self.values(node, predicate)), None)

    def list_of(self, head: Term) -> list[Term]:
        """Return the members of an RDF list."""
        members = []
        while head != _NIL:
            members += self.values(head, _FIRST)
            head = self.value(head, _REST) or _NIL
        return members

    def inverse(self, predicate: ox.NamedNode) -> dict[Term, list[Term]]:
        """Return the subjects of a predicate by object."""
        if predicate not in self._inverse:
            found: dict[Term, list[Term]] = {}
            for subject, facts in self.by_subject.items():
                for value in facts.get(predicate, ()):
                    found.setdefault(value, []).append(subject)
            self._inverse[predicate] = found
        return self._inverse[predicate]

    def instances(self, of: Term) -> set[Term]:
        """Return the instances of a class and of its subclasses (SHACL, section 1.1)."""
        classes, todo = set(), [of]
        while todo:
            if (current := todo.pop()) not in classes:
                classes.add(current)
                todo += self._subclasses.get(current, [])
        return set().union(*(self._instances.get(current, set()) for current in classes))


class Candidates:
    """Find the nodes of a store that may violate the shapes of a shapes graph."""

    def __init__(self, store: ox.Store, shapes: Iterable[ox.Triple]) -> None:
        self._store = store
        self._shapes = Index(shapes)
        self._data = Index(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        self._classes: dict[Term, set[Term]] = {}

    def find(self) -> Iterator[tuple[Term, set[Term]]]:
        """Yield each shape that has a target, with the nodes that may violate it."""
        for shape, facts in self._shapes.by_subject.items():
            targeted = any(key.value.startswith(PREFIXES["sh"] + "target") for key in facts)
            active = ox.Literal(True) not in facts.get(_sh("deactivated"), ())
            if active and (targeted or self._is_class(shape)):
                yield shape, self._of_shape(shape)

    def _of_shape(self, shape: Term) -> set[Term]:
        targets = self._shapes.values(shape, _sh("target"))
        found = {node for query in targets for node in self._query(query)}
        focus = self._focus_nodes(shape)
        if not focus:
            return found
        try:
            violates = self._nested(shape)
        except UnknownComponentError:
            return found | focus
        return found | {node for node in focus if violates(node)}

    def _focus_nodes(self, shape: Term) -> set[Term]:
        targets = self._shapes.values
        nodes = set(targets(shape, _sh("targetNode")))
        if self._is_class(shape):
            nodes |= self._data.instances(shape)
        for target in targets(shape, _sh("targetClass")):
            nodes |= self._data.instances(target)
        for predicate in targets(shape, _sh("targetSubjectsOf")):
            nodes |= {s for s, facts in self._data.by_subject.items() if predicate in facts}
        for predicate in targets(shape, _sh("targetObjectsOf")):
            assert isinstance(predicate, ox.NamedNode)  # noqa: S101
            nodes |= self._data.inverse(predicate).keys()
        return nodes

    def _is_class(self, shape: Term) -> bool:
        types = self._shapes.values(shape, _TYPE)  # an implicit target (SHACL, section 2.1.3.3)
        return not {_sh("NodeShape"), _sh("PropertyShape")}.isdisjoint(types) and not (
            _CLASSES.isdisjoint(types)
        )

    def _query(self, holder: Term) -> Iterator[Term]:
        text = self._shapes.value(holder, _sh("select"))
        declared = [
            declaration
            for ontology in self._shapes.values(holder, _sh("prefixes"))
            for declaration in self._shapes.values(ontology, _sh("declare"))
        ]
        prefixes = {
            _plain(self._shapes.value(each, _sh("prefix"))): _plain(
                self._shapes.value(each, _sh("namespace"))
            )
            for each in declared
        }
        solutions = self._store.query(_plain(text), prefixes=prefixes)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101
        return (node for solution in solutions if (node := solution["this"]) is not None)

    def _compile(self, shape: Term) -> Violates:
        """Turn the core constraints of a shape into one check of a focus node and its values."""
        checks: list[Violates] = []
        for predicate, parameters in self._shapes.by_subject.get(shape, {}).items():
            if predicate in _SILENT:
                continue
            build = _COMPONENTS.get(predicate)
            if build is None:
                raise UnknownComponentError(predicate)
            checks += [build(self, shape, parameter) for parameter in parameters]
        checks += [self._property(each) for each in self._shapes.values(shape, _sh("property"))]
        return lambda focus, values: any(check(focus, values) for check in checks)

    def _property(self, shape: Term) -> Violates:
        path = self._path(self._shapes.values(shape, _sh("path"))[0])
        check = self._compile(shape)

        def violates(_: Term, values: list[Term]) -> bool:
            return any(check(value, path(value)) for value in values)

        return violates

    def _path(self, path: Term) -> Callable[[Term], list[Term]]:
        data = self._data
        if isinstance(path, ox.NamedNode):
            return lambda node: data.values(node, path)
        inverse = self._shapes.value(path, _sh("inversePath"))
        if isinstance(inverse, ox.NamedNode):
            return lambda node: data.inverse(inverse).get(node, [])
        choice = self._shapes.value(path, _sh("alternativePath"))
        if choice is not None:
            branches = [self._path(branch) for branch in self._shapes.list_of(choice)]
            return lambda node: [value for branch in branches for value in branch(node)]
        steps = [self._path(step) for step in self._shapes.list_of(path)]
        if not steps:
            raise UnknownComponentError(path)

        def follow(node: Term) -> list[Term]:
            nodes = [node]
            for step in steps:
                nodes = [value for each in nodes for value in step(each)]
            return nodes

        return follow

    def _nested(self, shape: Term) -> Callable[[Term], bool]:
        check = (
            self._compile(shape) if _sh("path") not in self._facts(shape) else self._property(shape)
        )
        return lambda value: check(value, [value])

    def _facts(self, shape: Term) -> dict[ox.NamedNode, list[Term]]:
        return self._shapes.by_subject.get(shape, {})

    def class_(self, _: Term, wanted: Term) -> Violates:
        """Check sh:class."""
        instances = self._classes.setdefault(wanted, self._data.instances(wanted))
        return lambda _, values: any(value not in instances for value in values)

    def closed(self, shape: Term, parameter: Term) -> Violates:
        """Check sh:closed with sh:ignoredProperties."""
        if _plain(parameter) != "true":
            return lambda *_: False
        allowed: set[Term] = set()
        for head in self._shapes.values(shape, _sh("ignoredProperties")):
            allowed.update(self._shapes.list_of(head))
        for each in self._shapes.values(shape, _sh("property")):
            allowed.update(self._shapes.values(each, _sh("path")))
        facts = self._data.by_subject
        return lambda _, values: any(not facts.get(value, {}).keys() <= allowed for value in values)

    def in_(self, _: Term, head: Term) -> Violates:
        """Check sh:in."""
        members = set(self._shapes.list_of(head))
        return lambda _, values: any(value not in members for value in values)

    def or_(self, _: Term, head: Term) -> Violates:
        """Check sh:or: a value may violate when it may violate every alternative."""
        shapes = [self._nested(shape) for shape in self._shapes.list_of(head)]
        return lambda _, values: any(all(check(value) for check in shapes) for value in values)

    def disjoint(self, _: Term, other: Term) -> Violates:
        """Check sh:disjoint with the values of another property of the focus node."""
        assert isinstance(other, ox.NamedNode)  # noqa: S101
        return lambda focus, values: not set(values).isdisjoint(self._data.values(focus, other))

    def node(self, _: Term, shape: Term) -> Violates:
        """Check sh:node."""
        check = self._nested(shape)
        return lambda _, values: any(check(value) for value in values)

    def qualified(self, shape: Term, nested: Term) -> Violates:
        """Check sh:qualifiedValueShape with sh:qualifiedMinCount; other qualifiers are unknown."""
        check = self._nested(nested)
        least = _number(self._shapes.value(shape, _sh("qualifiedMinCount")))
        return lambda _, values: sum(not check(value) for value in set(values)) < least

    def pattern(self, shape: Term, parameter: Term) -> Violates:
        """Check sh:pattern with sh:flags."""
        flags = _plain(self._shapes.value(shape, _sh("flags")) or ox.Literal(""))
        if set(flags) - {"i"}:
            raise UnknownComponentError(flags)
        search = re.compile(_plain(parameter), re.IGNORECASE if flags else 0).search
        return lambda _, values: any(
            isinstance(value, ox.BlankNode) or search(_plain(value)) is None for value in values
        )


def _plain(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def _number(parameter: Term | None) -> int:
    lexical = _plain(parameter)
    if not lexical.isdecimal():
        raise UnknownComponentError(parameter)
    return int(lexical)


@cache
def _ill_typed(lexical: str, datatype: str) -> bool:
    # rdflib decides, as it does for pyshacl.
    return bool(rdflib.Literal(lexical, datatype=rdflib.URIRef(datatype)).ill_typed)


def _datatype(_: Candidates, __: Term, wanted: Term) -> Violates:
    def violates(value: Term) -> bool:
        return (
            not isinstance(value, ox.Literal)
            or value.datatype != wanted
            or _ill_typed(value.value, value.datatype.value)
        )

    return lambda _, values: any(violates(value) for value in values)


def _node_kind(_: Candidates, __: Term, kind: Term) -> Violates:
    name = _plain(kind).removeprefix(PREFIXES["sh"])
    kinds = tuple(
        cls
        for cls, word in (
            (ox.NamedNode, "IRI"),
            (ox.BlankNode, "BlankNode"),
            (ox.Literal, "Literal"),
        )
        if word in name
    )
    return lambda _, values: any(not isinstance(value, kinds) for value in values)


def _unique_languages(_: Candidates, __: Term, parameter: Term) -> Violates:
    def violates(_: Term, values: list[Term]) -> bool:
        languages = [v.language for v in values if isinstance(v, ox.Literal) and v.language]
        return len(languages) != len(set(languages))

    return violates if _plain(parameter) == "true" else lambda *_: False


def _language_in(candidates: Candidates, _: Term, head: Term) -> Violates:
    allowed = {_plain(tag) for tag in candidates._shapes.list_of(head)}
    return lambda _, values: any(
        getattr(value, "language", None) not in allowed for value in values
    )


def _length(test: Callable[[int, int], bool]) -> Callable[..., Violates]:
    def build(_: Candidates, __: Term, parameter: Term) -> Violates:
        limit = _number(parameter)
        return lambda _, values: any(
            isinstance(value, ox.BlankNode) or test(len(_plain(value)), limit) for value in values
        )

    return build


def _min_count(_: Candidates, __: Term, parameter: Term) -> Violates:
    least = _number(parameter)
    return lambda _, values: len(set(values)) < least


def _max_count(_: Candidates, __: Term, parameter: Term) -> Violates:
    most = _number(parameter)
    return lambda _, values: len(values) > most and len(set(values)) > most


def _min_inclusive(_: Candidates, __: Term, parameter: Term) -> Violates:
    least = _number(parameter)

    def violates(value: Term) -> bool:
        lexical = _plain(value)
        integer = isinstance(value, ox.Literal) and value.datatype == _INTEGER
        return not (integer and lexical.isdecimal() and int(lexical) >= least)

    return lambda _, values: any(violates(value) for value in values)


def _has_value(_: Candidates, __: Term, wanted: Term) -> Violates:
    return lambda _, values: wanted not in values


_COMPONENTS: dict[ox.NamedNode, Callable[[Candidates, Term, Term], Violates]] = {
    _sh("minCount"): _min_count,
    _sh("maxCount"): _max_count,
    _sh("datatype"): _datatype,
    _sh("class"): Candidates.class_,
    _sh("nodeKind"): _node_kind,
    _sh("in"): Candidates.in_,
    _sh("hasValue"): _has_value,
    _sh("pattern"): Candidates.pattern,
    _sh("minLength"): _length(operator.lt),
    _sh("maxLength"): _length(operator.gt),
    _sh("uniqueLang"): _unique_languages,
    _sh("languageIn"): _language_in,
    _sh("minInclusive"): _min_inclusive,
    _sh("closed"): Candidates.closed,
    _sh("disjoint"): Candidates.disjoint,
    _sh("or"): Candidates.or_,
    _sh("node"): Candidates.node,
    _sh("qualifiedValueShape"): Candidates.qualified,
}
