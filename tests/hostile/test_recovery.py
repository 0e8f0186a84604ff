"""Processes are killed, each kind in turn, with -9: what the server is made of comes back."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from hostile.conftest import QUICK, Figures, settle
from hostile.load import fresh, normal_beside
from hostile.processes import Family, alive, until
from hostile.rude import BOMB
from serving import Reply, Server, serving

GONE = 10  # seconds after which nothing of a dead server may be there
BACK = 15  # seconds in which the graph is loaded again, on a busy machine


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server that only these tests harm."""
    with serving(tmp_path_factory.mktemp("recovery"), *QUICK) as running:
        yield running


@contextmanager
def asked(server: Server, query: str) -> Iterator[Future[Reply]]:
    """Send a query that is being worked at when the block is entered."""
    with ThreadPoolExecutor(1) as client:
        reply = client.submit(server.get, query)
        time.sleep(0.3)
        yield reply


def answers(server: Server) -> bool:
    try:
        return b"Kenya" in server.get(fresh()).body
    except OSError:
        return False


def _busy_one(family: Family) -> int:
    for _ in range(6):
        if found := family.busy:
            return found
    raise AssertionError("no worker is busy")


def test_a_worker_that_dies_takes_no_more_than_its_query_with_it(
    server: Server, family: Family, figures: Figures
) -> None:
    with asked(server, fresh(BOMB)) as reply, normal_beside(server) as fared:
        worker = _busy_one(family)
        os.kill(worker, signal.SIGKILL)
        started = time.monotonic()
        assert reply.result(10).status in (500, 503)
        assert "detail" in reply.result().json
    figures("a worker killed", client_told_after_s=time.monotonic() - started, **fared.told)
    assert not fared.wrong
    assert fared.statuses.keys() == {200}
    until(lambda: len(family.workers) == 2 and worker not in family.workers, 8, "a new worker")


def test_all_workers_killed_are_all_replaced(server: Server, family: Family) -> None:
    for _ in range(3):
        before = family.workers
        for each in before:
            os.kill(each, signal.SIGKILL)
        until(lambda: len(set(family.workers) - set(before)) == 2, 8, "new workers")  # noqa: B023
        assert answers(server)


def test_a_keeper_that_dies_takes_its_workers_with_it_and_comes_back(
    server: Server, family: Family, figures: Figures
) -> None:
    keeper, workers = family.keeper, family.workers
    with asked(server, fresh(BOMB)) as reply:
        until(lambda: family.busy, 1.4, "a worker is busy")
        os.kill(keeper, signal.SIGKILL)
        until(lambda: not any(map(alive, [keeper, *workers])), 6, "no orphan is left")
        seconds = until(lambda: answers(server), BACK, "queries are answered again")
        assert reply.result(10).status in (500, 503)
    figures("the keeper killed", answered_after_s=seconds)
    assert family.keeper != keeper
    until(lambda: len(family.workers) == 2, 8, "workers")


def test_queries_wait_for_a_keeper_that_comes_back(server: Server, family: Family) -> None:
    os.kill(family.keeper, signal.SIGKILL)
    replies = [server.get(fresh()) for _ in range(5)]
    assert [each.status for each in replies[2:]] == [200] * 3
    assert {each.status for each in replies[:2]} <= {200, 500, 503}  # dying workers may take two


def test_an_http_process_that_dies_is_replaced_and_its_queries_are_ended(
    server: Server, family: Family, figures: Figures
) -> None:
    http, keeper = family.http, family.keeper
    with asked(server, fresh(BOMB)) as reply:
        until(lambda: family.busy, 1.4, "a worker is busy")
        os.kill(http, signal.SIGKILL)
        seconds = until(lambda: answers(server), BACK, "queries are answered again")
        assert isinstance(reply.exception(10), OSError), "a dead process has answered"
    figures("the HTTP process killed", answered_after_s=seconds)
    assert family.http != http
    assert family.keeper == keeper
    until(lambda: not family.busy, 6, "what nobody waits for is ended")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Server, list[int], Path]]:
    """Run a server of its own; return it, its processes, and the folder of its engine."""
    with serving(tmp_path, *QUICK, TMPDIR=str(tmp_path)) as running:
        settle(running)
        family = Family(running.process.pid)
        until(lambda: len(family.all) == 5, 6, "main process, HTTP, keeper and two workers")
        processes = family.all
        yield running, processes, family.folder
        for each in filter(alive, processes):
            os.kill(each, signal.SIGKILL)


def test_nothing_is_left_when_the_main_process_is_killed(
    own: tuple[Server, list[int], Path], figures: Figures
) -> None:
    server, processes, folder = own
    assert len(processes) == 5
    with asked(server, fresh(BOMB)):
        server.process.kill()
        seconds = until(lambda: not any(map(alive, processes)), GONE, "no process is left")
    figures("the main process killed", all_gone_after_s=seconds)
    until(lambda: not folder.exists(), 6, "no folder is left")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_nothing_is_left_when_the_server_is_asked_to_stop(
    own: tuple[Server, list[int], Path], figures: Figures, number: signal.Signals
) -> None:
    server, processes, folder = own
    server.process.send_signal(number)
    started = time.monotonic()
    assert server.process.wait(GONE) == 0
    until(lambda: not any(map(alive, processes)), 6, "no process is left")
    until(lambda: not folder.exists(), 6, "no folder is left")
    figures(f"{number.name}", all_gone_after_s=time.monotonic() - started)


def test_a_server_asked_to_stop_during_a_bomb_does_not_wait_for_long(
    own: tuple[Server, list[int], Path],
) -> None:
    server, processes, folder = own
    with asked(server, fresh(BOMB)) as reply:
        server.process.terminate()
        assert server.process.wait(GONE) == 0
        assert reply.exception(10) or reply.result().status in (500, 503)
    until(lambda: not any(map(alive, processes)), 6, "no process is left")
    assert not folder.exists()
