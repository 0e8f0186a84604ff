"""Who has a document already is told so (RFC 9110, section 13), and long ones leave coded."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
from werkzeug.http import http_date

from comity.web.conditions import Condition, last_modified
from serving import Server

PATHS = ("/forum/gpai.ttl", "/forum/gpai.json", "/forum/gpai.html", "/ontology.ttl")
TODAY = date(2026, 11, 28)
BEGUN = "Sat, 28 Nov 2026 00:00:00 GMT"


@pytest.mark.parametrize("path", PATHS)
def test_a_document_that_the_client_has_is_not_sent_again(site: Server, path: str) -> None:
    first = site.fetch(path)
    again = [
        site.fetch(path, If_None_Match=first.headers["ETag"]),
        site.fetch(path, If_None_Match=f'"other", {first.headers["ETag"]}'),
        site.fetch(path, If_None_Match="*"),
        site.fetch(path, If_Modified_Since=first.headers["Last-Modified"]),
    ]
    for reply in again:
        assert (reply.status, reply.body) == (304, b"")
        assert reply.headers["ETag"] == first.headers["ETag"]
        assert reply.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("path", PATHS)
def test_a_document_that_the_client_does_not_have_is_sent(site: Server, path: str) -> None:
    first = site.fetch(path)
    for reply in (
        site.fetch(path, If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"]),
        site.fetch(path, If_Modified_Since="Thu, 01 Jan 2026 00:00:00 GMT"),
        site.fetch(path, If_Modified_Since="yesterday"),
    ):
        assert reply.status == 200
        assert reply.body == first.body


def test_documents_of_one_thing_have_tags_of_their_own(site: Server) -> None:
    paths = ["/country/KEN.html", "/country/KEN.json", "/country/KEN.ttl", "/country/KEN.nt"]
    paths += [f"{path}?on=2021-05-31" for path in paths[:2]]
    tags = {site.fetch(path).headers["ETag"] for path in paths}
    assert len(tags) == len(paths)
    assert site.fetch("/country/KEN.html", Host="example.org").headers["ETag"] not in tags


def test_what_is_not_there_is_not_unchanged(site: Server) -> None:
    assert site.fetch("/forum/nothing.ttl", If_None_Match="*").status == 404
    assert site.fetch("/forum/gone.ttl", If_None_Match="*").status == 410


def test_a_document_was_last_modified_when_the_day_began(site: Server) -> None:
    day = str(site.fetch("/health").json["day"])
    begun = datetime.fromisoformat(day).replace(tzinfo=UTC)
    assert site.fetch("/forum/gpai.ttl").headers["Last-Modified"] == http_date(begun)


def test_a_day_that_has_not_begun_in_greenwich_is_not_told_ahead_of_time() -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert last_modified(tomorrow) <= http_date(datetime.now(UTC))
    assert last_modified(TODAY) == BEGUN


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (Condition(), False),
        (Condition('W/"a"'), True),
        (Condition('"a"'), True),
        (Condition('"b"'), False),
        (Condition('"b"', BEGUN), False),
        (Condition("*"), True),
        (Condition("", BEGUN), True),
        (Condition("", "Sun, 29 Nov 2026 08:00:00 GMT"), True),
        (Condition("", "Fri, 27 Nov 2026 23:59:59 GMT"), False),
        (Condition("", "never"), False),
    ],
)
def test_a_tag_counts_before_a_day(condition: Condition, met: bool) -> None:
    assert condition.met('W/"a"', TODAY) is met


@pytest.mark.parametrize("name", ["ttl", "json", "jsonld", "nt", "rdf", "html"])
def test_a_long_document_leaves_coded_where_the_client_can_read_that(
    site: Server, name: str
) -> None:
    whole = site.fetch(f"/forum/gpai.{name}")
    coded = site.fetch(f"/forum/gpai.{name}", Accept_Encoding="gzip")
    assert coded.headers["Content-Encoding"] == "gzip"
    assert len(coded.body) < len(whole.body) / 4
    assert len(gzip.decompress(coded.body)) == len(whole.body)
    assert coded.headers["ETag"] != whole.headers["ETag"]
    assert "Accept-Encoding" in coded.headers["Vary"]
