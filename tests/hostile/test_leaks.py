"""Ten thousand queries, and answers that are very long, leave nothing behind."""

from __future__ import annotations

import http.client
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from hostile.conftest import Figures
from hostile.load import fresh
from hostile.processes import Family, descriptors, forget_peak, memory, until
from hostile.rude import BOMB, NORMAL
from serving import Server, serving

CLIENTS = 8
MANY = 10_000
MEGABYTES = 200


def _queries(number: int) -> Iterator[tuple[str, int]]:
    for _ in range(number // 5):
        yield fresh(), 200
        yield "ASK { ?s a comity:Forum }", 200
        yield f"SELECT * {{ {fresh()}", 400
        yield fresh("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3"), 200
        yield NORMAL, 200


def _ask(server: Server, number: int) -> Counter[str]:
    """Ask over one connection, and count what was as expected."""
    found = Counter[str]()
    connection = http.client.HTTPConnection(server.host, timeout=30)
    for query, expected in _queries(number):
        connection.request("GET", f"/sparql?query={quote(query)}")
        reply = connection.getresponse()
        reply.read()
        found["as expected" if reply.status == expected else f"{reply.status}: {query}"] += 1
    connection.close()
    return found


def test_ten_thousand_queries_leave_nothing_behind(
    server: Server, family: Family, figures: Figures
) -> None:
    _ask(server, 500)
    http_, keeper = family.http, family.keeper
    before = memory(http_), memory(keeper), descriptors(http_), descriptors(keeper)
    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients:
        found = sum(clients.map(lambda _: _ask(server, MANY // CLIENTS), range(CLIENTS)), Counter())
    seconds = time.monotonic() - started
    assert found == {"as expected": MANY}
    after = memory(http_), memory(keeper), descriptors(http_), descriptors(keeper)
    figures(
        "10,000 queries",
        a_second=MANY / seconds,
        http_MiB=f"{before[0]:.0f} -> {after[0]:.0f}",
        keeper_MiB=f"{before[1]:.0f} -> {after[1]:.0f}",
        descriptors=f"{before[2]} -> {after[2]}",
    )
    assert after[0] - before[0] < 60, "up to 64 MiB of answers may be kept"
    assert after[1] - before[1] < 10
    until(lambda: descriptors(http_) <= before[2] + 4, 20, "descriptors of the HTTP process")
    assert descriptors(keeper) <= before[3] + 1
    assert (family.http, family.keeper, len(family.workers)) == (http_, keeper, 2)
    until(lambda: family.keeps_no_file, 30, "no file is left")


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(
        tmp_path_factory.mktemp("patient"), "--workers", "2", "--memory", "512"
    ) as running:
        yield running


def test_an_answer_of_two_hundred_megabytes_passes_through_whole(
    patient: Server, figures: Figures
) -> None:
    family = Family(patient.process.pid)
    before = memory(family.http)
    forget_peak(family.http)
    rows = 900_000
    query = f"SELECT ?a ?b ?d {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {rows}"
    started = time.monotonic()
    reply = patient.get(query)
    seconds = time.monotonic() - started
    grown = memory(family.http, "VmHWM") - before
    size = len(reply.body)
    figures("a long answer", MB=size / 1e6, took_s=seconds, http_grew_MiB=grown)
    assert reply.status == 200
    assert size > MEGABYTES * 1_000_000
    assert size == int(reply.headers["Content-Length"])
    assert reply.body.count(b'"a":{') == rows
    assert reply.body.endswith(b"}]}}")
    assert grown < 50


@pytest.mark.parametrize(
    ("format_", "coding"),
    [("json", "identity"), ("csv", "gzip"), ("tsv", "identity"), ("xml", "zstd")],
)
def test_a_long_answer_that_fails_midway_never_looks_complete(
    server: Server, family: Family, format_: str, coding: str
) -> None:
    everything = BOMB.replace("(COUNT(*) AS ?n)", "*")
    reply = server.get(fresh(everything), ("format", format_), Accept_Encoding=coding)
    assert reply.status == 503
    assert reply.json["status"] == 503
    until(lambda: family.keeps_no_file, 6, "no file is left")


def test_a_long_graph_that_fails_midway_never_looks_complete(
    server: Server, family: Family
) -> None:
    reply = server.get(fresh("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"), ("format", "nt"))
    assert reply.status == 503
    until(lambda: family.keeps_no_file, 6, "no file is left")
