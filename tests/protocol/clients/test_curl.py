"""A user asks from a shell with curl."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from protocol.clients.shared import (
    COUNTRIES,
    MALFORMED,
    MISTAKE,
    SELECT,
    link,
    missing,
    program,
    run,
)

Curl = Callable[..., str]

CSV = "name\r\nKenya\r\n"
AS_CSV = ("-H", "Accept: text/csv")
DIRECT = ("-H", "Content-Type: application/sparql-query", "--data-binary", SELECT)


@pytest.fixture
def curl(tmp_path: Path) -> Curl:
    found = program("curl", "curl")

    def call(*options: str, status: int = 0) -> str:
        return run(found, "-sS", *options, folder=tmp_path, status=status)

    return call


def headers(answer: str) -> dict[str, str]:
    """Read the headers that ``curl -i`` and ``curl -I`` print."""
    lines = answer.partition("\r\n\r\n")[0].splitlines()[1:]
    pairs = [line.partition(": ") for line in lines]
    return {name.lower(): value for name, _, value in pairs}


def test_a_query_is_asked_by_get_by_form_and_by_direct_post(endpoint: str, curl: Curl) -> None:
    query = f"query={SELECT}"
    assert curl(endpoint, *AS_CSV, "-G", "--data-urlencode", query) == CSV
    assert curl(endpoint, *AS_CSV, "--data-urlencode", query) == CSV
    assert curl(endpoint, *AS_CSV, "-d", query) == CSV
    assert curl(endpoint, *AS_CSV, *DIRECT) == CSV


def test_a_query_is_read_from_a_file(endpoint: str, curl: Curl, tmp_path: Path) -> None:
    (tmp_path / "names.rq").write_text(SELECT)
    assert curl(endpoint, *AS_CSV, "--data-urlencode", "query@names.rq") == CSV
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", "@names.rq")
    assert curl(endpoint, *AS_CSV, *direct) == CSV


def test_a_link_without_a_header_gives_json_and_its_format_another(
    endpoint: str, curl: Curl
) -> None:
    answer = json.loads(curl(link(endpoint, SELECT)))
    assert answer["results"]["bindings"][0]["name"]["value"] == "Kenya"
    assert curl(link(endpoint, SELECT, format="csv")) == CSV


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_an_answer_comes_compressed(endpoint: str, curl: Curl, encoding: str) -> None:
    if encoding == "zstd" and "zstd" not in curl("--version"):
        missing("this curl does not know zstd")
    plain = curl(link(endpoint, COUNTRIES), *AS_CSV)
    only = ("--compressed", "-H", f"Accept-Encoding: {encoding}")
    sizes = "\n%header{content-encoding} %{size_download}"
    compressed, _, told = curl(link(endpoint, COUNTRIES), *AS_CSV, *only, "-w", sizes).rpartition(
        "\n"
    )
    assert sorted(compressed.splitlines()) == sorted(plain.splitlines())
    assert told.split()[0] == encoding
    assert int(told.split()[1]) < len(plain.encode()) / 2


def test_head_tells_the_type_without_the_answer(endpoint: str, curl: Curl) -> None:
    answer = curl("-I", link(endpoint, SELECT), *AS_CSV)
    assert answer.startswith("HTTP/1.1 200")
    assert headers(answer)["content-type"] == "text/csv; charset=utf-8"
    assert "Kenya" not in answer


def test_options_tells_the_methods(endpoint: str, curl: Curl) -> None:
    answer = curl("-i", "-X", "OPTIONS", endpoint)
    methods = {each.strip() for each in headers(answer)["allow"].split(",")}
    assert methods >= {"GET", "HEAD", "OPTIONS", "POST", "QUERY"}


def test_the_query_method_of_http_carries_a_query(endpoint: str, curl: Curl) -> None:
    assert curl(endpoint, "-X", "QUERY", *AS_CSV, *DIRECT) == CSV


def test_what_has_not_changed_is_not_sent_again(endpoint: str, curl: Curl) -> None:
    assert curl(link(endpoint, SELECT), *AS_CSV, "--etag-save", "tag") == CSV
    told = ("-w", "%{http_code}")
    again = (link(endpoint, SELECT), *AS_CSV, "--etag-compare", "tag", *told)
    assert curl(*again) == "304"
    another = (link(endpoint, COUNTRIES), *AS_CSV, "--etag-compare", "tag", *told)
    assert curl(*another).endswith("200")


def test_a_mistake_is_told_in_plain_words_and_fails_a_script(endpoint: str, curl: Curl) -> None:
    assert MISTAKE in curl(link(endpoint, MALFORMED))
    curl("-f", link(endpoint, MALFORMED), status=22)


def test_an_update_is_refused(endpoint: str, curl: Curl) -> None:
    told = curl(endpoint, "-d", "update=CLEAR ALL", "-w", "%{http_code}")
    assert "read-only" in told
    assert told.endswith("403")
