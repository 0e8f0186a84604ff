"""List the formats in which answers leave, by query form and by media type."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True)
class Format:
    """Name one serialisation: a short name, its media type, and the engine's word for it."""

    name: str
    media_type: str
    codec: ox.QueryResultsFormat | ox.RdfFormat

    @property
    def content_type(self) -> str:
        """Return the media type with the charset where the type takes one (RFC 9110, 8.3)."""
        return (
            f"{self.media_type}; charset=utf-8"
            if self.media_type.startswith("text/")
            else self.media_type
        )


JSON = Format("json", "application/sparql-results+json", ox.QueryResultsFormat.JSON)
RESULTS = (
    JSON,
    Format("xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
    Format("csv", "text/csv", ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", ox.QueryResultsFormat.TSV),
)
TURTLE = Format("turtle", "text/turtle", ox.RdfFormat.TURTLE)
NTRIPLES = Format("ntriples", "application/n-triples", ox.RdfFormat.N_TRIPLES)
GRAPHS = (
    TURTLE,
    NTRIPLES,
    Format("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
    Format("rdfxml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    Format("nquads", "application/n-quads", ox.RdfFormat.N_QUADS),
    Format("trig", "application/trig", ox.RdfFormat.TRIG),
)


def offered(form: str | None) -> tuple[Format, ...]:
    """Return the formats of a query form, the preferred one first.

    CSV and TSV hold tables and so are not offered for the boolean of an ASK (SPARQL 1.1 Query
    Results CSV and TSV Formats, section 1).
    """
    if form in ("CONSTRUCT", "DESCRIBE"):
        return GRAPHS
    return RESULTS[:2] if form == "ASK" else RESULTS
