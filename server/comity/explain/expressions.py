"""Tell what an expression compares."""

from __future__ import annotations

from collections.abc import Iterator

from comity.explain.reading import Comparison, Reading, Scope
from comity.explain.terms import Term, literal
from comity.vocabulary import PREFIXES

_COMPARISONS = ("=", "<", ">", "<=", ">=", "IN")
_SIGNS = ("&&", "||", "!", ",", "!=", *_COMPARISONS)
_UNKNOWN = "()"

Item = Term | str | list["Item"]  # of an expression: a term, a sign or word, what is in brackets


def note(reading: Reading, items: list[Item], scope: Scope) -> None:
    """Add to a reading what the items of an expression compare, and what they give a name."""
    if items[-2:-1] == ["AS"] and isinstance(items[-1], Term):
        name = items[-1].variable
        reading.computed.add(name)
        if len(items) == 3 and isinstance(items[0], Term) and items[0].node:
            reading.constants.setdefault(name, []).append((items[0], scope))
    for left, sign, right in _compared(items):
        for one, other in ((left, right), (right, left)):
            others = other if isinstance(other, list) else [other]
            if isinstance(one, Term) and one.variable and sign in _COMPARISONS:
                reading.comparisons += [
                    Comparison(one, each, scope) for each in others if isinstance(each, Term)
                ]


def called(before: list[Item], inside: list[Item]) -> list[Item]:
    """Return what stands for brackets and the word or sign before them.

    Of a cast and of NOW() that is a literal of their type, of any other call nothing that is known.
    """
    for word in before:
        if isinstance(word, Term) and word.value.startswith(PREFIXES["xsd"]):
            return [literal(word.at, word.written + "(…)", word.value)]
        if word == "NOW":
            return [literal(0, "NOW()", PREFIXES["xsd"] + "dateTime")]
        if word == "IN":
            return [word, inside]
        if word in _SIGNS:
            return [word, _UNKNOWN]
    return [_UNKNOWN]


def _compared(items: list[Item]) -> Iterator[list[Item]]:
    part = list[Item]()
    for item in (*items, "&&"):
        if item in ("&&", "||", ","):
            if len(part) == 3:
                yield part
            part = []
        else:
            part.append(item)
