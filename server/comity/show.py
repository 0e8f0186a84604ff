"""Describe one thing: what is said of it, the records about it, and the sources of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from comity.dates import BOUNDS, Certainty, certainty
from comity.engine import Engine, Row, select, text
from comity.errors import NotFound, QueryError
from comity.formats import TURTLE
from comity.query import Query, parse_term
from comity.vocabulary import THING_KINDS, expand, shorten

_STATEMENTS = """
SELECT ?property ?name ?value ?label WHERE {
  $thing ?property ?value .
  GRAPH ?graph { $thing ?property ?value }
  FILTER(?graph != graph:derived && ?property NOT IN (rdf:type, rdfs:label))
  OPTIONAL { ?property rdfs:label ?name }
  OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?property ?label ?value
"""
_RECORDS = """
SELECT DISTINCT ?record ?kind ?label ?start ?end
  ?earliestStart ?latestStart ?earliestEnd ?latestEnd ?source
WHERE {
  VALUES ?class { org:Membership comity:Action comity:Relation comity:Position comity:Tally
    comity:Meeting comity:Initiative comity:Disagreement comity:Declaration comity:Forum
    comity:Agency }
  ?record ?property $thing ; a ?class ; rdfs:label ?label .
  GRAPH ?graph { ?record ?property $thing }
  FILTER(?graph != graph:derived)
  ?class rdfs:label ?kind .
  OPTIONAL { ?record schema:startDate|dct:date|comity:asOf|comity:adoptedOn ?start }
  OPTIONAL { ?record schema:endDate ?end }
  OPTIONAL { ?record comity:earliestStart ?earliestStart }
  OPTIONAL { ?record comity:latestStart ?latestStart }
  OPTIONAL { ?record comity:earliestEnd ?earliestEnd }
  OPTIONAL { ?record comity:latestEnd ?latestEnd }
  OPTIONAL { ?record dct:source ?source . ?source a comity:Source }
} ORDER BY ?kind ?start ?label
"""
_COVERAGE = """
SELECT ?measure ?counted ?published ?complete ?asOf WHERE {
  $thing comity:coverage ?coverage .
  ?coverage comity:measure/rdfs:label ?measure ; comity:counted ?counted ;
    comity:published ?published ; comity:complete ?complete ; comity:asOf ?asOf .
} ORDER BY ?measure
"""
_TURTLE = """
CONSTRUCT { $thing ?p ?o . ?record ?q ?v } WHERE {
  { $thing ?p ?o }
  UNION
  {
    VALUES ?class { org:Membership comity:Action comity:Relation comity:Position comity:Tally }
    ?record a ?class ; ?to $thing ; ?q ?v .
    OPTIONAL { ?record comity:earliestStart ?start }
    OPTIONAL { ?record comity:latestEnd ?end }
    FILTER(?on = "9999-12-31"^^xsd:date
      || ((!BOUND(?start) || ?start <= ?on) && (!BOUND(?end) || ?end >= ?on)))
  }
}
"""


@dataclass(frozen=True)
class Statement:
    """Hold one property of a thing; ``label`` names the value where it is a thing itself."""

    property: str
    name: str
    value: str
    label: str


@dataclass(frozen=True)
class Record:
    """Hold one record about a thing; ``holds`` says whether it does on the day asked for."""

    id: str
    kind: str
    label: str
    start: str
    end: str
    holds: Certainty
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """Hold what the graph says about one thing."""

    id: str
    iri: str
    label: str
    statements: tuple[Statement, ...]
    records: tuple[Record, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the description as plain values, for JSON."""
        return asdict(self)


def identify(engine: Engine, name: str) -> str:
    """Return the IRI of a thing named by IRI, prefixed name, or slug alone (``gpai``, ``USA``).

    Raises NotFound with what to do when nothing, or more than one thing, goes by that name.
    """
    candidates = [expand(name)]
    if ":" not in name:
        candidates = [
            expand(f"{kind}:{slug}") for kind in THING_KINDS for slug in {name, name.upper()}
        ]
    found = [iri for iri in candidates if _described(engine, iri)]
    if len(found) > 1:
        raise NotFound(f"{name} is ambiguous: " + ", ".join(shorten(iri) for iri in found))
    if not found:
        raise NotFound(f"nothing is called {name}: try comity search {name}")
    return found[0]


def show(engine: Engine, name: str, on: date | None = None) -> Description:
    """Describe a thing; with a day, only the records that can hold or have happened by then."""
    iri = identify(engine, name)
    thing = str(ox.NamedNode(iri))
    statements = tuple(
        Statement(
            shorten(text(row["property"])),
            text(row.get("name")) or shorten(text(row["property"])),
            shorten(text(row["value"])),
            text(row.get("label")),
        )
        for row in select(engine, _STATEMENTS, thing=thing)
    )
    coverage = tuple(_coverage(row) for row in select(engine, _COVERAGE, thing=thing))
    label = select(engine, "SELECT ?label WHERE { $thing rdfs:label ?label }", thing=thing)
    records = _records(select(engine, _RECORDS, thing=thing), on)
    return Description(
        shorten(iri),
        iri,
        text(label[0]["label"]) if label else "",
        (*statements, *coverage),
        records,
    )


def _coverage(row: Row) -> Statement:
    complete = text(row["complete"]) == "true"
    said = (
        f"{text(row['measure'])}: {text(row['counted'])} here, "
        f"{text(row['published'])} published as of {text(row['asOf'])}: "
        f"the list is {'complete' if complete else 'INCOMPLETE'}"
    )
    return Statement("comity:coverage", "coverage", said, "")


def turtle(engine: Engine, name: str, on: date | None = None) -> bytes:
    """Return a thing and the records about it as Turtle; with a day, those that can hold then."""
    thing = str(ox.NamedNode(identify(engine, name)))
    query = Query(_TURTLE).bind({"thing": thing}).as_of(on or date.max)
    return b"".join(engine.query(query, TURTLE))


def _described(engine: Engine, iri: str) -> bool:
    try:
        thing = str(parse_term(f"<{iri}>"))
    except QueryError:
        return False
    return bool(select(engine, "SELECT ?type WHERE { $thing a ?type } LIMIT 1", thing=thing))


def _records(rows: list[Row], on: date | None) -> tuple[Record, ...]:
    records: dict[str, Record] = {}
    for row in rows:
        name = shorten(text(row["record"]))
        source = (shorten(text(row["source"])),) if "source" in row else ()
        known = records.get(name)
        holds = _holds(row, on.isoformat()) if on else ""
        if holds is None:
            continue
        records[name] = Record(
            name,
            text(row["kind"]),
            text(row["label"]),
            text(row.get("start")),
            text(row.get("end")),
            holds,
            (*(known.sources if known else ()), *source),
        )
    return tuple(records.values())


def _holds(row: Row, day: str) -> Certainty | None:
    return certainty(day, *(text(row.get(bound)) for bound in BOUNDS))
