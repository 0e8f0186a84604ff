"""Tell which of the names in a query the graph does not use, and the nearest that it does."""

from __future__ import annotations

from collections.abc import Iterator

from comity.engine import Engine
from comity.explain.found import missing
from comity.explain.nearest import Nearest
from comity.explain.reading import Reading
from comity.explain.terms import Term
from comity.vocabulary import PREFIXES

_SOUGHT = {
    "property": "?s {0} ?o",
    "class": "?s a {0}",
    "graph": "GRAPH {0} {{ ?s ?p ?o }}",
    "thing": "{{ {0} ?p ?o }} UNION {{ ?s ?p {0} }} UNION {{ ?s {0} ?o }} "
    "UNION {{ GRAPH {0} {{ ?s ?p ?o }} }}",
}
_SAID = {
    "property": "{} is not used as a property in this graph",
    "class": "nothing in this graph is a {}",
    "graph": "{} is no graph of this dataset",
    "thing": "{} is not in this graph",
}


def unused(reading: Reading, engine: Engine) -> Iterator[tuple[int, str]]:
    """Yield what is not in the graph: the offset in the query, and what to say of it."""
    sought = {
        (term.value, role): _SOUGHT[role].format(term.node)
        for term, role in reading.named
        if not term.value.startswith(PREFIXES["xsd"])  # types, which no triple names
    }
    absent = missing(engine, sought.values())
    terms = [
        (term, role) for term, role in reading.named if sought.get((term.value, role)) in absent
    ]
    declared = dict(_declared(reading, [term for term, _ in terms]))
    for prefix, message in declared.items():
        yield reading.names.declared[prefix][1], message
    nearest = Nearest(engine)
    for term, role in terms:
        if term.written.partition(":")[0] not in declared:
            yield term.at, _SAID[role].format(term.name) + nearest.said(term.value, role)


def _declared(reading: Reading, absent: list[Term]) -> Iterator[tuple[str, str]]:
    """Yield the prefixes of absent terms that mean something else in the project."""
    used = {term.written.partition(":")[0] for term in absent if term.written[0] != "<"}
    for prefix, (iri, _) in reading.names.declared.items():
        meant = PREFIXES.get(prefix, iri)
        if prefix in used and meant != iri:
            yield (
                prefix,
                f"`{prefix}:` is declared as <{iri}>, under which this graph does not use the "
                f"names of the query; the project's own `{prefix}:`, which needs no declaration, "
                f"is <{meant}>",
            )
