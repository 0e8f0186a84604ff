"""Evaluate a query on an Oxigraph store of this process and write the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO

import pyoxigraph as ox

from comity.engine.describe import describe
from comity.engine.document import gather
from comity.engine.job import Job, Topic
from comity.engine.jsonld import compact
from comity.engine.plain import plain
from comity.engine.scope import scope
from comity.engine.tables import write_csv
from comity.errors import QueryError
from comity.formats import JSONLD, PLAIN, Format
from comity.query import Query
from comity.vocabulary import BASE, PREFIXES, shorten

_PIECE = 64 * 1024  # bytes of a document that are handed over at once
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
_LOOK_AHEAD = 5000  # triples in which the prefixes of an answer are looked for


def do(store: ox.Store, job: Job, output: IO[bytes]) -> int | None:
    """Do a job: answer its query with its bindings, dump a graph, or make a document.

    Returns and raises what ``evaluate`` does.
    """
    if job.topic is not None:
        return _document(store, job.topic, job.format, output)
    if job.dump:
        graph = ox.DefaultGraph() if job.dump == "default" else ox.NamedNode(job.dump)
        quads = store.quads_for_pattern(None, None, None, graph)
        return write_triples((quad.triple for quad in quads), job.format, output)
    query = job.query.bind(dict(job.bindings)) if job.bindings else job.query
    return evaluate(store, query, job.format, output)


def _document(store: ox.Store, topic: Topic, answer: Format, output: IO[bytes]) -> int:
    document = gather(store, topic)
    if answer not in (PLAIN, JSONLD):
        return write_triples(document.triples, answer, output)
    told = plain(document) if answer is PLAIN else compact(document)
    written = json.dumps(told, ensure_ascii=False).encode()
    for start in range(0, len(written), _PIECE):
        output.write(written[start : start + _PIECE])
    return len(document.triples)


def evaluate(store: ox.Store, query: Query, answer: Format, output: IO[bytes]) -> int | None:
    """Evaluate a query and write its answer in a format, piece by piece.

    Relative IRIs are read against ``https://w3id.org/comity/``. Returns the number of triples or
    rows, None where the engine wrote the rows without counting. Raises QueryError, before anything
    is written, for a malformed query or an unknown graph, and QueryRefused for what is not offered.
    """
    query.check()
    store, dataset = scope(store, query)
    try:
        result = store.query(query.text, base_iri=BASE, prefixes=query.known_prefixes, **dataset)
    except SyntaxError as cause:
        query.refuse_update()
        raise query.error(cause) from None
    if isinstance(result, ox.QueryTriples) != isinstance(answer.codec, ox.RdfFormat):
        raise QueryError(f"the answer to this query cannot be given as {answer.media_type}")
    if isinstance(result, ox.QueryTriples):
        described = query.form == "DESCRIBE" and not dataset
        return write_triples(describe(store, result) if described else result, answer, output)
    assert isinstance(answer.codec, ox.QueryResultsFormat)  # noqa: S101
    if isinstance(result, ox.QuerySolutions) and answer.codec == ox.QueryResultsFormat.CSV:
        return write_csv(result, output)
    result.serialize(output, format=answer.codec)
    return None


def write_triples(triples: Iterable[ox.Triple], answer: Format, output: IO[bytes]) -> int:
    """Write triples in a format, with the project's prefixes that they use; return how many.

    Raises QueryError for a predicate that RDF/XML cannot write (RDF 1.1 XML Syntax, section 4).
    """
    assert isinstance(answer.codec, ox.RdfFormat)  # noqa: S101
    rest = iter(triples)
    first = list(islice(rest, _LOOK_AHEAD))
    counted = _Counted(chain(first, rest), answer.codec == ox.RdfFormat.RDF_XML)
    prefixes = _prefixes_in_use(first) if len(first) < _LOOK_AHEAD else PREFIXES
    ox.serialize(counted, output, format=answer.codec, prefixes=prefixes)
    return counted.number


class _Counted:
    def __init__(self, triples: Iterable[ox.Triple], xml: bool) -> None:
        self._triples = triples
        self._xml = xml
        self.number = 0

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            # The engine would write an element without a name, which no reader takes.
            if self._xml and not _XML_NAME.search(triple.predicate.value):
                raise QueryError(
                    f"the predicate {triple.predicate} does not end in a name of XML, so that the "
                    "answer cannot be given as application/rdf+xml; ask for another format"
                )
            self.number += 1
            yield triple


def _prefixes_in_use(triples: list[ox.Triple]) -> dict[str, str]:
    iris = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    used = {shorten(iri).partition(":")[0] for iri in iris}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}
