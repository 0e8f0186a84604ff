"""What a person meets at the shell: answers, help and errors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from comity.cli import main
from comity.paths import query_files


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


@pytest.mark.parametrize("command", ["", *main.list_commands(click.Context(main))])
def test_every_command_explains_itself(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5


def test_a_query_prints_a_table_for_people_and_csv_for_programs() -> None:
    text = "SELECT ?iso ?name WHERE { country:KEN comity:iso3 ?iso ; rdfs:label ?name }"
    table, values = run("query", "-q", text), run("query", "-q", text, "--format", "csv")
    assert "KEN" in table.stdout
    assert list(csv.reader(io.StringIO(values.stdout))) == [["iso", "name"], ["KEN", "Kenya"]]


def test_a_table_keeps_the_columns_of_the_query_in_order() -> None:
    text = "SELECT ?first ?second WHERE { VALUES (?first ?second) { (UNDEF 1) (0 2) } }"
    head, *rows = run("query", "-q", text).stdout.splitlines()
    assert head.split() == ["first", "second"]
    assert [row.split() for row in rows] == [["1"], ["0", "2"]]


def test_a_query_is_read_from_a_file_from_standard_input_or_by_the_name_of_an_example(
    tmp_path: Path,
) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("ASK { country:KEN a comity:Country }")
    for result in (run("query", str(file)), run("query", "-", given=file.read_text())):
        assert result.stdout == "yes\n"
    assert run("query", query_files()[0].stem, "--format", "json").exit_code == 0


def test_the_examples_are_listed_with_their_questions() -> None:
    lines = run("query", "--list").stdout.splitlines()
    assert len(lines) == len(query_files())
    assert all(len(line.split("\t")[1]) > 10 for line in lines)


def test_a_day_and_other_values_are_bound_to_variables() -> None:
    text = "SELECT ?on ?forum WHERE { VALUES ?x { 1 } }"
    result = run(
        "query", "-q", text, "--on", "2021-05-31", "--bind", "forum=forum:gpai", "--format", "csv"
    )
    assert result.stdout.split() == ["on,forum", "2021-05-31,https://w3id.org/comity/forum/gpai"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["query", "-q", "SELECT * WHERE { ?s ex:p ?o }"], 2, "line 1, column 21: the prefix ex:"),
        (["query", "-q", "INSERT DATA {}"], 2, "read-only"),
        (["query", "no-such-example"], 2, "comity query --list"),
        (["query"], 2, "Give one query"),
        (["query", "-q", "ASK {}", "--format", "csv"], 2, "choose json, xml"),
        (["query", "-q", "ASK {}", "--bind", "x"], 2, "NAME=TERM"),
        (["query", "-q", "ASK {}", "--on", "May 2021"], 2, "%Y-%m-%d"),
        (["show", "nowhere"], 2, "comity search nowhere"),
        (["query", "-q", "ASK { ?a ?b ?c }", "--on", "2021-05-31"], 2, "asks about no day"),
        (["serve", "--port", "99999"], 2, "99999"),
        (["search", "zzzzzz"], 1, "Nothing is called like zzzzzz"),
        (["show", "gpai", "--data", "/no/such/folder"], 2, "does not exist"),
    ],
)
def test_a_mistake_gets_one_clear_line_and_an_exit_code(
    arguments: list[str], code: int, message: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_query_that_is_not_utf_8_is_a_mistake_and_no_traceback(tmp_path: Path) -> None:
    file = tmp_path / "latin.rq"
    file.write_bytes("ASK { ?s ?p 'é' }".encode("latin-1"))
    result = run("query", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "not UTF-8" in result.stderr


def test_show_is_for_people_for_programs_and_for_rdf_tools() -> None:
    assert "Slovenia in Global Partnership" in run("show", "gpai").stdout
    described = json.loads(
        run("show", "forum:gpai", "--format", "json", "--on", "2021-01-01").stdout
    )
    assert described["id"] == "forum:gpai"
    assert {"certain", "possible"} <= {each["holds"] for each in described["records"]}
    assert "membership:gpai-svn" in run("show", "gpai", "--format", "ttl").stdout


def test_an_example_is_asked_about_another_day_or_country() -> None:
    early = run("query", "gpai-members-on-a-day", "--on", "2020-06-30", "--format", "csv")
    assert 15 <= len(early.stdout.splitlines()) - 1 <= 16
    kenya = run(
        "query", "memberships-of-a-country", "--bind", "country=country:KEN", "--format", "csv"
    )
    assert "forum/african-union" in kenya.stdout


def test_show_as_turtle_leaves_out_what_cannot_hold_on_the_day() -> None:
    now, then = (run("show", "gpai", "--format", "ttl", *on) for on in ([], ["--on", "2010-01-01"]))
    assert "membership:gpai-svn" in now.stdout
    assert "membership:gpai-svn" not in then.stdout


def test_an_ask_is_answered_in_a_word() -> None:
    assert run("query", "-q", "ASK { country:FIN comity:memberOf forum:nato }").stdout == "yes\n"


def test_search_finds_and_says_by_which_name() -> None:
    assert "country:JPN  Japan  (as Япония)" in run("search", "Япония").stdout
    assert json.loads(run("search", "gpai", "--format", "json").stdout)[0]["id"] == "forum:gpai"


def test_reconcile_counts_the_verdicts() -> None:
    result = run("reconcile")
    assert result.exit_code == 0
    assert "0 unexplained" in result.stdout


def test_fmt_lays_out_a_file_and_check_only_tells(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("<urn:a>   <urn:p>\n 1 .")
    assert run("fmt", "--check", str(tmp_path)).exit_code == 1
    assert file.read_text() == "<urn:a>   <urn:p>\n 1 ."
    assert run("fmt", str(file)).exit_code == 0
    assert run("fmt", "--check", str(file)).exit_code == 0


def test_fmt_leaves_a_broken_file_alone_and_says_where_it_breaks(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("<urn:a> <urn:p>")
    result = run("fmt", str(file))
    assert result.exit_code == 1
    assert f"{file}:1:" in result.stderr
    assert file.read_text() == "<urn:a> <urn:p>"
