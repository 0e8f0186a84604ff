"""People and programs download the export from a running server."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.artefacts import read_manifest
from comity.dataset import load
from comity.export import export, planned
from comity.graph import Comity
from comity.web import create_app
from comity.web.shelf import FOLDER_VARIABLE
from serving import Reply, Server, serving

FILE = "/downloads/comity.nq.gz"
TYPES = {
    "comity.nq.gz": "application/gzip",
    "comity.ttl.zst": "application/zstd",
    "csv/members.csv": "text/csv; charset=utf-8",
    "csv/csv-metadata.json": "application/csvm+json",
    "comity-csv.zip": "application/zip",
    "parquet/members.parquet": "application/vnd.apache.parquet",
    "comity.sqlite": "application/vnd.sqlite3",
    "comity.graphml": "application/xml",
    "README.md": "text/markdown; charset=utf-8",
    "SHA256SUMS": "text/plain; charset=utf-8",
}


@pytest.fixture(scope="module")
def server(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the export that was made beforehand."""
    with serving(tmp_path_factory.mktemp("given"), "--downloads", str(exported)) as running:
        yield running


def test_every_file_comes_as_it_is(server: Server, exported: Path) -> None:
    for each in read_manifest(exported):
        reply = server.fetch(f"/downloads/{each.name}", Accept_Encoding="gzip, zstd")
        assert reply.status == 200
        assert reply.body == (exported / each.name).read_bytes()
        assert reply.headers["ETag"] == f'"{each.sha256}"'
        assert reply.headers["Content-Encoding"] is None
        assert reply.headers["Content-Length"] == str(each.size)
        assert reply.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("name", "type_"), TYPES.items())
def test_each_file_says_what_it_is(server: Server, name: str, type_: str) -> None:
    reply = server.fetch(f"/downloads/{name}", method="HEAD")
    assert (reply.status, reply.headers["Content-Type"]) == (200, type_)
    assert reply.headers["Accept-Ranges"] == "bytes"
    assert reply.headers["Last-Modified"]
    assert reply.body == b""


def test_a_table_leads_to_its_description(server: Server) -> None:
    link = server.fetch("/downloads/csv/members.csv", method="HEAD").headers["Link"]
    assert link == '<csv-metadata.json>; rel="describedby"; type="application/csvm+json"'


def test_who_has_the_file_is_not_sent_it_again(server: Server) -> None:
    first = server.fetch(FILE, method="HEAD").headers
    for condition in (
        {"If_None_Match": first["ETag"]},
        {"If_Modified_Since": first["Last-Modified"]},
    ):
        reply = server.fetch(FILE, **condition)
        assert (reply.status, reply.body) == (304, b"")
        assert reply.headers["ETag"] == first["ETag"]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", slice(0, 10)),
        ("bytes=5-", slice(5, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=10-99999999999", slice(10, None)),
    ],
)
def test_a_part_of_a_file_is_sent(
    server: Server, exported: Path, asked: str, part: slice[int, int, int]
) -> None:
    whole = (exported / "comity.nq.gz").read_bytes()
    reply = server.fetch(FILE, Range=asked)
    assert (reply.status, reply.body) == (206, whole[part])
    start, end, _ = part.indices(len(whole))
    assert reply.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    assert reply.headers["Content-Length"] == str(end - start)


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "lines=0-9", "bytes=nonsense", "bytes=5-2"])
def test_a_range_that_is_not_understood_is_ignored(
    server: Server, exported: Path, asked: str
) -> None:
    # RFC 9110, 14.2: an unknown unit must, several or invalid ranges may be ignored.
    reply = server.fetch(FILE, Range=asked)
    assert (reply.status, reply.body) == (200, (exported / "comity.nq.gz").read_bytes())


def test_a_range_beyond_the_end_is_refused(server: Server, exported: Path) -> None:
    size = (exported / "comity.nq.gz").stat().st_size
    reply = server.fetch(FILE, Range=f"bytes={size}-")
    assert (reply.status, reply.headers["Content-Range"]) == (416, f"bytes */{size}")


def test_a_download_goes_on_only_with_the_same_file(server: Server) -> None:
    etag = server.fetch(FILE, method="HEAD").headers["ETag"]
    assert server.fetch(FILE, Range="bytes=0-9", If_Range=etag).status == 206
    assert server.fetch(FILE, Range="bytes=0-9", If_Range='"another"').status == 200
    assert server.fetch(FILE, method="HEAD", Range="bytes=0-9").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/downloads/nothing",
        "/downloads/csv",
        "/downloads/csv/",
        "/downloads/../README.md",
        "/downloads/%2e%2e/%2e%2e/etc/passwd",
        "/downloads/csv/../comity.nq.gz",
        "/downloads//etc/passwd",
        "/downloads/.export",
        "/downloads/comity.nq.gz%00",
    ],
)
def test_nothing_but_the_files_of_the_manifest_is_sent(server: Server, path: str) -> None:
    connection = http.client.HTTPConnection(server.host)
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read()
    assert reply.status in (308, 404), body
    if reply.status == 308:  # to an address without empty or dotted parts
        assert server.fetch(str(reply.headers["Location"])).status == 404
    connection.close()


def test_the_page_lists_each_file_with_size_and_sum(server: Server, exported: Path) -> None:
    reply = server.fetch("/downloads/", Accept="text/html")
    page = reply.body.decode()
    for each in read_manifest(exported):
        assert f'href="/downloads/{each.name}"' in page
        assert each.sha256 in page
    assert "Refresh" not in reply.headers
    assert server.fetch("/downloads").status == 308


def test_programs_get_the_manifest(server: Server, exported: Path) -> None:
    manifest = (exported / "manifest.json").read_bytes()
    for path, accept in (("/downloads/", "application/json"), ("/downloads/manifest.json", "*/*")):
        reply = server.fetch(path, Accept=accept)
        assert (reply.media_type, reply.body) == ("application/json", manifest)
        assert server.fetch(path, Accept=accept, If_None_Match=reply.headers["ETag"]).status == 304
    assert "Accept" in server.fetch("/downloads/").headers["Vary"]


def test_a_slow_client_does_not_make_the_server_hold_the_file(
    server: Server, exported: Path
) -> None:
    size = (exported / "comity.sqlite").stat().st_size
    before = _memory(server)
    connections = []
    for _ in range(20):
        connection = http.client.HTTPConnection(server.host)
        connection.request("GET", "/downloads/comity.sqlite")
        connections.append((connection, connection.getresponse()))
    assert _memory(server) - before < 5 * size
    assert server.fetch("/health").status == 200
    for connection, reply in connections:
        assert len(reply.read()) == size
        connection.close()


def test_a_dump_of_a_graph_is_sent_from_its_file(server: Server) -> None:
    reply = server.fetch("/graphs?default", Accept="application/n-triples")
    assert reply.status == 200
    assert reply.body.count(b"\n") == _triples(server)


def test_a_server_that_was_given_nothing_makes_the_files_of_its_own_data(tmp_path: Path) -> None:
    added = tmp_path / "added.ttl"
    added.write_text('<https://w3id.org/comity/country/KEN> <urn:mark> "here" .')
    with serving(tmp_path, "--data", str(added)) as server:
        first = server.fetch("/downloads/", Accept="text/html")
        assert first.status == 200
        assert b"being made" in first.body
        assert first.headers["Refresh"]
        waiting = server.fetch(FILE)
        assert (waiting.status, waiting.headers["Retry-After"]) == (503, "10")
        assert server.fetch("/downloads/manifest.json").status == 503
        assert server.fetch("/downloads/nothing").status == 404
        assert len(_making(server)) == 1
        manifest = _made(server).json
        health = server.fetch("/health").json
        assert {name: manifest[name] for name in ("digest", "day", "version")} == {
            name: health[name] for name in ("digest", "day", "version")
        }
        files: Any = manifest["files"]
        assert [each["name"] for each in files] == [each.name for each in planned()]
        [dump] = [each for each in files if each["name"] == "comity.nt.gz"]
        body = server.fetch("/downloads/comity.nt.gz").body
        assert hashlib.sha256(body).hexdigest() == dump["sha256"]
        _wait_until(lambda: not _making(server))
        assert "Fatal" not in server.log.read_text()
        assert "Refresh" not in server.fetch("/downloads/", Accept="text/html").headers


def test_what_is_being_made_ends_with_the_server(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.fetch("/downloads/")
        making = _making(server)
        assert len(making) == 1
        server.fetch("/downloads/comity.sqlite")
        assert _making(server) == making
    _wait_until(lambda: not any(Path(f"/proc/{each}").exists() for each in making))


def test_data_that_have_changed_since_are_not_offered(tmp_path: Path) -> None:
    added = tmp_path / "added.ttl"
    added.write_text('<urn:a> <urn:b> "before" .')
    with serving(tmp_path, "--data", str(added)) as server:
        added.write_text('<urn:a> <urn:b> "after" .')
        server.fetch("/downloads/")
        refused = b"could not be made"
        _wait_until(
            lambda: refused in server.fetch("/downloads/", Accept="text/html").body, seconds=120
        )
        assert server.fetch(FILE).status == 503
        assert "are not those that are served" in server.log.read_text()


def test_another_wsgi_server_sends_files_and_parts_too(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(exported))
    client = create_app(Comity(load())).test_client()
    whole = (exported / "comity.sqlite").read_bytes()
    assert client.get("/downloads/comity.sqlite").data == whole
    part = client.get("/downloads/comity.sqlite", headers={"Range": "bytes=300000-699999"})
    assert (part.status_code, part.data) == (206, whole[300000:700000])
    assert client.head("/downloads/comity.sqlite").data == b""


def test_a_file_that_was_taken_away_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = Comity(load())
    export(graph.dataset, tmp_path / "out", ["graphml"])
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "out"))
    client = create_app(graph).test_client()
    (tmp_path / "out" / "comity.graphml").unlink()
    assert client.get("/downloads/comity.graphml").status_code == 404
    assert client.get("/downloads/README.md").status_code == 200


def _made(server: Server) -> Reply:
    deadline = time.monotonic() + 240
    while True:
        reply = server.fetch("/downloads/manifest.json")
        if reply.status == 200:
            return reply
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.5)


def _wait_until(done: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _making(server: Server) -> list[int]:
    """Return the processes under a server that make an export."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    found, waiting = list[int](), [server.process.pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            waiting.append(child)
            if "comity.export.beside" in Path(f"/proc/{child}/cmdline").read_text():
                found.append(child)
    return found


def _memory(server: Server) -> int:
    """Return the bytes that the process answering requests holds."""
    workers = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in workers.split()]
    return max(pages) * os.sysconf("SC_PAGE_SIZE")


def _triples(server: Server) -> int:
    return int(json.loads(server.fetch("/health").body)["triples"])
