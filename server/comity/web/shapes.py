"""Read shapes and say in words what they ask for (SHACL, sections 2 to 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from comity.web.names import Names, anchor, code, shorten
from comity.web.triples import Triples, is_iri

# What follows a parameter is put in place of the braces: links, or texts as code.
LINKED = {
    "sh:datatype": Markup("{}"),
    "sh:class": Markup("an instance of {}"),
    "sh:disjoint": Markup("never a value of {} too"),
}
WRITTEN = {
    "sh:pattern": Markup("matching {}"),
    "sh:minInclusive": Markup("not less than {}"),
    "sh:minLength": Markup("{} or more characters"),
}
LISTED = {
    "sh:in": Markup("one of {}"),
    "sh:or": Markup("any of {}"),
    "sh:ignoredProperties": Markup("and {}"),
}
FIXED = {
    ("sh:nodeKind", "http://www.w3.org/ns/shacl#IRI"): Markup("an IRI"),
    ("sh:uniqueLang", "true"): Markup("no two in one language"),
    ("sh:closed", "true"): Markup("only these properties"),
}
PHRASED = {*LINKED, *WRITTEN, *LISTED, *(name for name, _ in FIXED), "sh:languageIn"}
COUNTED = {"sh:minCount", "sh:maxCount"}
_REQUIRED = ("exactly one", "at least one")


@dataclass(frozen=True)
class PropertyShape:
    """Hold what one shape asks of the values of a path.

    ``first`` is the IRI with which the path begins, empty where it begins otherwise; ``rest`` is
    what follows it. ``number`` and ``words`` say how many values there may be, and which.
    """

    iri: str
    name: str
    first: str
    rest: Markup
    path: Markup
    number: str
    words: Markup
    message: str
    severity: str

    @property
    def anchor(self) -> str:
        """Return the fragment at which the shape is described."""
        return anchor(self.iri)


@dataclass(frozen=True)
class NodeShape:
    """Hold one shape: what it is for, what it asks for, and the queries by which it does."""

    iri: str
    label: str
    targets: tuple[str, ...]
    words: Markup
    message: str
    severity: str
    properties: tuple[PropertyShape, ...]
    queries: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Return the fragment at which the shape is described."""
        return anchor(self.iri)


@dataclass(frozen=True)
class Row:
    """Hold what the shapes say of one property, or one path, of the things of a class."""

    property: str
    path: Markup
    number: str
    words: Markup


class Shapes:
    """Read the node shapes of a graph, by label."""

    def __init__(self, graph: Triples, names: Names) -> None:
        self._graph = graph
        self._names = names
        found = {iri for iri in graph.subjects("rdf:type", "sh:NodeShape") if is_iri(iri)}
        self.all = sorted(map(self._node_shape, found), key=lambda each: (each.label, each.iri))

    def of(self, class_: str) -> list[NodeShape]:
        """Return the shapes that target a class."""
        return [shape for shape in self.all if class_ in shape.targets]

    def rows(self, class_: str) -> list[Row]:
        """Return what the shapes that target a class say of it, required properties first."""
        by_property: dict[str, list[PropertyShape]] = {}
        for shape in self.of(class_):
            for each in shape.properties:
                by_property.setdefault(each.first or each.path, []).append(each)
        rows = map(self._row, by_property.values())
        return sorted(rows, key=lambda row: (row.number not in _REQUIRED, shorten(row.property)))

    def _row(self, shapes: Sequence[PropertyShape]) -> Row:
        direct = [each for each in shapes if not each.rest]
        words = [each.words for each in direct if each.words]
        words += [Markup("{}: {}").format(each.rest, _asked(each)) for each in shapes if each.rest]
        number = next((each.number for each in direct if each.number), "any number")
        property_ = shapes[0].first
        path = self._names.link(property_) if property_ else shapes[0].path
        return Row(property_, path, number, Markup("; ").join(words))

    def _node_shape(self, iri: str) -> NodeShape:
        graph = self._graph
        constraint, target = graph.value(iri, "sh:sparql"), graph.value(iri, "sh:target")
        asked = {
            "What it finds": graph.value(target, "sh:select"),
            "What it reports": graph.value(constraint, "sh:select"),
        }
        properties = map(self._property_shape, graph.objects(iri, "sh:property"))
        return NodeShape(
            iri,
            graph.value(iri, "rdfs:label"),
            tuple(graph.objects(iri, "sh:targetClass")),
            self._words(iri),
            graph.value(iri, "sh:message") or graph.value(constraint, "sh:message"),
            _severity(graph.value(iri, "sh:severity")),
            tuple(sorted(properties, key=lambda each: (not _required(each), each.name, each.iri))),
            tuple((title, text.strip()) for title, text in asked.items() if text),
        )

    def _property_shape(self, iri: str) -> PropertyShape:
        graph = self._graph
        steps = graph.items(path := graph.value(iri, "sh:path")) or [path]
        least, most = (graph.value(iri, name) for name in ("sh:minCount", "sh:maxCount"))
        return PropertyShape(
            iri,
            graph.value(iri, "sh:name"),
            steps[0] if is_iri(steps[0]) else "",
            Markup("/").join(map(self._path, steps[1:])),
            Markup("/").join(map(self._path, steps)),
            _number(least, most),
            self._words(iri),
            graph.value(iri, "sh:message"),
            _severity(graph.value(iri, "sh:severity")),
        )

    def _path(self, node: str) -> Markup:
        """Write a path as SPARQL does (SHACL, section 2.3.1)."""
        if is_iri(node):
            return self._names.link(node)
        if inverse := self._graph.value(node, "sh:inversePath"):
            return Markup("^") + self._path(inverse)
        if either := self._graph.items(self._graph.value(node, "sh:alternativePath")):
            return Markup(" | ").join(map(self._path, either))
        return Markup("({})").format(Markup("/").join(map(self._path, self._graph.items(node))))

    def _words(self, iri: str) -> Markup:
        return Markup(", ").join(self._phrases(iri))

    def _phrases(self, iri: str) -> Iterator[Markup]:
        value, link = self._graph.value, self._names.link
        for (name, wanted), phrase in FIXED.items():
            if value(iri, name) == wanted:
                yield phrase
        for name, phrase in LINKED.items():
            if found := value(iri, name):
                yield phrase.format(link(found))
        for name, phrase in WRITTEN.items():
            if found := value(iri, name):
                yield phrase.format(code(found))
        for name, phrase in LISTED.items():
            if head := value(iri, name):
                yield phrase.format(self._list(head))
        if languages := self._graph.items(value(iri, "sh:languageIn")):
            yield Markup("in the language {}").format(Markup(" or ").join(map(code, languages)))

    def _list(self, head: str) -> Markup:
        """Link to a list that has a name of its own, or else to its members."""
        label = self._graph.value(head, "rdfs:label")
        if is_iri(head) and label:
            return self._names.link(head, f"the {label}")
        return self._names.links(self._graph.items(head))


def _required(shape: PropertyShape) -> bool:
    return shape.number in _REQUIRED


def _asked(shape: PropertyShape) -> Markup:
    """Return number and words of a shape, as far as it has them."""
    return Markup(", ").join(each for each in (shape.number, shape.words) if each)


def _number(least: str, most: str) -> str:
    match least, most:
        case "", "":
            return ""
        case "1", "1":
            return "exactly one"
        case _, "":
            return "at least one" if least == "1" else f"at least {least}"
        case "", _:
            return "at most one" if most == "1" else f"at most {most}"
    return f"{least} to {most}"


def _severity(iri: str) -> str:
    return iri.rpartition("#")[2].lower()
