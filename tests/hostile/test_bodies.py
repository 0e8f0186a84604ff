"""An attacker sends far too much, or bytes that are no text."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from hostile.conftest import Figures
from hostile.load import fresh
from hostile.processes import Family, forget_peak, memory
from hostile.rude import NORMAL, connect, get, post, say, statuses
from serving import Server

HUNDRED = 100 * 1024 * 1024
PIECE = b"x" * 65536


def _pour(server: Server, head: bytes, pieces: Iterator[bytes]) -> int:
    """Send as much as the server takes and return the status of its reply, 0 without one."""
    with connect(server) as connection:
        try:
            connection.sendall(head)
            for piece in pieces:
                connection.sendall(piece)
        except (ConnectionError, TimeoutError):
            pass
        return _status(connection)


def _status(connection: socket.socket) -> int:
    try:
        said = connection.recv(65536)
    except ConnectionError:
        return 0
    return int(said.split()[1]) if said else 0


def _chunks() -> Iterator[bytes]:
    for _ in range(HUNDRED // len(PIECE)):
        yield b"%x\r\n%s\r\n" % (len(PIECE), PIECE)
    yield b"0\r\n\r\n"


@pytest.mark.parametrize("how", ["Content-Length", "chunked"])
def test_a_hundred_megabytes_are_refused_and_not_kept(
    server: Server, family: Family, figures: Figures, how: str
) -> None:
    server.get(fresh())
    forget_peak(family.http)
    before = memory(family.http)
    if how == "chunked":
        status = _pour(server, post(b"", "Transfer-Encoding: chunked"), _chunks())
    else:
        pieces = iter([PIECE] * (HUNDRED // len(PIECE)))
        status = _pour(server, post(b"", f"Content-Length: {HUNDRED}"), pieces)
    assert status in (413, 0)  # 0: a reset may overtake the reply while the client still sends
    grown = memory(family.http, "VmHWM") - before
    figures(f"100 MB POST, {how}", status=status, http_grew_MiB=grown)
    assert grown < 20
    assert b"Kenya" in server.get(fresh()).body


def test_a_body_that_is_a_little_too_long_is_told_so(server: Server) -> None:
    reply = server.post(NORMAL + " " * 1024 * 1024)
    assert reply.status == 413
    assert "1024 KiB" in str(reply.json["detail"])


def test_a_hundred_megabytes_of_parameters_are_refused_and_not_kept(
    server: Server, family: Family, figures: Figures
) -> None:
    before = memory(family.http)
    forget_peak(family.http)
    pieces = iter([b"&x=" + PIECE] * (HUNDRED // len(PIECE)))
    status = _pour(server, b"GET /sparql?query=ASK%7B%7D", pieces)
    figures("100 MB of parameters", status=status)
    assert status in (400, 413, 414, 431, 0)
    assert memory(family.http, "VmHWM") - before < 20
    assert b"Kenya" in server.get(fresh()).body


@pytest.mark.parametrize("number", [101, 5_000])
def test_thousands_of_parameters_are_refused(server: Server, number: int) -> None:
    more = [("x", str(each)) for each in range(number)]
    assert server.post(NORMAL, *more).status == 400
    assert server.get(NORMAL, *more[:2_000]).status == 400


@pytest.mark.parametrize(
    "query",
    ["ASK%7B%7D%00", "ASK%7B%00%7D", "ASK%7B%7D%FF", "ASK%7B%7D%23%ED%A0%80", "ASK%7B%7D%zz", "%"],
    ids=["a null byte", "one inside", "no UTF-8", "a lone surrogate", "no hex digits", "a percent"],
)
def test_what_is_no_text_is_a_mistake_of_the_client(server: Server, query: str) -> None:
    by_get = server.fetch(f"/sparql?query={query}")
    by_form = server.fetch("/sparql", f"query={query}".encode())
    assert (by_get.status, by_form.status) == (400, 400)
    assert by_get.json["detail"]


@pytest.mark.parametrize("body", [b"ASK{}\xff", b"ASK{}#\xed\xa0\x80", b"\x00", b"\xff\xfeA\x00"])
def test_a_body_that_is_no_utf_8_query_is_a_mistake_of_the_client(
    server: Server, body: bytes
) -> None:
    reply = server.fetch("/sparql", body, Content_Type="application/sparql-query")
    assert reply.status == 400


def test_raw_bytes_in_the_request_target_are_refused(server: Server) -> None:
    request = get("ASK{}").replace(b"ASK", b"\xff\xfe")
    assert statuses(say(server, request)) == [400]


def test_the_cache_cannot_be_filled_with_long_requests_for_short_answers(
    server: Server, family: Family, figures: Figures
) -> None:
    before = memory(family.http)
    for number in range(25):
        body = f"{NORMAL} # {number} {'0' * 1_000_000}".encode()
        server.fetch("/sparql", body, Content_Type="application/sparql-query")
    grown = memory(family.http) - before
    figures("25 queries of 1 MB", http_grew_MiB=grown)
    assert grown < 12


@pytest.mark.parametrize(
    "request_",
    [
        post(b"ASK{} #", "Content-Length: 100"),
        post(b"5\r\nASK{}\r\n", "Transfer-Encoding: chunked"),
        post(b"5\r\nASK{}\r\nZZ\r\n", "Transfer-Encoding: chunked"),
    ],
    ids=["short of its length", "short of its last chunk", "with a chunk that is none"],
)
def test_a_query_that_was_cut_off_is_not_answered(server: Server, request_: bytes) -> None:
    """What is left of a query may be another query."""
    assert statuses(say(server, request_, half_close=True)) == [400]
