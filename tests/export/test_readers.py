"""Programs that nobody here wrote open the tables, the database and the network."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.export.tables import tables
from protocol.clients.shared import missing, run
from serving import free_port


def module(name: str) -> Any:
    try:
        return __import__(name)
    except ImportError:
        missing(f"{name} is not installed")


def number(exported: Path, table: str) -> int:
    with (exported / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def test_csvw_validates_the_tables_by_their_description(exported: Path) -> None:
    module("csvw")
    validate = str(Path(sys.executable).with_name("csvwvalidate"))
    assert "OK" in run(validate, "-v", str(exported / "csv" / "csv-metadata.json"))


def test_csvw_reads_days_numbers_and_lists(exported: Path) -> None:
    group = module("csvw").TableGroup.from_file(exported / "csv" / "csv-metadata.json")
    members = next(each for each in group.tables if each.local_name == "members.csv")
    row = next(each for each in members.iterdicts() if each["id"] == "membership:gpai-svn")
    assert row["latest_start"].date() == date(2020, 6, 15)
    assert len(row["source_urls"]) == len(row["source_titles"]) > 0


@pytest.mark.parametrize("table", tables())
def test_frictionless_finds_no_fault_in_a_table(exported: Path, table: str) -> None:
    frictionless = module("frictionless")
    resource = frictionless.Resource(path=f"csv/{table}.csv", basepath=str(exported))
    report = resource.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "message"])
    assert report.tasks[0].stats["rows"] == number(exported, table)


@pytest.mark.parametrize("table", tables())
def test_pandas_reads_the_parquet(exported: Path, table: str) -> None:
    module("pyarrow")
    pandas = module("pandas")
    frame = pandas.read_parquet(exported / "parquet" / f"{table}.parquet")
    assert len(frame) == number(exported, table)
    assert list(frame.columns) == [column.name for column in tables()[table].columns]
    for column in tables()[table].columns:
        if column.type == "date":
            assert {type(value) for value in frame[column.name].dropna()} == {date}
        if column.many:
            assert any(len(value) for value in frame[column.name])


def test_networkx_reads_the_network(exported: Path) -> None:
    networkx = module("networkx")
    graph = networkx.read_graphml(exported / "comity.graphml")
    nodes = ("countries", "forums", "agencies", "declarations")
    assert graph.number_of_nodes() == sum(number(exported, each) for each in nodes)
    assert graph.number_of_edges() == number(exported, "members") + number(exported, "actions")
    [stint] = graph["country:SVN"]["forum:gpai"].values()
    assert (stint["kind"], stint["label"], stint["start"]) == (
        "membership",
        "founding member",
        "2020-06-15",
    )
    assert graph.nodes["forum:gpai"]["label"] == "Global Partnership on Artificial Intelligence"
    assert {each for *_, each in graph.edges(data="supportive")} == {True, False, None}


@pytest.fixture
def database(exported: Path) -> Iterator[sqlite3.Connection]:
    address = f"file:{exported / 'comity.sqlite'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def test_the_database_is_sound_and_its_references_lead_somewhere(
    exported: Path, database: sqlite3.Connection
) -> None:
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in tables():
        [rows] = database.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()  # noqa: S608
        assert rows == number(exported, table)


def test_the_database_tells_what_it_is(exported: Path, database: sqlite3.Connection) -> None:
    told = dict(database.execute("SELECT name, value FROM metadata").fetchall())
    manifest = json.loads((exported / "manifest.json").read_text())
    for name in ("version", "digest", "day", "canonical", "licence"):
        assert told[name] == manifest[name]


@pytest.mark.parametrize(
    "view",
    [
        "parties",
        "current_members",
        "members_with_sources",
        "actions_with_sources",
        "endorsements_by_declaration",
        "totals_that_differ",
    ],
)
def test_every_view_has_rows(database: sqlite3.Connection, view: str) -> None:
    assert database.execute(f"SELECT * FROM {view}").fetchone() is not None  # noqa: S608


def test_the_views_agree_with_the_tables(database: sqlite3.Connection) -> None:
    counted = "SELECT COUNT(DISTINCT party) FROM current_members WHERE forum = 'forum:gpai'"
    told = "SELECT members_today FROM forums WHERE id = 'forum:gpai'"
    assert tuple(database.execute(counted).fetchone()) == tuple(database.execute(told).fetchone())
    wrong = (
        "SELECT declarations.id FROM declarations JOIN endorsements_by_declaration USING (id) "
        "WHERE parties <> supporters"
    )
    assert database.execute(wrong).fetchall() == []


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("cote ivoire", "country:CIV"),
        ("肯尼亚", "country:KEN"),
        ("bletchley", "declaration:bletchley-declaration-2023"),
        ("gpai", "forum:gpai"),
    ],
)
def test_things_are_found_by_name_in_any_language(
    database: sqlite3.Connection, words: str, id_: str
) -> None:
    found = database.execute("SELECT id FROM search WHERE search MATCH ?", [words])
    assert id_ in {row["id"] for row in found}


def test_datasette_shows_the_database_and_answers_sql(exported: Path) -> None:
    module("datasette")
    port = free_port()
    command = [sys.executable, "-m", "datasette", str(exported / "comity.sqlite"), "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            page = _fetch(f"http://127.0.0.1:{port}/comity/members?forum=forum:gpai")
            assert "Global Partnership on Artificial Intelligence" in page
            sql = "SELECT name FROM search WHERE search MATCH 'hiroshima' AND kind = 'declaration'"
            asked = urllib.parse.urlencode({"sql": sql, "_shape": "arrayfirst"})
            names = json.loads(_fetch(f"http://127.0.0.1:{port}/comity.json?{asked}"))
            assert any("Hiroshima" in name for name in names)
        finally:
            process.terminate()


def _fetch(address: str) -> str:
    for _ in range(100):
        with suppress(OSError), urllib.request.urlopen(address) as reply:
            return str(reply.read().decode())
        time.sleep(0.2)
    raise AssertionError(f"Datasette does not answer {address}")
