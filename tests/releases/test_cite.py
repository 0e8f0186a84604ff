"""References are read by programs that nobody here wrote, and pin version, data, day and query."""

from __future__ import annotations

import hashlib
import json
import urllib.parse
import warnings
from dataclasses import replace
from datetime import date

import pytest
import rispy  # type: ignore[import-untyped]
import yaml
from bibtexparser.entrypoint import parse_string
from citeproc import Citation as Cited  # type: ignore[import-untyped]
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from comity import __version__, cite
from comity.cli import main
from comity.references import STYLES, bibtex, cff, csl_json, ris, text
from serving import Reply, Server

DIGEST = "ab" * 32
HARD = 'Fish & "Chips" {100%} #1 $5 a_b ~x^2 \\end: “é” – 人工'
QUERY = 'SELECT ?x WHERE { ?x rdfs:label "é & ü"@en } # {a}'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def citation(title: str = HARD) -> cite.Citation:
    whole = cite.dataset(DIGEST, accessed=date(2026, 11, 28))
    return replace(cite.page(whole, "/forum/x", "X", date(2021, 5, 31)), title=title)


def fields(written: str) -> dict[str, str]:
    library = parse_string(written)
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"ID": entry.key, **{name: field.value for name, field in entry.fields_dict.items()}}


def untexed(value: str) -> str:
    """Read what TeX would print of a text in two pairs of braces."""
    value = value[1:-1]
    for name, mark in (("backslash", "\\"), ("asciitilde", "~"), ("asciicircum", "^")):
        value = value.replace(f"\\text{name}{{}}", f"\0{mark}")
    for mark in "{}#$%&_":
        value = value.replace(f"\\{mark}", mark)
    return value.replace("\0", "")


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" "),
    min_size=1,
).filter(str.strip)


@given(printable)
def test_bibtex_is_read_back_by_bibtexparser_whatever_the_title(title: str) -> None:
    read = fields(bibtex(citation(title)))
    assert untexed(read["title"]) == " ".join(title.split())


def test_bibtex_pins_what_is_cited() -> None:
    read = fields(bibtex(citation()))
    assert read["ID"] == "comity-forum-x"
    assert read["version"] == __version__
    assert read["urldate"] == "2026-11-28"
    assert read["url"] == "https://w3id.org/comity/forum/x?on=2021-05-31"
    assert DIGEST in read["note"]
    assert "as of 2021-05-31" in read["note"]
    assert read["author"] == "{The comity project}"


@given(printable)
def test_ris_is_read_back_by_rispy_whatever_the_title(title: str) -> None:
    (read,) = rispy.loads(ris(citation(title)))
    assert read["title"] == " ".join(title.split())


def test_ris_keeps_the_rules_of_its_lines_and_pins_what_is_cited() -> None:
    written = ris(citation("Two\nlines"))
    lines = written.split("\r\n")
    assert (lines[0], lines[-2:]) == ("TY  - DATA", ["ER  - ", ""])
    assert all(line[2:6] == "  - " for line in lines[:-1])
    (read,) = rispy.loads(written)
    assert read["edition"] == __version__
    assert read["urls"] == ["https://w3id.org/comity/forum/x?on=2021-05-31"]
    assert DIGEST in read["notes"][0]
    assert read["date"] == "2026/11/24"


@given(printable)
def test_citation_cff_is_yaml_whatever_the_title(title: str) -> None:
    read = yaml.safe_load(cff(citation(title)))
    assert read["title"] == title
    assert read["cff-version"] == "1.2.0"
    assert read["version"] == __version__
    assert read["identifiers"][0]["value"] == f"sha256:{DIGEST}"
    assert read["abstract"] == "As of 2021-05-31."


def test_csl_json_is_set_by_a_citation_processor() -> None:
    written = csl_json(citation("A title & <more>"))
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # for a field that the processor does not know
        source = CiteProcJSON(json.loads(written))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Cited([CitationItem("comity-forum-x")]))
    printed = str(bibliography.bibliography()[0])
    assert "The comity project" in printed
    assert "A title & <more>" in printed
    assert "2026" in printed


def test_a_line_of_text_has_the_first_digits_of_each_digest() -> None:
    cited = cite.query(cite.dataset(DIGEST), QUERY)
    line = text(cited)
    assert line.count("\n") == 1
    assert f"data {DIGEST[:12]}, query {hashlib.sha256(QUERY.encode()).hexdigest()[:12]}" in line


def test_the_facts_about_the_data_set_are_those_of_citation_cff() -> None:
    whole = cite.dataset()
    assert (whole.version, whole.license) == (__version__, "CC-BY-4.0")
    assert whole.authors == ("The comity project",)


@pytest.fixture(params=STYLES, ids=lambda style: style.name)
def reply(request: pytest.FixtureRequest, server: Server) -> tuple[Reply, str]:
    style = request.param
    found = server.fetch("/cite?page=/forum/gpai&on=2021-05-31", Accept=style.media_type)
    assert found.media_type == style.media_type
    assert style.ending in found.headers["Content-Disposition"]
    return found, style.name


def test_a_page_is_cited_by_its_name_version_and_day(reply: tuple[Reply, str]) -> None:
    found, name = reply
    told = found.body.decode()
    assert found.status == 200
    for part in ("Global Partnership on Artificial Intelligence", __version__, "2021-05-31"):
        assert part in told, name


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (BROWSER, "text/html"),
        ("text/plain", "text/x-bibliography"),
        ("text/x-bibtex", "application/x-bibtex"),
        ("application/json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_other_names_of_a_format_mean_it_too(server: Server, accept: str, media_type: str) -> None:
    assert server.fetch("/cite", Accept=accept).media_type == media_type


def test_a_query_is_cited_by_its_digest_and_an_address_that_runs_it(server: Server) -> None:
    asked = urllib.parse.urlencode({"query": QUERY, "format": "csl-json"})
    (item,) = json.loads(server.fetch(f"/cite?{asked}").body)
    assert hashlib.sha256(QUERY.encode()).hexdigest() in item["note"]
    address = urllib.parse.urlsplit(item["URL"])
    assert urllib.parse.parse_qs(address.query) == {"query": [QUERY]}
    path = f"/{item['URL'].removeprefix('https://w3id.org/comity/')}"
    assert server.fetch(path, Accept="text/csv").status == 200


def test_a_query_about_a_day_is_cited_with_the_day_in_it(server: Server) -> None:
    query = "SELECT ?f WHERE { ?f schema:foundingDate ?on }"
    asked = urllib.parse.urlencode({"query": query, "on": "2021-05-31", "format": "csl-json"})
    (item,) = json.loads(server.fetch(f"/cite?{asked}").body)
    assert "2021-05-31" in urllib.parse.unquote(item["URL"])
    assert "as of 2021-05-31" in item["note"]


def test_the_digest_is_that_of_the_data_which_the_server_has(server: Server) -> None:
    digest = str(server.fetch("/health").json["digest"])
    assert digest in server.fetch("/cite?format=ris").body.decode()


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ("page=/forum/no-such-forum", 404),
        ("page=/nowhere", 404),
        ("page=/release/2026.11.0/x", 404),
        ("page=/static/style.css", 404),
        ("page=forum/gpai", 400),
        ("page=", 400),
        ("query=", 400),
        ("on=", 400),
        ("page=/forum/%3E%20%7B", 404),
        ("page=/a&query=ASK{}", 400),
        ("on=May", 400),
        ("query=ASK{}&on=2021-05-31", 400),
        (f"query={'x' * 8193}", 400),
        (f"page=/{'x' * 600}", 400),
        ("format=docx", 406),
    ],
)
def test_what_is_not_there_cannot_be_cited(server: Server, parameters: str, status: int) -> None:
    reply = server.fetch(f"/cite?{parameters}", Accept="application/json")
    assert (reply.status, reply.json["status"]) == (status, status)


@pytest.mark.parametrize(
    "path",
    ["/", "/changes", "/sparql", "/country/KEN", "/forum/gpai.html", "/source/nist-pets-2022"],
)
def test_any_page_can_be_cited(server: Server, path: str) -> None:
    assert server.fetch(f"/cite?page={path}&format=text").status == 200


def test_the_page_shows_all_formats_and_escapes_what_is_asked(server: Server) -> None:
    asked = urllib.parse.urlencode({"query": "ASK {} # <script>alert(1)</script>"})
    page = server.fetch(f"/cite?{asked}", Accept=BROWSER).body.decode()
    assert "<script>alert" not in page
    for style in STYLES:
        assert f'id="{style.name}"' in page
        assert f"format={style.name}" in page


def test_the_command_is_the_twin_of_the_page(server: Server) -> None:
    for style in ("ris", "text"):
        result = CliRunner().invoke(main, ["cite", "gpai", "--format", style])
        reply = server.fetch(f"/cite?page=/forum/gpai&format={style}")
        assert result.stdout_bytes == reply.body


def test_the_command_refuses_two_things_and_a_query_without_the_day() -> None:
    for arguments in (["gpai", "-q", "ASK {}"], ["-q", "ASK {}", "--on", "2021-05-31"]):
        assert CliRunner().invoke(main, ["cite", *arguments]).exit_code == 2
