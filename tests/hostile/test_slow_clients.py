"""Clients that are slow, rude, or gone: two hundred of each."""

from __future__ import annotations

import json
import socket
import time

from hostile.conftest import TIMEOUT, Figures
from hostile.load import fresh, normal_beside
from hostile.processes import Family, descriptors, until
from hostile.rude import BOMB, LONG, answered, connect, dripping, get, many, post, say, statuses
from serving import Server

CROWD = 200
PATIENCE = 10  # seconds that the server gives a header or a body
MIGHT = 1.0  # seconds within which 95 of 100 normal queries must be answered


def outcomes(server: Server) -> list[str]:
    """Return the outcomes in the journal."""
    lines = server.log.read_text().splitlines()
    return [str(json.loads(line)["outcome"]) for line in lines if line.startswith('{"')]


def test_headers_that_come_a_byte_a_second_or_never_hold_up_nobody_and_are_given_up(
    server: Server, family: Family, figures: Figures
) -> None:
    before = descriptors(family.http)
    with (
        many(server, CROWD) as clients,
        many(server, CROWD // 4) as silent,
        normal_beside(server) as fared,
    ):
        for each in clients:
            each.send(b"GET /sp")
        with dripping(clients, get("ASK{}"), 7) as closed:
            seconds = until(lambda: len(closed) == CROWD, PATIENCE + 12, "slow headers given up")
        answered(silent, PATIENCE + 12)
        assert all(each.recv(1) == b"" for each in silent), "it is still open"
    figures(f"{CROWD} slow headers", given_up_after_s=seconds, **fared.told)
    assert seconds > PATIENCE / 2, "it has not been patient at all"
    assert not fared.wrong
    assert fared.quantile(0.95) < MIGHT
    until(lambda: descriptors(family.http) <= before + 5, 30, "descriptors are given back")


def test_bodies_that_come_a_byte_a_second_hold_up_nobody_and_are_told_so(
    server: Server, family: Family, figures: Figures
) -> None:
    before = descriptors(family.http)
    with many(server, CROWD) as clients, normal_beside(server) as fared:
        for each in clients:
            each.send(post(b"A", "Content-Length: 1000"))
        with dripping(clients, b"A" + b" " * 1000, 1):
            said = answered(clients, PATIENCE + 12)
    figures(f"{CROWD} slow bodies", **fared.told)
    assert {each.split(b" ")[1] for each in said.values()} == {b"408"}
    assert not fared.wrong
    assert fared.quantile(0.95) < MIGHT
    until(lambda: descriptors(family.http) <= before + 5, 30, "descriptors are given back")


def test_clients_that_read_nothing_or_next_to_nothing_hold_up_nobody(
    server: Server, family: Family, figures: Figures
) -> None:
    before = descriptors(family.http)
    with many(server, CROWD) as clients, normal_beside(server) as fared:
        for number, each in enumerate(clients):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            each.send(get(f"{LONG} #{number % 5}"))
        for each in clients[: CROWD // 2]:
            each.settimeout(10)
            assert each.recv(12, socket.MSG_WAITALL) == b"HTTP/1.1 200"
        for _ in range(5):
            time.sleep(1)
            assert all(each.recv(1) for each in clients[: CROWD // 2])
    figures(f"{CROWD} slow readers", **fared.told)
    assert not fared.wrong
    assert fared.quantile(0.95) < MIGHT
    until(lambda: family.keeps_no_file, 30, "no file is left")
    until(lambda: descriptors(family.http) <= before + 5, 30, "descriptors are given back")


def test_a_client_that_hangs_up_ends_its_query(
    server: Server, family: Family, figures: Figures
) -> None:
    cancelled = outcomes(server).count("cancelled")
    with connect(server) as client:
        client.sendall(get(fresh(BOMB)))
        time.sleep(0.3)
        until(lambda: family.busy, 1.4, "a worker is busy")
    seconds = until(lambda: outcomes(server).count("cancelled") > cancelled, 5, "cancelled")
    figures("a client that hangs up", query_ended_after_s=seconds)
    until(lambda: not family.busy, 5, "no worker is busy")
    assert b"Kenya" in server.get(fresh()).body


def test_fifty_clients_that_hang_up_at_once_leave_nothing_to_be_done(
    server: Server, family: Family, figures: Figures
) -> None:
    with many(server, 50) as clients:
        for each in clients:
            each.send(get(fresh(BOMB)))
        time.sleep(0.5)
    started = time.monotonic()
    assert b"Kenya" in server.get(fresh()).body
    figures("fifty clients that hang up", next_answer_after_s=time.monotonic() - started)
    assert time.monotonic() - started < TIMEOUT
    until(lambda: not family.busy, 5, "no worker is busy")
    until(lambda: len(family.workers) == 2, 8, "as many workers as there should be")


def test_a_client_that_closes_its_half_is_answered_whole_or_not_at_all(server: Server) -> None:
    said = say(server, get(fresh()), half_close=True)
    assert statuses(said) in ([], [200])


def test_a_client_that_closes_its_half_does_not_leave_a_query_behind(
    server: Server, family: Family
) -> None:
    started = time.monotonic()
    said = say(server, get(fresh(BOMB)), half_close=True)
    assert statuses(said) in ([], [503])
    assert time.monotonic() - started < TIMEOUT + 4
    until(lambda: not family.busy, 5, "no worker is busy")
