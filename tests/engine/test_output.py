"""What a worker sends is the answer, whole, coded as asked for, and with its rows counted."""

from __future__ import annotations

import gzip
import io
import json
import re
import socket
import threading

import pyoxigraph as ox
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from comity.engine.evaluate import write_triples
from comity.engine.frames import DATA, END, Reader
from comity.engine.output import Output
from comity.engine.tables import write_csv
from comity.formats import BY_NAME, GRAPHS, RESULTS, Format

NASTY = [
    "",
    '[{"',
    ',{"',
    '"bindings":[{"a":{',
    "<result>",
    "</result><result>",
    "&lt;result>",
    "a\nb",
    "\n",
    "\t\r\n",
    '\\",{"',
    "Ωé🌍",
    "\\n",
]
texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
terms = st.one_of(
    st.none(),
    texts.map(ox.Literal),
    texts.map(lambda text: ox.Literal(text, language="en")),
    st.integers().map(ox.Literal),
    st.sampled_from(["urn:a", "urn:a,b", "http://example.org/?{x}"][:2]).map(ox.NamedNode),
    st.just(ox.BlankNode("b")),
)
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(terms, min_size=width, max_size=width), max_size=12)
)
FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML 1.0, section 2.2
Table = list[list[ox.Literal | ox.NamedNode | ox.BlankNode | None]]
pieces = st.lists(st.integers(1, 40), min_size=1, max_size=8)


def solutions(table: Table) -> ox.QuerySolutions:
    """Return a table as the engine does."""
    store, width = ox.Store(), len(table[0]) if table else 1
    predicates = [ox.NamedNode(f"urn:p{column}") for column in range(width)]
    for number, row in enumerate(table):
        subject = ox.NamedNode(f"urn:row{number}")
        store.add(ox.Quad(subject, ox.NamedNode("urn:is"), ox.Literal("row")))
        for predicate, term in zip(predicates, row, strict=True):
            if term is not None:
                store.add(ox.Quad(subject, predicate, term))
    optional = " ".join(
        f"OPTIONAL {{ ?s {predicate} ?v{column} }}" for column, predicate in enumerate(predicates)
    )
    columns = " ".join(f"?v{column}" for column in range(width))
    answer = store.query(f"SELECT {columns} WHERE {{ ?s <urn:is> ?is {optional} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def written(table: Table, format_: Format) -> bytes:
    """Write a table as the engine does."""
    answer = solutions(table)
    assert isinstance(format_.codec, ox.QueryResultsFormat)
    return bytes(answer.serialize(format=format_.codec) or b"")


def sent(
    answer: bytes, format_: Format, sizes: list[int], encoding: str = "", counted: int | None = None
) -> tuple[bytes, dict[str, object]]:
    """Send an answer piece by piece; return what came of it, and what was told at the end."""
    here, there = socket.socketpair()
    received: list[bytes] = []

    def receive() -> None:
        while piece := there.recv(1 << 16):
            received.append(piece)

    receiver = threading.Thread(target=receive)
    receiver.start()
    with here:
        output, at = Output(here, format_, encoding), 0
        while at < len(answer):
            size = sizes[at % len(sizes)]
            assert output.write(answer[at : at + size]) == len(answer[at : at + size])
            at += size
        output.finish(counted)
    receiver.join()
    there.close()
    (*data, (kind, told)) = Reader().feed(b"".join(received))
    assert kind == END
    assert all(each == DATA for each, _ in data)
    return b"".join(payload for _, payload in data), json.loads(told)


def plain(answer: bytes, encoding: object) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(answer)
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(answer)).read()
    assert encoding == ""
    return answer


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
@given(tables, pieces)
def test_the_rows_of_any_table_are_counted_where_they_can_be(
    name: str, table: Table, sizes: list[int]
) -> None:
    if name == "json":  # see the test below
        table = [row for row in table if any(term is not None for term in row)]
    answer = written(table, BY_NAME[name])
    whole, told = sent(answer, BY_NAME[name], sizes)
    if name == "xml":  # a reader would take a bare CR for a line feed
        answer = FORBIDDEN.sub(b"?", answer).replace(b"\r", b"&#xD;")
    assert whole == answer
    assert told["rows"] == len(table)


@given(tables, pieces)
def test_the_rows_of_a_table_in_csv_are_counted_as_they_are_written(
    table: Table, sizes: list[int]
) -> None:
    buffer = io.BytesIO()
    counted = write_csv(solutions(table), buffer)
    assert counted == len(table)
    whole, told = sent(buffer.getvalue(), BY_NAME["csv"], sizes, counted=counted)
    assert (whole, told["rows"]) == (buffer.getvalue(), len(table))


def test_a_carriage_return_is_escaped_in_xml_and_counts_as_the_one_byte_that_was_given() -> None:
    assert sent(b"a\rb", BY_NAME["xml"], [9])[0] == b"a&#xD;b"


@pytest.mark.xfail(strict=True, reason="a row without any value, {} in JSON, is not counted")
def test_a_row_of_nothing_is_counted_in_json() -> None:
    answer = written([[None], [ox.Literal("x")], [None]], BY_NAME["json"])
    assert sent(answer, BY_NAME["json"], [7])[1]["rows"] == 3


@pytest.mark.parametrize("encoding", ["", "gzip", "zstd"])
@given(st.binary(max_size=3000), st.integers(1, 100), st.lists(st.integers(1, 70_000), min_size=1))
def test_an_answer_decodes_to_what_was_written(
    encoding: str, unit: bytes, times: int, sizes: list[int]
) -> None:
    answer = unit * times
    coded, told = sent(answer, BY_NAME["csv"], sizes, encoding)
    assert plain(coded, told["encoding"]) == answer
    assert told["encoding"] == (encoding if len(answer) >= 1024 else "")


@pytest.mark.parametrize("size", [0, 1, 1023, 1024, 65_535, 65_536, 65_537, 200_000])
@pytest.mark.parametrize("encoding", ["", "gzip", "zstd"])
def test_only_what_is_longer_than_a_kibibyte_is_coded(size: int, encoding: str) -> None:
    answer = b"x" * size
    coded, told = sent(answer, BY_NAME["csv"], [1000], encoding)
    assert plain(coded, told["encoding"]) == answer
    assert told["encoding"] == (encoding if size >= 1024 else "")


@pytest.mark.parametrize("each", GRAPHS, ids=lambda each: each.name)
@given(st.lists(st.tuples(st.integers(0, 5), texts), max_size=20))
def test_the_triples_of_a_graph_are_counted_as_they_are_written(
    each: Format, facts: list[tuple[int, str]]
) -> None:
    subjects = [ox.NamedNode(f"urn:s{number}") for number, _ in facts]
    predicate = ox.NamedNode("http://example.org/p")
    triples = [
        ox.Triple(subject, predicate, ox.Literal(text))
        for subject, (_, text) in zip(subjects, facts, strict=True)
    ]
    buffer = io.BytesIO()
    counted = write_triples(triples, each, buffer)
    assert counted == len(triples)
    whole, told = sent(buffer.getvalue(), each, [97], counted=counted)
    assert (whole, told["rows"]) == (buffer.getvalue(), len(triples))


def test_a_truth_value_has_no_rows() -> None:
    for format_ in RESULTS[:2]:
        assert isinstance(format_.codec, ox.QueryResultsFormat)
        truth = ox.Store().query("ASK {}")
        assert isinstance(truth, ox.QueryBoolean)
        answer = bytes(truth.serialize(format=format_.codec) or b"")
        assert sent(answer, format_, [5])[1]["rows"] in (None, 0)
