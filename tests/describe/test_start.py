"""What is answered before the descriptions are there is never kept as if it were final."""

from __future__ import annotations

import asyncio
import gc
import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.parse
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from comity.engine.base import Service
from comity.engine.job import Answer, Job, Limits
from comity.engine.keeper import Keeper
from comity.engine.pool import Pool
from comity.formats import JSON
from comity.query import Query
from comity.web.endpoint import Endpoint
from comity.web.exchange import Asked, Reply
from serving import COMITY, free_port

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
DESCRIBED = "ASK { <https://w3id.org/comity/dataset> a <http://rdfs.org/ns/void#Dataset> }"


def test_from_its_first_answer_on_a_server_gives_tags_to_whole_answers_only(
    tmp_path: Path,
) -> None:
    port = free_port()
    path = f"/sparql?{urllib.parse.urlencode({'query': COUNT})}"
    told: list[tuple[str | None, str | None, int]] = []
    command = [str(COMITY), "serve", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, stderr=log) as process:
        try:
            deadline = time.monotonic() + 60
            while (not told or told[-1][0] is None) and time.monotonic() < deadline:
                with suppress(OSError):
                    told.append(asked(port, path))
            told += [asked(port, path) for _ in range(3)]
            assert len({number for tag, _, number in told if tag}) == 1
            for tag, control, number in told:
                assert (control == "no-store") == (tag is None)
                assert number <= told[-1][2]
            assert asked(port, path)[0] == told[-1][0]
        finally:
            process.terminate()


def asked(port: int, path: str) -> tuple[str | None, str | None, int]:
    """Return entity tag, Cache-Control and the number that is the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    reply = connection.getresponse()
    ((value,),) = (row.values() for row in json.loads(reply.read())["results"]["bindings"])
    return reply.headers["ETag"], reply.headers["Cache-Control"], int(value["value"])


def test_a_keeper_has_no_version_until_it_was_asked_and_had_time() -> None:
    pool = Pool.start([], Limits(workers=1))
    try:
        first = pool.version()
        assert first == "" or first.count("-") == 4
        about = pool.about()
        whole = pool.version()
        assert whole.startswith(about["digest"][:16])
        assert whole.endswith(about["day"])
        assert answer(pool, DESCRIBED) is True
    finally:
        pool.close()


def test_a_keeper_that_replaces_another_is_whole_from_its_first_answer_on() -> None:
    pool = Pool.start([], Limits(workers=1))
    try:
        pool.about()
        before = pool.version()
        (keeper,) = (
            int(entry.name)
            for entry in Path("/proc").glob("[0-9]*")
            if str(pool.folder).encode() in cmdline(entry) and parent(entry) == os.getpid()
        )
        os.kill(keeper, signal.SIGKILL)
        assert answer(pool, DESCRIBED) is True
        assert pool.version() == before
    finally:
        pool.close()


def answer(pool: Pool, text: str) -> bool:
    deadline = time.monotonic() + 60
    while True:
        try:
            return bool(json.loads(b"".join(pool.query(Query(text), JSON)))["boolean"])
        except Exception:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def cmdline(entry: Path) -> bytes:
    with suppress(OSError):
        return (entry / "cmdline").read_bytes()
    return b""


def parent(entry: Path) -> int:
    with suppress(OSError):
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


class Unready:
    """Answer like a service whose graph becomes whole while it answers."""

    limits = Limits()
    isolated = True

    def __init__(self) -> None:
        self.told = ""
        self.answered = 0

    def version(self) -> str:
        return self.told

    async def answer(self, job: Job) -> Answer:  # noqa: ARG002
        self.answered += 1
        return Answer(str(self.answered).encode(), 1, None, "")

    def release(self, answer: Answer) -> bool:  # noqa: ARG002
        return True


@pytest.mark.parametrize("condition", ["", "*", '"x"'])
def test_without_a_version_nothing_is_kept_and_with_one_it_is(condition: str) -> None:
    async def ask() -> list[Reply]:
        service = Unready()
        endpoint = Endpoint(cast(Service, service))
        asked = Asked("GET", urllib.parse.urlencode({"query": COUNT}), if_none_match=condition)
        replies = [await endpoint.reply(asked) for _ in range(2)]
        assert endpoint.cached(asked) is None
        service.told = "v"
        while await endpoint.version() == "":
            await asyncio.sleep(0.05)
        replies += [await endpoint.reply(asked) for _ in range(2)]
        return cast(list[Reply], replies)

    first, second, third, _ = asyncio.run(ask())
    assert (first.status, second.status) == (200, 200)
    assert (first.body, second.body) == (b"1", b"2")
    for early in (first, second):
        assert dict(early.headers)["Cache-Control"] == "no-store"
        assert "ETag" not in dict(early.headers)
    assert "ETag" in dict(third.headers)


def test_a_graph_that_is_loaded_anew_at_midnight_is_whole_at_once(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "work"))
        keeper = Keeper(tmp_path, [], listener, Limits(workers=1))
        assert keeper.answer(["version"]) == ""
        keeper.prepare()
        before = keeper.answer(["version"])
        assert before
        keeper._day = date(2000, 1, 1)
        assert keeper.answer(["version"]) == before
        assert keeper._day == date.today()
        gc.unfreeze()
