"""The same application under other servers: limits hold there too, and nothing is left behind."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hostile.conftest import TIMEOUT, Figures
from hostile.load import fresh, normal_beside
from hostile.processes import Family, alive, children, until
from hostile.rude import BOMB, connect, get
from serving import Server, free_port, serving

BIN = Path(sys.executable).parent
LIMITS = json.dumps({"timeout": TIMEOUT, "memory": 256 * 1024**2, "workers": 2})
GUNICORN = [
    *(f"{BIN / 'gunicorn'} --preload --worker-class gthread --threads 8 --workers 2".split()),
    "comity.web:create_app()",
]
WAITRESS = f"{BIN / 'waitress-serve'} --channel-request-lookahead=1 --call comity.web:create_app"
IN_PROCESS = """
import sys, waitress, comity
from comity.engine.job import Limits
from comity.web import create_app
app = create_app(comity.load())
app.extensions["comity.endpoint"].service.limits = Limits(timeout=2)
waitress.serve(app, port=int(sys.argv[1]), threads=8)
"""


def _command(name: str, port: int) -> list[str]:
    if name == "gunicorn":
        return [*GUNICORN, "--bind", f"127.0.0.1:{port}"]
    program, *rest = WAITRESS.split()
    return [program, f"--listen=127.0.0.1:{port}", *rest]


@dataclass
class Other:
    name: str
    server: Server

    @property
    def family(self) -> Family:
        return Family(self.server.process.pid)


@pytest.fixture(scope="module", params=["gunicorn", "waitress"])
def other(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Other]:
    port = free_port()
    command = _command(request.param, port)
    folder = tmp_path_factory.mktemp(request.param)
    with serving(folder, command=command, port=port, COMITY_LIMITS=LIMITS) as running:
        yield Other(request.param, running)


def test_a_bomb_is_ended_at_the_deadline_and_normal_queries_are_answered_beside_it(
    other: Other, figures: Figures
) -> None:
    started = time.monotonic()
    with normal_beside(other.server) as fared:
        reply = other.server.get(fresh(BOMB))
    seconds = time.monotonic() - started
    figures(f"{other.name}: a bomb", ended_after_s=seconds, **fared.told)
    assert reply.status == 503
    assert f"ran for {TIMEOUT:g} seconds" in str(reply.json["detail"])
    assert seconds < TIMEOUT + 4
    assert not fared.wrong
    assert fared.quantile(0.5) < 1


def test_a_client_that_hangs_up_ends_its_query(other: Other, figures: Figures) -> None:
    with connect(other.server) as client:
        client.sendall(get(fresh(BOMB)))
        time.sleep(0.3)
        until(lambda: other.family.busy, 1.4, "a worker is busy")
    seconds = until(lambda: not other.family.busy, 1.3, "no worker is busy")
    figures(f"{other.name}: a client that hangs up", query_ended_after_s=seconds)
    assert b"Kenya" in other.server.get(fresh()).body


def test_a_body_that_is_too_long_is_refused(other: Other) -> None:
    assert other.server.post("ASK{} #" + "x" * 2 * 1024 * 1024).status == 413
    assert b"Kenya" in other.server.get(fresh()).body


@pytest.mark.parametrize("name", ["gunicorn", "waitress"])
@pytest.mark.parametrize("how", ["asked to stop", "killed"])
def test_no_keeper_is_left_when_another_server_ends(tmp_path: Path, name: str, how: str) -> None:
    port = free_port()
    with serving(tmp_path, command=_command(name, port), port=port, TMPDIR=str(tmp_path)) as server:
        family = Family(server.process.pid)
        processes, folder = [*family.all, *children(family.keeper)], family.folder
        server.process.terminate() if how == "asked to stop" else server.process.kill()
        server.process.wait(20)
        until(lambda: not any(map(alive, processes)), 16, "no process is left")
        until(lambda: not folder.exists(), 6, "no folder is left")


def test_a_graph_served_in_process_gives_a_bomb_up_at_its_deadline(tmp_path: Path) -> None:
    port = free_port()
    script = tmp_path / "serve.py"
    script.write_text(IN_PROCESS)
    command = [sys.executable, str(script), str(port)]
    with serving(tmp_path, command=command, port=port) as server:
        assert server.fetch("/health").json["isolated"] is False
        started = time.monotonic()
        with normal_beside(server) as fared:
            reply = server.get(fresh(BOMB))
        seconds = time.monotonic() - started
        assert reply.status == 503
        assert "given up" in str(reply.json["detail"])
        assert seconds < TIMEOUT + 4
        assert not fared.wrong
        server.process.kill()
