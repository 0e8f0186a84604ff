"""Tell which triple patterns fit nothing: a property of other things, or one turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from comity.engine import Engine, select, text
from comity.explain.found import missing
from comity.explain.reading import Pattern, Reading
from comity.explain.terms import Term, names
from comity.vocabulary import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_OWNERS = """
SELECT DISTINCT ?class {
  GRAPH graph:void { ?part void:class ?class ; void:propertyPartition/void:property $property }
} ORDER BY ?class
"""
_MOST = 5  # patterns that are told
_MOST_READ = 100  # patterns that are looked at


@dataclass(frozen=True)
class _Check:
    """Hold what is looked for, what must be there for it to be wondered at, and what to say.

    ``turned`` is the same with subject and object changed, and ``instead`` what to say of that.
    """

    sought: str
    needed: tuple[str, ...]
    verb: Term
    said: str
    turned: str = ""
    instead: str = ""


def misplaced(reading: Reading, engine: Engine) -> Iterator[tuple[int, str]]:
    """Yield the patterns that no triple fits: the offset of the property, and what to say of it."""
    patterns = reading.patterns[:_MOST_READ]
    checks = [
        check
        for pattern in patterns
        if not pattern.negated and pattern.predicate and pattern.predicate.value not in ("", _TYPE)
        for check in _checks(patterns, pattern, pattern.predicate)
    ]
    absent = missing(engine, (each for check in checks for each in (*check.needed, check.sought)))
    failed = (
        check for check in checks if check.sought in absent and not absent & set(check.needed)
    )
    for check in islice(failed, _MOST):
        yield check.verb.at, check.said + _more(check, engine)


def _more(check: _Check, engine: Engine) -> str:
    if check.turned:
        return "" if missing(engine, [check.turned]) else check.instead
    rows = select(engine, _OWNERS, property=str(check.verb.node))
    owners = [text(row["class"]) for row in rows]
    return f"; it is a property of {names(owners)}" if owners else ""


def _checks(patterns: Sequence[Pattern], pattern: Pattern, verb: Term) -> Iterator[_Check]:
    subject, object_ = pattern.subject, pattern.object
    used = f"?s {verb.node} ?o"
    for class_ in _classes(patterns, pattern):
        things = f"?s a {class_.node}"
        said = f"no {class_.name} has {verb.name}"
        yield _Check(f"{things} ; {verb.node} ?o", (used, things), verb, said)
    if subject.value:
        turned, said = f"?s {verb.node} {subject.node}", f"{subject.name} has no {verb.name}"
        instead = ", but is that of others: change subject and object"
        needed = (used, f"{subject.node} ?p ?o")
        yield _Check(f"{subject.node} {verb.node} ?o", needed, verb, said, turned, instead)
    if isinstance(object_.node, ox.NamedNode):
        turned, said = (
            f"{object_.node} {verb.node} ?o",
            f"nothing has {object_.name} as {verb.name}",
        )
        instead = f", but {object_.name} itself has one: change subject and object"
        needed = (used, f"{{ {object_.node} ?p ?o }} UNION {{ ?s ?p {object_.node} }}")
        yield _Check(f"?s {verb.node} {object_.node}", needed, verb, said, turned, instead)


def _classes(patterns: Sequence[Pattern], pattern: Pattern) -> Iterator[Term]:
    """Yield the classes that the query gives the subject where the pattern stands, or around it."""
    for each in patterns:
        typed = each.predicate and each.predicate.value == _TYPE and each.object.value
        same = each.subject.variable == pattern.subject.variable != ""
        same = same or (each.subject == pattern.subject and not each.subject.written)
        if typed and same and each.scope == pattern.scope[: len(each.scope)] and not each.negated:
            yield each.object
