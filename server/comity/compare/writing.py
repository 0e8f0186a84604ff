"""Write a difference: as text, as Markdown, as JSON, as an RDF patch, as an Atom feed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pyoxigraph as ox

from comity.cite import dataset
from comity.compare.changes import Difference, Property, Term
from comity.compare.telling import Told, tell, without_details
from comity.feed import Entry, Feed, atom
from comity.releases import html
from comity.vocabulary import shorten


def as_text(difference: Difference) -> str:
    """Tell a difference in groups of sentences, each record with its sources in brackets."""
    return _grouped(difference, lambda group: f"{group}\n", "  ")


def as_markdown(difference: Difference) -> str:
    """Tell a difference as sections and lists of CommonMark."""
    return _grouped(difference, lambda group: f"### {group}\n\n", "- ", _escaped)


def as_atom(difference: Difference) -> str:
    """Write a difference as an Atom feed of one entry, named by what changed."""
    old, new = difference.old.name, difference.new.name
    told = ", ".join(f"{number} {kind}" for kind, number in counts(difference).items())
    id_ = uuid5(NAMESPACE_URL, "".join(as_patch(difference))).urn
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    entry = Entry(id_, f"From {old} to {new}: {told}", now, html(as_markdown(difference)))
    feed = Feed(id_, "Changes of comity", dataset().authors[0], [entry], now)
    return atom(feed).decode()


def as_json(difference: Difference) -> str:
    """Write all changes with the values that went and came."""
    told = tell(difference)
    value = {
        "old": difference.old.name,
        "new": difference.new.name,
        "counts": counts(difference),
        "changes": [_as_dict(each) for each in told],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_patch(difference: Difference) -> Iterator[str]:
    """Yield the lines of an RDF Patch (version 2, as Apache Jena reads it) from old to new.

    The quads stand in their named graphs, so that a fact that moved to another file moves; they are
    triples where a side has no names of graphs. Blank nodes are named by their content, see
    ``comity.compare.blanks``.
    """
    yield "TX .\n"
    for code, quads in (("D", difference.removed), ("A", difference.added)):
        yield from (f"{code} {line} .\n" for line in sorted(_quad(quad) for quad in quads))
    yield "TC .\n"


def counts(difference: Difference) -> dict[str, int]:
    """Return how many things were added, changed, removed and renamed."""
    kinds = [change.kind for change in difference.changes]
    return {kind: kinds.count(kind) for kind in ("added", "changed", "removed", "renamed")}


def _quad(quad: ox.Quad) -> str:
    terms = [quad.subject, quad.predicate, quad.object]
    named = quad.graph_name != ox.DefaultGraph()
    return " ".join(str(term) for term in [*terms, *([quad.graph_name] if named else [])])


def _grouped(
    difference: Difference,
    heading: Callable[[str], str],
    bullet: str,
    write: Callable[[str], str] = str,
) -> str:
    told = without_details(tell(difference))
    parts = []
    for group, members in groupby(told, key=lambda each: each.group):
        lines = (f"{bullet}{write(_line(each))}\n" for each in members)
        parts.append(heading(group) + "".join(lines))
    return "\n".join(parts)


def _line(told: Told) -> str:
    shown = told.change.kind != "renamed" and told.sources
    cited = f" [{', '.join(told.sources)}]" if shown else ""
    return " ".join(told.sentences) + cited


def _escaped(text: str) -> str:
    """Escape what would be markup in CommonMark."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#" else each for each in text)


def _as_dict(told: Told) -> dict[str, Any]:
    change = told.change
    value: dict[str, Any] = {
        "kind": change.kind,
        "id": shorten(change.iri),
        "iri": change.iri,
        "class": shorten(change.class_),
        "group": told.group,
        "label": told.label,
        "date": told.date or None,
        "sentences": told.sentences,
        "sources": told.sources,
    }
    if change.was:
        value["was"] = shorten(change.was)
    return value | {"properties": [_property(each) for each in _properties(told)]}


def _properties(told: Told) -> Iterator[Property]:
    change = told.change
    yield from change.properties
    if change.kind in ("added", "removed"):
        for name, values in (change.before or change.after).items():
            yield Property(name, values if change.before else (), values if change.after else ())


def _property(property_: Property) -> dict[str, Any]:
    return {
        "property": shorten(property_.iri),
        "before": [_value(each) for each in property_.before],
        "after": [_value(each) for each in property_.after],
    }


def _value(term: Term) -> str:
    """Return a term in the syntax of N-Triples, an IRI by its short name."""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
