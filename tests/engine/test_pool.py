"""What becomes of queries that go too far, and of those beside them: real workers, small limits."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from comity.engine import LocalEngine
from comity.engine.job import Answer, Job, Limits
from comity.engine.pool import Pool
from comity.errors import (
    ComityError,
    EngineFailed,
    QueryError,
    QueryRefused,
    TookTooLong,
    TookTooMuch,
    TooManyQueries,
)
from comity.formats import BY_NAME, JSON, NTRIPLES
from comity.query import Query

T = TypeVar("T")
MIB = 1024 * 1024
LIMITS = Limits(
    timeout=2.5, memory=256 * MIB, answer=3 * MIB, spool=4 * MIB, workers=2, long=1, patience=0.4
)
QUICK = "SELECT ?name WHERE { country:KEN rdfs:label ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {}"
GREEDY = "SELECT DISTINCT ?a ?c ?d ?f WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c"
ALL = "SELECT * WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with running(LIMITS) as started:
        yield started


@contextlib.contextmanager
def running(limits: Limits, *additions: Path) -> Iterator[Pool]:
    started = Pool.start(additions, limits)
    try:
        started.about()  # all is loaded, and the keeper has nothing else to do
        yield started
    finally:
        started.close()


@pytest.fixture(autouse=True)
def _rested(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave a pool with as many idle workers as it had, whatever a test did."""
    yield
    if "pool" in request.fixturenames:
        await_until(lambda: ask(request.getfixturevalue("pool"), QUICK).size > 0)


def await_until(told: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(ComityError, OSError):
            if told():
                return
        assert time.monotonic() < deadline
        time.sleep(0.02)


def job(text: str, name: str = "json", encoding: str = "") -> Job:
    return Job(Query(text), BY_NAME[name], (), encoding)


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def ask(pool: Pool, text: str, name: str = "json") -> Answer:
    """Have the pool answer in an event loop of its own, so with connections of its own."""
    pool._idle.clear()  # what is kept from one event loop is of no use in another
    return run(pool.answer(job(text, name)))


def processes(pool: Pool) -> dict[int, list[int]]:
    """Return the keeper of a pool and, for it, its workers."""
    found: dict[int, list[int]] = {}
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            if str(pool.folder).encode() in (entry / "cmdline").read_bytes():
                status = (entry / "stat").read_text().rpartition(")")[2].split()
                if status[0] != "Z":
                    parents[int(entry.name)] = int(status[1])
    for number, parent in parents.items():
        if parent == os.getpid():
            found[number] = [each for each, of in parents.items() if of == number]
    return found


def test_answers_are_those_of_the_engine_itself(pool: Pool, engine: LocalEngine) -> None:
    for text, format_ in [
        (QUICK, JSON),
        ("ASK { country:KEN a comity:Country }", JSON),
        ("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", BY_NAME["csv"]),
        ("CONSTRUCT { ?s a ?c } WHERE { VALUES ?s { country:KEN } ?s a ?c }", NTRIPLES),
        ("SELECT (COUNT(*) AS ?n) WHERE { GRAPH graph:ontology { ?s ?p ?o } }", JSON),
    ]:
        expected = b"".join(engine.query(Query(text), format_))
        assert ask(pool, text, format_.name).content == expected
        assert b"".join(pool.query(Query(text), format_)) == expected


def test_bindings_and_whole_graphs_are_jobs_too(pool: Pool) -> None:
    bound = Job(Query("SELECT ?x WHERE {}"), BY_NAME["csv"], (("x", "country:KEN"),))
    graph = "https://w3id.org/comity/graph/data/forums/aukus"
    pool._idle.clear()
    assert run(pool.answer(bound)).content == b"x\r\nhttps://w3id.org/comity/country/KEN\r\n"
    pool._idle.clear()
    whole = run(pool.answer(Job(Query(""), NTRIPLES, dump=graph)))
    assert whole.rows == pool.about()["graphs"][graph]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT ?x", QueryError),
        ("CLEAR ALL", QueryRefused),
        ("ASK { SERVICE <urn:x> {} }", QueryRefused),
    ],
)
def test_a_mistake_is_told_and_the_next_query_answered(
    pool: Pool, text: str, kind: type[ComityError]
) -> None:
    with pytest.raises(kind):
        ask(pool, text)
    with pytest.raises(kind):
        list(pool.query(Query(text), JSON))
    assert ask(pool, QUICK).rows == 1


def test_a_query_that_runs_too_long_is_ended_at_its_deadline(pool: Pool) -> None:
    started = time.monotonic()
    with pytest.raises(TookTooLong, match=r"2\.5 seconds"):
        ask(pool, ENDLESS.format("deadline"))
    assert 2.4 < time.monotonic() - started < 8


def test_the_same_holds_for_answers_that_are_read_in_pieces(pool: Pool) -> None:
    with pytest.raises(TookTooLong):
        list(pool.query(Query(ENDLESS.format("pieces")), JSON))


def test_a_query_that_needs_too_much_memory_is_ended(pool: Pool) -> None:
    with pytest.raises(TookTooMuch, match="256 MiB"):
        ask(pool, GREEDY)


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        (signal.SIGSEGV, TookTooMuch, "nested too deep"),
        (signal.SIGBUS, EngineFailed, "another way"),
    ],
)
def test_a_worker_that_breaks_is_replaced_and_the_client_told(
    pool: Pool, number: signal.Signals, kind: type[ComityError], told: str
) -> None:
    async def broken() -> None:
        asked = asyncio.create_task(pool.answer(job(ENDLESS.format(number.name))))
        await asyncio.sleep(0.3)
        ((_, workers),) = processes(pool).items()
        for worker in workers:
            os.kill(worker, number)
        with pytest.raises(kind, match=told):
            await asked

    pool._idle.clear()
    run(broken())


def test_a_query_whose_client_has_left_is_ended(pool: Pool) -> None:
    asked = job(ENDLESS.format("left"))

    async def leave() -> float:
        task = asyncio.create_task(pool.answer(asked))
        await asyncio.sleep(0.3)
        task.cancel()
        started = time.monotonic()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - started

    pool._idle.clear()
    assert run(leave()) < 2  # long before its deadline
    await_until(lambda: pool._ask("fate", asked.id) == "cancelled", 5)


def test_a_long_query_makes_room_for_others_and_the_second_long_one_is_given_up(
    pool: Pool,
) -> None:
    async def crowd() -> tuple[list[BaseException | Answer], Answer]:
        long = [asyncio.create_task(pool.answer(job(ENDLESS.format(at)))) for at in range(2)]
        await asyncio.sleep(1.2)
        quick = await pool.answer(job(QUICK))
        return await asyncio.gather(*long, return_exceptions=True), quick

    pool._idle.clear()
    ended, quick = run(crowd())
    assert {type(each) for each in ended} == {TookTooLong, TooManyQueries}
    assert quick.rows == 1


def test_an_answer_that_is_too_long_is_refused_and_leaves_nothing_behind(pool: Pool) -> None:
    with pytest.raises(TookTooMuch, match="longer than 3 MiB"):
        ask(pool, ALL)
    assert {each.name for each in pool.folder.iterdir()} == {"work", "control", "ready", "whole"}


def test_a_long_answer_is_in_a_file_until_it_is_released(pool: Pool) -> None:
    answer = ask(pool, f"{ALL} LIMIT 8000", "tsv")
    assert isinstance(answer.content, Path)
    assert answer.content.stat().st_size == answer.size > MIB
    assert answer.rows == 8000
    pool.release(answer)
    assert not answer.content.exists()
    pool.release(ask(pool, f"{ALL} LIMIT 8000", "tsv"))


def test_a_query_that_has_waited_too_long_is_not_begun(pool: Pool) -> None:
    late = Job(Query(QUICK), JSON, sent=time.monotonic() - LIMITS.wait - 1)
    pool._idle.clear()
    with pytest.raises(TooManyQueries, match="waited too long"):
        run(pool.answer(late))


def test_garbage_on_the_line_costs_nobody_an_answer(pool: Pool) -> None:
    for garbage in (b"", b"\0" * 100, b"Q\0\0\0\x02{}", b"Q\xff\xff\xff\xff", b"Q\0\0\1\0half"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(pool.folder / "work"))
            connection.sendall(garbage)
        assert ask(pool, QUICK).rows == 1
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(pool.folder / "control"))
        connection.sendall(b"garbage")
    assert pool.version()


def test_a_keeper_that_dies_is_replaced_and_queries_wait_for_the_new_one(pool: Pool) -> None:
    ((keeper, workers),) = processes(pool).items()
    os.kill(keeper, signal.SIGKILL)
    await_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert ask(pool, QUICK).rows == 1
    ((other, _),) = processes(pool).items()
    assert other != keeper


def test_a_pool_that_is_closed_leaves_no_process_and_no_folder() -> None:
    with running(Limits(workers=1)) as pool:
        assert ask(pool, QUICK).rows == 1
        ((keeper, workers),) = processes(pool).items()
        assert len(workers) == 1
    gone = [keeper, *workers]
    await_until(lambda: not any(Path(f"/proc/{each}/cmdline").exists() for each in gone))
    assert not pool.folder.exists()
    with pytest.raises(TooManyQueries, match="not there"):
        ask(pool, QUICK)


def test_a_graph_that_cannot_be_loaded_is_reported(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken, failures = tmp_path / "broken.ttl", list[str]()
    broken.write_text("this is no Turtle")
    pool = Pool.start([broken], Limits(workers=1), lambda: failures.append("failed"))
    await_until(lambda: failures)
    pool.close()
    assert pool.failed
    assert "broken.ttl:1:" in capfd.readouterr().err


def test_a_query_for_which_no_place_is_left_in_the_queue_is_refused_at_once(
    tmp_path: Path,
) -> None:
    with socket.socket(socket.AF_UNIX) as listener, contextlib.ExitStack() as waiting:
        listener.bind(str(tmp_path / "work"))
        listener.listen(2)
        pool = Pool(tmp_path, Limits())
        for _ in range(3):  # a backlog of two holds one more
            waiting.enter_context(pool._connect())
        with pytest.raises(TooManyQueries, match="Too many queries are waiting"):
            run(pool.answer(job(QUICK)))
