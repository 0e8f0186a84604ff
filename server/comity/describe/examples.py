"""Publish the example queries as SHACL executables.

This is the convention of the Swiss Institute of Bioinformatics, so that editors which build on it
list the examples and complete what is typed: comment, keywords, the endpoint that answers, and the
query under the property of its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from comity.describe.triples import about, english, iri
from comity.examples import Example
from comity.query import Query
from comity.vocabulary import BASE, ENDPOINT


def executables(examples: Iterable[Example]) -> Iterator[ox.Triple]:
    """Describe example queries, each as ``query:<name>``, with the prefixes of the ontology."""
    for example in examples:
        form = (Query(example.text).form or "SELECT").capitalize()
        yield from about(
            iri(f"query:{example.name}"),
            ("rdf:type", iri("sh:SPARQLExecutable")),
            ("rdf:type", iri(f"sh:SPARQL{form}Executable")),
            ("rdfs:label", english(f"example query {example.name}")),
            ("rdfs:comment", english(example.summary)),
            (f"sh:{form.lower()}", ox.Literal(example.text)),
            ("sh:prefixes", iri(f"{BASE}ontology")),
            *(("schema:keywords", ox.Literal(tag)) for tag in example.tags),
            ("schema:target", iri(ENDPOINT)),
        )
