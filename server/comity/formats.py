"""List the formats in which answers leave, by query form, by name and by media type."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True)
class Format:
    """Name one serialisation: short names, media types, and the engine's word for it.

    ``aliases`` are further names and media types that mean this format; in an Accept header those
    with a slash count as the format, after all that is named by its own type. ``codec`` is None for
    what the engine has no word for.
    """

    name: str
    media_type: str
    codec: ox.QueryResultsFormat | ox.RdfFormat | None
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """Return the media type with the charset where the type takes one (RFC 9110, 8.3)."""
        return (
            f"{self.media_type}; charset=utf-8"
            if self.media_type.startswith("text/")
            else self.media_type
        )


JSON = Format(
    "json",
    "application/sparql-results+json",
    ox.QueryResultsFormat.JSON,
    ("application/json", "srj"),
)
RESULTS = (
    JSON,
    Format(
        "xml",
        "application/sparql-results+xml",
        ox.QueryResultsFormat.XML,
        ("application/xml", "text/xml", "srx"),
    ),
    Format("csv", "text/csv", ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", ox.QueryResultsFormat.TSV),
)
TURTLE = Format(
    "turtle", "text/turtle", ox.RdfFormat.TURTLE, ("ttl", "n3", "application/x-turtle", "text/n3")
)
NTRIPLES = Format("ntriples", "application/n-triples", ox.RdfFormat.N_TRIPLES, ("nt",))
JSONLD = Format(
    "jsonld",
    "application/ld+json",
    ox.RdfFormat.JSON_LD,
    ("json-ld", "application/json", "json"),
)
RDFXML = Format(
    "rdfxml",
    "application/rdf+xml",
    ox.RdfFormat.RDF_XML,
    ("rdf", "rdf+xml", "xml", "application/xml", "text/xml"),
)
GRAPHS = (
    TURTLE,
    NTRIPLES,
    JSONLD,
    RDFXML,
    Format("nquads", "application/n-quads", ox.RdfFormat.N_QUADS, ("nq",)),
    Format("trig", "application/trig", ox.RdfFormat.TRIG),
)
PLAIN = Format("plain", "application/json", None, ("json",))
# The documents about a thing, by the ending of their address.
DOCUMENTS = {"ttl": TURTLE, "json": PLAIN, "jsonld": JSONLD, "nt": NTRIPLES, "rdf": RDFXML}
BY_NAME = {each.name: each for each in (*RESULTS, *GRAPHS, PLAIN)}


def offered(form: str | None) -> tuple[Format, ...]:
    """Return the formats of a query form, the preferred one first.

    CSV and TSV hold tables and so are not offered for the boolean of an ASK (SPARQL 1.1 Query
    Results CSV and TSV Formats, section 1).
    """
    if form in ("CONSTRUCT", "DESCRIBE"):
        return GRAPHS
    return RESULTS[:2] if form == "ASK" else RESULTS


def has_rows(answer: bytes, format_: Format) -> bool:
    """Return whether an answer in a format has a row or a triple or, to an ASK query, is yes."""
    if isinstance(format_.codec, ox.RdfFormat):
        return next(ox.parse(answer, format=format_.codec), None) is not None
    if format_.codec in (None, ox.QueryResultsFormat.CSV):  # which the engine does not read
        return answer.count(b"\n") > 1
    read = ox.parse_query_results(answer, format=format_.codec)
    return bool(read) if isinstance(read, ox.QueryBoolean) else next(read, None) is not None
