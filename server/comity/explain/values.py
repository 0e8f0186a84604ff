"""Tell which values of a query never equal, or never compare with, those of a property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from comity.engine import Engine, select, text
from comity.explain.found import missing
from comity.explain.reading import Reading
from comity.explain.terms import Term, name
from comity.vocabulary import PREFIXES

_MOST = 10  # comparisons that are looked at
_XSD = PREFIXES["xsd"]
_TEXTS = (_XSD + "string", PREFIXES["rdf"] + "langString")
_DATES = {
    _XSD + "date": "a day",
    _XSD + "gYearMonth": "a month",
    _XSD + "gYear": "a year",
    _XSD + "dateTime": "a point in time",
}
_NUMBERS = [_XSD + each for each in ("integer", "decimal", "double", "float")]
_KINDS = {
    **_DATES,
    **dict.fromkeys(_NUMBERS, "a number"),
    **dict.fromkeys(_TEXTS, "a text"),
    _XSD + "boolean": "true or false",
    "": "a thing",
}
_START, _END = "comity:latestStart", "comity:earliestEnd"
_BOUNDS = {
    **dict.fromkeys(
        "schema:startDate schema:foundingDate comity:adoptedOn comity:asOf dct:date "
        "dct:issued".split(),
        _START,
    ),
    **dict.fromkeys(("schema:endDate", "schema:dissolutionDate"), _END),
}
_TYPES = """
SELECT ?type (COUNT(*) AS ?number) {
  ?s $property ?value BIND(IF(isLiteral(?value), STR(DATATYPE(?value)), "") AS ?type)
} GROUP BY ?type ORDER BY DESC(?number)
"""
_ALIKE = """
SELECT ?value { ?s $property ?value FILTER(isLiteral(?value) && LCASE(STR(?value)) = $words) }
ORDER BY ?value LIMIT 1
"""
_LABELLED = """
SELECT ?value { ?s $property ?value . ?value rdfs:label ?label FILTER(LCASE(STR(?label)) = $words) }
ORDER BY ?value LIMIT 1
"""


class Values:
    """Compare the values in a query with those in a graph, each property looked at once."""

    def __init__(self, reading: Reading, engine: Engine) -> None:
        self._reading = reading
        self._engine = engine
        self._known: dict[str, dict[str, int]] = {}

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for verb, other in islice(self._matched(), _MOST):
            yield from self._unequal(verb, other)
        for variable, verb, other in islice(self._compared(), _MOST):
            if isinstance(other.node, ox.Literal):
                types = {_family(other.node.datatype.value): 1}
                if types.keys() <= set(_TEXTS) and not self._types(verb).keys() & _DATES.keys():
                    yield from self._unequal(verb, other)
                    continue
                yield from self._incomparable(variable.at, verb, types, other.written)
            elif second := self._reading.property_of(other.variable, ()):
                yield from self._incomparable(variable.at, verb, self._types(second), second.name)

    def _matched(self) -> Iterator[tuple[Term, Term]]:
        """Yield properties and literals that the query wants as their values."""
        for pattern in self._reading.patterns:
            verb, object_ = pattern.predicate, pattern.object
            if verb and verb.value and not pattern.negated:
                given = self._reading.constants.get(object_.variable, [])
                for value in given if len(given) == 1 else [object_]:
                    if isinstance(value.node, ox.Literal):
                        yield verb, value

    def _compared(self) -> Iterator[tuple[Term, Term, Term]]:
        """Yield variables, the properties whose values they take, and what is compared with."""
        for each in self._reading.comparisons:
            verb = self._reading.property_of(each.variable.variable, each.scope)
            given = self._reading.constants.get(each.other.variable, [each.other])
            if verb and len(given) == 1:
                yield each.variable, verb, given[0]

    def _types(self, verb: Term) -> Mapping[str, int]:
        """Return how often a property has values of each type; things have an empty one."""
        if verb.value not in self._known:
            rows = select(self._engine, _TYPES, property=str(verb.node))
            found: dict[str, int] = {}
            for row in rows:
                family = _family(text(row["type"]))
                found[family] = found.get(family, 0) + int(text(row["number"]))
            self._known[verb.value] = found
        return self._known[verb.value]

    def _unequal(self, verb: Term, other: Term) -> Iterator[tuple[int, str]]:
        """Tell of a literal that is no value of a property, where one can be told why."""
        types, value = self._types(verb), other.node
        assert isinstance(value, ox.Literal)  # noqa: S101
        if not types or not missing(self._engine, [f"?s {verb.node} {value}"]):
            return
        asked = {"property": str(verb.node), "words": str(ox.Literal(value.value.lower()))}
        if list(types) == [""]:
            labelled = select(self._engine, _LABELLED, **asked)
            also = f": write {name(text(labelled[0]['value']))}" if labelled else ""
            yield other.at, f"the values of {verb.name} are things, never literals{also}"
        elif alike := select(self._engine, _ALIKE, **asked):
            meant = _written(alike[0]["value"])
            yield other.at, f"no {verb.name} is {_written(value)}, but there is {meant}"
        elif value.language is None and list(types) == [_TEXTS[1]] and _is_text(value):
            yield (
                other.at,
                f"every {verb.name} has a language, so that none equals a text without one: "
                f"write {_written(ox.Literal(value.value, language='en'))}",
            )

    def _incomparable(
        self, at: int, verb: Term, others: Mapping[str, int], written: str
    ) -> Iterator[tuple[int, str]]:
        """Tell of dates of a property that do not compare with what they are compared with."""
        types = self._types(verb)
        odd = {each: number for each, number in types.items() if {each} != set(others)}
        if not odd or not types.keys() & _DATES.keys() or not all(each in _KINDS for each in types):
            return
        wanted = " or ".join(dict.fromkeys(_KINDS.get(each, "another type") for each in others))
        yield (
            at,
            f"{verb.name} is {_share(odd, sum(types.values()))}, which does not compare with "
            f"{written}, {wanted}{_advice(verb, types, others)}",
        )


def _share(odd: Mapping[str, int], total: int) -> str:
    if odd == {next(iter(odd)): total}:
        return f"always {_KINDS[next(iter(odd))]}"
    told = " and ".join(f"{_KINDS[each]} in {number:,}" for each, number in odd.items())
    return f"{told} of {total:,} records"


def _advice(verb: Term, types: Mapping[str, int], others: Mapping[str, int]) -> str:
    bound = _BOUNDS.get(verb.name.strip("`"))
    day = others.keys() == {_XSD + "date"} or len(others) > 1
    if bound and len(types) > 1:
        return f"; compare `{bound}`, which is always a day" + ("" if day else ", with a day")
    if list(types) == [_XSD + "date"] and not others.keys() & _DATES.keys():
        return '; write a day as in `"2021-05-31"^^xsd:date`'
    return ""


def _family(datatype: str) -> str:
    return _NUMBERS[0] if datatype in _NUMBERS else datatype


def _is_text(value: ox.Literal) -> bool:
    return value.datatype.value in _TEXTS


def _written(term: object) -> str:
    written = str(term)
    return f"`{written.replace(f'<{_XSD}', 'xsd:').removesuffix('>')}`"
