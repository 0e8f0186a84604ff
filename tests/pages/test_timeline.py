"""The timeline: what happened when, in a time and of a kind that the address chooses."""

from __future__ import annotations

import importlib
from datetime import date
from typing import Any

import pytest

from comity import Comity
from comity.almanac import load
from comity.almanac.events import family
from comity.dataset import Dataset
from pages.reading import sheet, table
from serving import Server

etree: Any = importlib.import_module("lxml.etree")  # has no types

_EVENTS = """
SELECT ?thing WHERE {
  VALUES ?class { comity:Declaration comity:Meeting comity:Forum }
  ?thing a ?class ; comity:earliestStart ?first ; comity:latestStart ?last .
  FILTER(?first <= "2023-12-31"^^xsd:date && ?last >= "2023-01-01"^^xsd:date)
}
"""


def iris(rows: list[dict[str, str]]) -> set[str]:
    return {row["what_iri"] for row in rows}


def test_a_year_has_every_text_meeting_and_founding_of_it(site: Server, dataset: Dataset) -> None:
    found = Comity(dataset).query(_EVENTS)
    assert isinstance(found, list)
    rows = table(site, "/timeline?from=2023&to=2023&csv=events")
    assert iris(rows) == {str(row["thing"]) for row in found}
    assert {row["kind"] for row in rows} == {"text adopted", "meeting", "forum founded"}
    shown = sheet(site, "/timeline?from=2023&to=2023")
    drawn = shown.tree.xpath("//figure[@id='line']//svg//a")
    assert len(drawn) == len(rows)
    assert all(each.get("aria-label") for each in drawn)


def test_without_a_choice_the_last_three_years_and_what_is_ahead_are_shown(site: Server) -> None:
    shown = sheet(site, "/timeline")
    first = shown.tree.xpath("//input[@id='from']/@value")[0]
    last = shown.tree.xpath("//input[@id='to']/@value")[0]
    assert int(first[:4]) == date.today().year - 3
    assert last >= date.today().isoformat()
    assert shown.tree.xpath("//figure[@id='line']//line[@class='day']")


def test_on_another_day_nothing_later_is_shown_and_how_much_is_told(site: Server) -> None:
    shown = sheet(site, "/timeline?on=2022-06-30")
    rows = table(site, "/timeline?on=2022-06-30&csv=events")
    assert rows
    assert all(row["date"][:7] <= "2022-06" for row in rows)
    assert "later events are left out" in shown.text("//p[@class='lead']")
    asked = table(site, "/timeline?on=2022-06-30&from=2022-01-01&to=2024-12-31&csv=events")
    assert iris(asked) < iris(rows)


@pytest.mark.parametrize(
    ("choice", "column", "values"),
    [
        ("kind=meeting", "kind", {"meeting"}),
        ("kind=declaration", "kind", {"text adopted"}),
        ("binding=yes", "kind", {"text adopted"}),
        ("theme=theme:autonomous-weapons", "kind", {"text adopted"}),
    ],
)
def test_events_can_be_narrowed(site: Server, choice: str, column: str, values: set[str]) -> None:
    every = table(site, "/timeline?from=1900&to=2030&csv=events")
    rows = table(site, f"/timeline?from=1900&to=2030&{choice}&csv=events")
    assert 0 < len(rows) < len(every)
    assert {row[column] for row in rows} == values
    if choice == "binding=yes":
        assert "https://w3id.org/comity/declaration/ccw-1980" in iris(rows)


def test_a_forum_takes_in_the_bodies_within_it(site: Server, dataset: Dataset) -> None:
    book = load(Comity(dataset).engine, "test", "2026-11-01")
    assert family(book, "forum:un-general-assembly") == "forum:un"
    assert family(book, "forum:g7") == "forum:g7"
    assert family(book, "country:KEN") == family(book, "") == ""
    rows = table(site, "/timeline?from=1900&to=2030&forum=forum:un&csv=events")
    assert "United Nations General Assembly" in {row["forum"] for row in rows}


def test_what_makes_no_sense_chooses_nothing(site: Server) -> None:
    usual = iris(table(site, "/timeline?csv=events"))
    for wrong in ("from=x", "to=2023-02-30", "kind=x", "forum=forum:x", "theme=country:KEN"):
        assert iris(table(site, f"/timeline?{wrong}&csv=events")) == usual
    turned = table(site, "/timeline?from=2024-12-31&to=2024-01-01&csv=events")
    assert iris(turned) == iris(table(site, "/timeline?from=2024&to=2024&csv=events"))


def test_the_bars_of_years_lead_to_them_and_count_what_is_chosen(site: Server) -> None:
    shown = sheet(site, "/timeline?kind=meeting")
    links = shown.tree.xpath("//figure[@id='years']//svg//a")
    counts = dict(each.get("aria-label").split(": ") for each in links)
    (to,) = [each.get("href") for each in links if each.get("aria-label").startswith("2023:")]
    assert "from=2023&to=2023&kind=meeting" in to
    rows = table(site, to.removeprefix(site.address) + "&csv=events")
    assert int(counts["2023"]) == len([row for row in rows if row["date"][:4] == "2023"])


def test_a_choice_without_events_says_so(site: Server) -> None:
    shown = sheet(site, "/timeline?from=1900&to=1901")
    assert "Nothing in the data fits this choice" in shown.text("//main")


def test_the_longest_time_and_the_first_day_are_drawn_with_few_years(site: Server) -> None:
    for path in ("/timeline?from=0001&to=9999", "/timeline?on=0001-01-01"):
        years = sheet(site, path).texts("//figure[@id='line']//text[@class='year']")
        assert len(years) < 100, path


def test_the_picture_stands_by_itself(site: Server) -> None:
    reply = site.fetch("/chart/timeline.svg?from=2023&to=2023&kind=meeting")
    assert (reply.status, reply.media_type) == (200, "image/svg+xml")
    root = etree.fromstring(reply.body)
    assert "1 January 2023 to 31 December 2023" in str(
        root.findtext("{http://www.w3.org/2000/svg}title")
    )
    assert "event meeting" in {each.get("class") for each in root.iter()}


def test_sources_are_in_the_csv_of_events(site: Server) -> None:
    rows = table(site, "/timeline?from=2023&to=2023&csv=events")
    assert all(row["sources"] for row in rows)
