"""Tell which values of a query never equal, or never compare with, those of a property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from comity.engine import Engine, select, text
from comity.explain.found import missing
from comity.explain.reading import Pattern, Reading
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
  $pattern BIND(IF(isLiteral(?value), STR(DATATYPE(?value)), "") AS ?type)
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
        for pattern, other in islice(self._matched(), _MOST):
            yield from self._unequal(pattern, other)
        for variable, pattern, other in islice(self._compared(), _MOST):
            if isinstance(other.node, ox.Literal):
                types: Mapping[str, int] = {_family(other.node.datatype.value): 1}
                if types.keys() <= set(_TEXTS) and not self._types(pattern).keys() & _DATES.keys():
                    yield from self._unequal(pattern, other)
                    continue
                yield from self._incomparable(variable.at, pattern, types, other.written)
            elif (second := self._reading.binding(other.variable, ())) and second.predicate:
                types = self._types(second)
                if len(types) == 1 or len(self._types(pattern)) > 1:
                    name_ = second.predicate.name
                    yield from self._incomparable(variable.at, pattern, types, name_)

    def _matched(self) -> Iterator[tuple[Pattern, Term]]:
        """Yield patterns and the literals that the query wants as their objects."""
        for pattern in self._reading.patterns:
            verb, object_ = pattern.predicate, pattern.object
            if verb and verb.value and not pattern.negated:
                value = self._reading.constant(object_, pattern.scope)
                computed = object_.variable in self._reading.computed
                if value and isinstance(value.node, ox.Literal) and not computed:
                    yield pattern, value

    def _compared(self) -> Iterator[tuple[Term, Pattern, Term]]:
        """Yield variables, the patterns whose objects they are, and what is compared with."""
        for each in self._reading.comparisons:
            pattern = self._reading.binding(each.variable.variable, each.scope)
            other = self._reading.constant(each.other, each.scope)
            if pattern and (other or each.other.variable not in self._reading.constants):
                yield each.variable, pattern, other or each.other

    def _types(self, pattern: Pattern) -> Mapping[str, int]:
        """Return how often a pattern has objects of each type; things have an empty one."""
        if pattern.source not in self._known:
            found: dict[str, int] = {}
            for row in select(self._engine, _TYPES.replace("$pattern", pattern.source)):
                family = _family(text(row["type"]))
                found[family] = found.get(family, 0) + int(text(row["number"]))
            self._known[pattern.source] = found
        return self._known[pattern.source]

    def _unequal(self, pattern: Pattern, other: Term) -> Iterator[tuple[int, str]]:
        """Tell of a literal that is no value of a property, where one can be told why."""
        types, verb, value = self._types(pattern), pattern.predicate, other.node
        assert verb and isinstance(value, ox.Literal)  # noqa: S101, PT018
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
        self, at: int, pattern: Pattern, others: Mapping[str, int], written: str
    ) -> Iterator[tuple[int, str]]:
        """Tell of dates of a property that do not compare with what they are compared with."""
        types, verb = self._types(pattern), pattern.predicate
        odd = {each: number for each, number in types.items() if {each} != set(others)}
        if (
            self._reading.minds_types
            or not verb
            or not odd
            or not types.keys() & _DATES.keys()
            or not all(each in _KINDS for each in types)
        ):
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
