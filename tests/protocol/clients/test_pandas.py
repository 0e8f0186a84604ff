"""An analyst reads an answer as a table with pandas, from a bare address."""

from __future__ import annotations

import pandas as pd
import pytest

import comity
from protocol.clients.shared import COUNTRIES, FIRST_COUNTRIES, link


@pytest.fixture(scope="module")
def graph() -> comity.Comity:
    return comity.load()


def test_csv_is_read_from_an_address(endpoint: str) -> None:
    frame = pd.read_csv(link(endpoint, FIRST_COUNTRIES, format="csv"))
    assert list(frame.columns) == ["country", "name"]
    assert list(frame["name"]) == ["Aruba", "Afghanistan", "Angola"]


def test_tsv_is_read_from_an_address(endpoint: str) -> None:
    frame = pd.read_csv(link(endpoint, FIRST_COUNTRIES, format="tsv"), sep="\t")
    assert list(frame.columns) == ["?country", "?name"]
    assert frame["?country"][0] == "<https://w3id.org/comity/country/ABW>"


def test_csv_is_read_by_naming_it_in_a_header(endpoint: str) -> None:
    frame = pd.read_csv(link(endpoint, FIRST_COUNTRIES), storage_options={"Accept": "text/csv"})
    assert list(frame["name"]) == ["Aruba", "Afghanistan", "Angola"]


def test_json_is_flattened_to_a_table(endpoint: str) -> None:
    answer = pd.read_json(link(endpoint, FIRST_COUNTRIES, format="json"))
    frame = pd.json_normalize(answer["results"]["bindings"])
    assert list(frame["name.value"]) == ["Aruba", "Afghanistan", "Angola"]
    assert set(frame["name.xml:lang"]) == {"en"}


def test_the_endpoint_and_the_library_give_the_same_table(
    endpoint: str, graph: comity.Comity
) -> None:
    query = f"{COUNTRIES} ORDER BY ?country"
    here = graph.frame(query)
    there = pd.read_csv(link(endpoint, query, format="csv"))
    assert len(there) > 190
    assert list(there["name"]) == [str(each) for each in here["name"]]
