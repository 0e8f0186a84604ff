"""The tables hold what the graph holds, row by row, each row with its sources."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.advice import advice
from comity.dataset import Dataset
from comity.export.csvw import cell
from comity.export.tables import Table, tables
from comity.query import Query
from comity.vocabulary import PREFIXES
from export.shared import DAY

COUNTS = {
    "actions": "?row a comity:Action",
    "agencies": "?row a comity:Agency",
    "concepts": "?row a skos:Concept ; skos:inScheme ?scheme",
    "countries": "?row a comity:Country",
    "declarations": "?row a comity:Declaration",
    "disagreements": "?row a comity:Version",
    "forums": "?row a comity:Forum",
    "initiatives": "?row a comity:Initiative",
    "meetings": "?row a comity:Meeting",
    "members": "?row a org:Membership",
    "positions": "?row a comity:Position",
    "relations": "?row a comity:Relation",
    "sources": "?row a comity:Source",
    "tallies": "?row a comity:Tally",
}
EACH = pytest.mark.parametrize("table", tables().values(), ids=lambda each: each.name)


def read(exported: Path, name: str) -> Iterator[dict[str, str]]:
    with (exported / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def one(exported: Path, name: str, id_: str) -> dict[str, str]:
    return next(row for row in read(exported, name) if row["id"] == id_)


def count(dataset: Dataset, where: str, what: str = "DISTINCT ?row") -> int:
    query = f"SELECT (COUNT({what}) AS ?n) WHERE {{ {where} }}"
    answer = dataset.store.query(query, prefixes=PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)[0].value)


@pytest.mark.parametrize(("name", "where"), COUNTS.items())
def test_a_table_has_as_many_rows_as_the_graph_has_things(
    exported: Path, dataset: Dataset, name: str, where: str
) -> None:
    assert sum(1 for _ in read(exported, name)) == count(dataset, where)


def test_the_citations_are_those_of_the_graph(exported: Path, dataset: Dataset) -> None:
    whole = "?row dct:source ?passage . ?passage a comity:Passage MINUS { ?row a comity:Evidence }"
    partly = "?row comity:backs ?property ; dct:source ?passage . ?passage a comity:Passage"
    number = count(dataset, whole, "*") + count(dataset, partly, "*")
    assert sum(1 for _ in read(exported, "citations")) == number
    assert tables().keys() == COUNTS.keys() | {"citations"}


@EACH
def test_the_header_is_the_columns_of_the_query(exported: Path, table: Table) -> None:
    asked = re.search(r"SELECT(.*?)WHERE", table.query, re.DOTALL)
    assert asked is not None
    added = re.compile(r"_precision$|^iri$|^source_titles$|^source_urls$|^passages$")
    columns = [each.name for each in table.columns]
    own = [
        name
        for name in columns
        if not added.search(name) or (name == "passages" and not table.cited)
    ]
    assert re.findall(r"\?(\w+)", asked[1]) == own
    with (exported / "csv" / f"{table.name}.csv").open(encoding="utf-8") as file:
        assert file.readline().strip().split(",") == columns


@EACH
def test_the_order_of_rows_is_settled_by_the_key(table: Table) -> None:
    order = table.query.rpartition("ORDER BY")[2].split()
    assert {f"?{name}" for name in table.key} <= set(order)


@EACH
def test_no_query_of_a_table_is_slow_by_its_form(table: Table) -> None:
    assert advice(table.query) == []
    assert "EXISTS" not in table.query
    Query(table.query).check()


@EACH
def test_every_column_is_described_and_filled_somewhere(exported: Path, table: Table) -> None:
    filled = {name for row in read(exported, table.name) for name, value in row.items() if value}
    for column in table.columns:
        assert column.name in filled
        assert column.title
        assert column.description.endswith((".", "…"))
        if column.refers:
            name, referred = column.refers
            assert referred in {each.name for each in tables()[name].columns}


@EACH
def test_every_row_names_its_sources(exported: Path, table: Table) -> None:
    for row in read(exported, table.name) if table.cited else ():
        lists = [row[name].split(" | ") for name in ("source_titles", "source_urls", "passages")]
        assert len({len(each) for each in lists}) == 1, row
        assert all(url.startswith("http") for url in lists[1]), row


def test_a_stint_reads_as_the_data_say(exported: Path) -> None:
    row = one(exported, "members", "membership:aukus-aus")
    assert (row["forum"], row["party_name"], row["iso3"]) == ("forum:aukus", "Australia", "AUS")
    assert (row["start"], row["start_precision"], row["end"]) == ("2021", "year", "")
    assert (row["earliest_start"], row["latest_start"]) == ("2021-01-01", "2021-12-31")
    assert (row["role"], row["today"]) == ("founding member", "certainly")
    assert row["iri"] == "https://w3id.org/comity/membership/aukus-aus"
    # A passage that only backs the note is no source of the stint.
    assert row["passages"] == "first paragraph"


def test_today_is_the_day_of_the_export(exported: Path) -> None:
    for row in read(exported, "members"):
        if row["end"]:
            left = row["latest_end"] < DAY
            assert (row["today"] == "no") >= left, row
        assert row["today"] in ("certainly", "possibly", "no")


def test_members_today_are_those_whose_stints_hold(exported: Path) -> None:
    members = {
        row["party"]
        for row in read(exported, "members")
        if row["forum"] == "forum:gpai"
        and row["role"] in ("member", "founding member")
        and row["today"] != "no"
    }
    assert one(exported, "forums", "forum:gpai")["members_today"] == str(len(members))


def test_a_published_total_stands_beside_our_count(exported: Path) -> None:
    for row in read(exported, "tallies"):
        if row["counted"]:
            assert int(row["missing"]) == int(row["published"]) - int(row["counted"])
            assert row["missing"] == "0" or row["reason"], row


def test_a_list_in_a_cell_can_be_parted_again() -> None:
    assert cell(("a|b", "c | d")) == "a¦b | c ¦ d"
    assert [cell(value) for value in (None, True, False, 0, ())] == ["", "true", "false", "0", ""]


def test_the_archive_holds_the_folder(exported: Path) -> None:
    with zipfile.ZipFile(exported / "comity-csv.zip") as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {path.name: path.read_bytes() for path in (exported / "csv").iterdir()}


def test_the_description_refers_to_tables_that_are_there(exported: Path) -> None:
    told = json.loads((exported / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    urls = {table["url"] for table in told["tables"]}
    assert urls == {f"{name}.csv" for name in tables()}
    for table in told["tables"]:
        for key in table["tableSchema"]["foreignKeys"]:
            assert key["reference"]["resource"] in urls
