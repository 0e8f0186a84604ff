"""The description of the HTTP contract says what there is, and the server keeps to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, CheckFunction
from schemathesis.specs.openapi import checks

import comity
from comity.dataset import Dataset
from comity.formats import GRAPHS, RESULTS
from comity.graph import Comity
from comity.web import create_app
from protocol.shared import DIRECT, FORM
from serving import Server

Document = dict[str, Any]

_PARAMETER = re.compile(r"<(?:path:)?(\w+)>")

FILE = Path(comity.__file__).parent / "web" / "openapi.json"

# The grammar of SPARQL and the names of the graphs are beyond a schema: what suits it may still be
# mistaken (400, 404), and whether a format suits depends on the form of the query (406).
BEYOND_A_SCHEMA: list[CheckFunction] = [checks.positive_data_acceptance]


@pytest.fixture(scope="module")
def document(endpoint: Server) -> Document:
    return endpoint.fetch("/openapi.json").json


def test_it_is_for_the_version_and_the_host_that_is_asked(
    endpoint: Server, document: Document
) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["version"] == comity.__version__
    assert document["servers"] == [{"url": endpoint.address}]
    other = endpoint.fetch("/openapi.json", Host="example.org").json
    assert other["servers"] == [{"url": "http://example.org"}]


def test_every_route_with_its_methods_is_described_and_no_other(
    document: Document, dataset: Dataset
) -> None:
    app = create_app(Comity(dataset))
    routes = {
        _PARAMETER.sub(r"{\1}", rule.rule): {method.lower() for method in rule.methods or ()}
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"  # what pages look like
    }
    described = {
        path: {name.removeprefix("x-") for name in item} - {"summary", "description"}
        for path, item in document["paths"].items()
    }
    assert described == routes


def test_every_format_is_described(document: Document) -> None:
    answers = document["components"]["responses"]["Answer"]["content"]
    graphs = document["components"]["responses"]["Graph"]["content"]
    assert set(answers) == {each.media_type for each in (*RESULTS, *GRAPHS)} | {"text/html"}
    assert set(graphs) == {each.media_type for each in GRAPHS} | {"text/html"}
    names = set(document["components"]["parameters"]["Format"]["schema"]["items"]["enum"])
    named = {name for each in (*RESULTS, *GRAPHS) for name in (each.name, *each.aliases)}
    assert names == named | set(answers) | {"html"}
    assert set(document["components"]["requestBodies"]["Query"]["content"]) == {FORM, DIRECT}


def test_every_reference_leads_somewhere_and_every_component_is_used(document: Document) -> None:
    used = set(_references(document))
    named = {
        f"#/components/{kind}/{name}"
        for kind, components in document["components"].items()
        for name in components
    }
    # What a method that is not there is answered with belongs to no operation.
    assert used == named - {"#/components/responses/MethodNotAllowed"}


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for each in node.values():
            yield from _references(each)
    elif isinstance(node, list):
        for each in node:
            yield from _references(each)


def test_the_examples_of_the_description_are_answered(endpoint: Server, document: Document) -> None:
    queries = document["components"]["parameters"]["Query"]["examples"]
    for example in queries.values():
        assert endpoint.get(example["value"]).status == 200
    bodies = document["components"]["requestBodies"]["Query"]["content"][DIRECT]["examples"]
    for example in bodies.values():
        body = example["value"].encode()
        assert endpoint.fetch("/sparql", body, Content_Type=DIRECT).status == 200


@schemathesis.serializer(DIRECT)
def _as_text(_: object, query: object) -> bytes:
    return query if isinstance(query, bytes) else str(query).encode("utf-8", "replace")


schema = schemathesis.openapi.from_path(FILE)
LIMITED = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@LIMITED
def test_the_server_keeps_to_its_contract(endpoint: Server, case: Case[Any]) -> None:
    _readable(case)
    excluded = list(BEYOND_A_SCHEMA)
    if case.path == "/sparql":
        # OpenAPI 3.1 cannot describe QUERY, so that it would be taken for one to be refused.
        excluded += [checks.unsupported_method, checks.allow_header_conformance]
        if not (case.query or {}).get("query"):
            excluded.append(checks.negative_data_rejection)  # nothing is asked of the parameters
    case.call_and_validate(base_url=endpoint.address, excluded_checks=excluded)


def _readable(case: Case[Any]) -> None:
    """Have the answer coded in no way that the client of schemathesis cannot read."""
    case.headers["Accept-Encoding"] = "gzip"
