"""``comity get`` prints what the server would answer, without one."""

from __future__ import annotations

import json

from click.testing import CliRunner

from comity.cli import main


def test_a_document_is_printed() -> None:
    told = CliRunner().invoke(main, ["get", "/forum/aukus.ttl"])
    assert told.exit_code == 0
    assert "forum:aukus" in told.stdout
    assert told.stderr == ""


def test_an_iri_is_followed_to_the_document_in_the_format_asked_for() -> None:
    told = CliRunner().invoke(main, ["get", "country/KEN?on=2021-05-31", "--format", "json"])
    assert told.exit_code == 0
    document = json.loads(told.stdout)
    assert (document["id"], document["on"]) == ("country:KEN", "2021-05-31")


def test_what_is_not_there_is_told_on_standard_error() -> None:
    told = CliRunner().invoke(main, ["get", "/country/nowhere"])
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "404 Not Found" in told.stderr
