"""The page about the quality of the data: each number is one that the graph gives as well."""

from __future__ import annotations

import csv
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pages.reading import Sheet, sheet, table
from serving import Server

FINDINGS = (
    *("coverage", "precision", "kinds", "sources"),
    *("official", "confidence", "disagreements", "wikidata"),
)
NAMES = {"membership": "Memberships", "action": "Acts on texts", "meeting": "Meetings"}


def asked(site: Server, shown: Sheet, id_: str) -> list[dict[str, str]]:
    """Return the answer to the query that a section of the page leads to."""
    section = f"//section[@aria-labelledby='about-{id_}']"
    (link,) = [each for each in shown.hrefs(f"{section}//a") if "/sparql?" in each]
    (query,) = parse_qs(urlsplit(link).query)["query"]
    reply = site.get(query, Accept="text/csv")
    assert reply.status == 200, reply.body
    return list(csv.DictReader(reply.body.decode().splitlines()))


def found(site: Server, id_: str) -> dict[str, dict[str, int]]:
    """Return the rows of a table of the page by their first cell."""
    rows = table(site, f"/quality?csv={id_}")
    return {row.pop("kind"): {name: int(number) for name, number in row.items()} for row in rows}


def test_each_finding_has_a_number_a_picture_and_a_table(site: Server) -> None:
    shown = sheet(site, "/quality")
    assert len(shown.texts("//dl[@class='numbers']//dd")) == len(FINDINGS)
    assert shown.tree.xpath("//figure/@id") == [f"{each}-chart" for each in FINDINGS]
    for each in FINDINGS:
        assert shown.rows(each)
        assert site.fetch(f"/chart/quality/{each}.svg").media_type == "image/svg+xml"
    assert site.fetch("/chart/quality/none.svg").status == 404


def test_the_rows_add_up_to_the_number_on_top(site: Server) -> None:
    shown = sheet(site, "/quality")
    for id_, said in zip(FINDINGS, shown.texts("//dl[@class='numbers']//dt/a"), strict=True):
        first, total = (int(number.replace(",", "")) for number in said.split(" of "))
        rows: list[Any] = [list(row.values()) for row in shown.rows(id_)]
        assert sum(int(row[1]) for row in rows) == first
        assert sum(int(row[-1]) for row in rows) == total
        assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)


def test_lists_are_complete_as_the_graph_judges(site: Server) -> None:
    answer = asked(site, sheet(site, "/quality"), "coverage")
    rows = found(site, "coverage")
    complete = [row["complete"] for row in answer]
    assert sum(row["complete"] for row in rows.values()) == complete.count("true")
    assert sum(row["incomplete"] for row in rows.values()) == complete.count("false")
    lists = table(site, "/quality?csv=lists")
    assert [row["complete"] for row in lists].count("yes") == complete.count("true")


def test_dates_are_as_precise_as_the_graph_says(site: Server) -> None:
    answer = asked(site, sheet(site, "/quality"), "precision")
    rows = found(site, "precision")
    for row in answer:
        kind = row["kindLabel"].casefold()
        told = rows[NAMES.get(kind, "Texts" if kind == "declaration" else "Acts on texts")]
        assert told["all"] == int(row["records"])
        assert told["to-the-day"] == int(row["toTheDay"])
        assert told["to-the-month"] == int(row["toTheMonth"])
        assert told["to-the-year"] == int(row["toTheYear"])
        assert told["undated"] == int(row["undated"])


def test_records_with_one_source_are_those_of_the_graph(site: Server) -> None:
    answer = asked(site, sheet(site, "/quality"), "sources")
    rows = sorted((row["1"], row["all"]) for row in found(site, "sources").values())
    assert rows == sorted((int(row["withOneSource"]), int(row["records"])) for row in answer)


def test_official_backing_is_that_of_the_graph(site: Server) -> None:
    answer = asked(site, sheet(site, "/quality"), "official")
    rows = sorted((row["official"], row["all"]) for row in found(site, "official").values())
    assert rows == sorted((int(row["official"]), int(row["records"])) for row in answer)


def test_sources_and_confidence_are_those_of_the_graph(site: Server) -> None:
    shown = sheet(site, "/quality")
    (kinds,) = found(site, "kinds").values()
    for row in asked(site, shown, "kinds"):
        assert kinds[row["kind"]] == int(row["sources"])
    answer = asked(site, shown, "confidence")
    rows = found(site, "confidence")
    for level in ("high", "medium", "low"):
        told = sorted(row[level] for row in rows.values())
        assert told == sorted(int(r["records"]) for r in answer if r["confidence"] == level)


def test_unsettled_disagreements_are_those_of_the_graph(site: Server) -> None:
    answer = asked(site, sheet(site, "/quality"), "disagreements")
    assert sum(row["unsettled"] for row in found(site, "disagreements").values()) == len(answer)


def test_links_to_wikidata_are_those_of_the_graph(site: Server) -> None:
    answer = asked(site, sheet(site, "/quality"), "wikidata")
    rows = sorted((row["matched"], row["all"]) for row in found(site, "wikidata").values())
    assert rows == sorted((int(row["inWikidata"]), int(row["things"])) for row in answer)
