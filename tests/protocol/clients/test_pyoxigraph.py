"""Another graph database includes the endpoint in a federated query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from protocol.clients.shared import COUNTRY, KENYA_HAS_A_NAME

KENYA = ox.Literal("Kenya", language="en")


@pytest.fixture
def store() -> ox.Store:
    """Note down, in a database of one's own, which country was visited."""
    visit = ox.Quad(ox.NamedNode(f"{COUNTRY}KEN"), ox.NamedNode("urn:visited"), ox.Literal(2024))
    mine = ox.Store()
    mine.add(visit)
    return mine


def rows(store: ox.Store, query: str) -> list[ox.QuerySolution]:
    """Ask for a table."""
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return list(solutions)


def test_names_come_from_the_endpoint_and_years_from_the_store(
    endpoint: str, store: ox.Store
) -> None:
    (row,) = rows(
        store,
        f"SELECT ?name ?year {{ <{COUNTRY}KEN> <urn:visited> ?year "
        f"SERVICE <{endpoint}> {{ {KENYA_HAS_A_NAME} }} }}",
    )
    assert (row["name"], row["year"]) == (KENYA, ox.Literal(2024))


def test_rows_are_joined_on_what_both_sides_know(endpoint: str, store: ox.Store) -> None:
    named = rows(
        store,
        "PREFIX comity: <https://w3id.org/comity/ontology#>"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        "SELECT ?name { ?country <urn:visited> ?year "
        f"SERVICE <{endpoint}> {{ ?country a comity:Country ; rdfs:label ?name }} }}",
    )
    assert [row["name"] for row in named] == [KENYA]


def test_an_endpoint_that_answers_with_an_error_is_an_error_unless_silent(
    endpoint: str, store: ox.Store
) -> None:
    refused = f"<{endpoint}> {{ SERVICE <urn:elsewhere> {{ ?s ?p ?o }} }}"
    with pytest.raises(OSError, match="403"):
        rows(store, f"SELECT * {{ SERVICE {refused} }}")
    assert len(rows(store, f"SELECT * {{ SERVICE SILENT {refused} }}")) == 1
