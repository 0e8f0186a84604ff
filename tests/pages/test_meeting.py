"""The page of a meeting: when and where, what was adopted there and by whom."""

from __future__ import annotations

import pytest

from pages.reading import sheet, table
from serving import Server

SEOUL = "/meeting/ai-seoul-summit-2024.html"


def test_a_meeting_says_when_and_where_it_was_and_of_what(site: Server) -> None:
    shown = sheet(site, SEOUL)
    assert shown.text("//p[@class='lead']") == "21 to 22 May 2024, Seoul, Republic of Korea."
    names = shown.texts("//dl[@class='facts']//dt")
    assert {"Host", "Presidency", "Meeting of"} <= set(names)
    assert not shown.tree.xpath("//p[@class='past']")


def test_the_meetings_before_and_after_it_are_of_the_same_series(site: Server) -> None:
    links = sheet(site, SEOUL).texts("//nav[@class='series']//a")
    assert links == ["AI Safety Summit", "AI Action Summit"]


def test_texts_adopted_there_have_those_behind_them(site: Server) -> None:
    shown = sheet(site, SEOUL)
    behind = {row["Text"]: row["Behind it"] for row in shown.rows("texts")}
    query = """SELECT (COUNT(DISTINCT ?party) AS ?n) {
        ?action comity:declaration declaration:seoul-ministerial-statement-2024 ;
          comity:act/skos:broader act:supportive ; comity:party ?party }"""
    (count,) = site.get(query, Accept="text/csv").body.decode().splitlines()[1:]
    name = "Seoul Ministerial Statement for advancing AI safety, innovation and inclusivity"
    assert behind[name] == count


def test_who_acted_is_listed_act_by_act(site: Server) -> None:
    query = """SELECT (COUNT(DISTINCT ?action) AS ?n) {
        ?text comity:adoptedAt meeting:ai-seoul-summit-2024 .
        ?action comity:declaration ?text }"""
    (count,) = site.get(query, Accept="text/csv").body.decode().splitlines()[1:]
    rows = table(site, f"{SEOUL}?csv=acts")
    assert len(rows) == int(count) > 40
    assert all(row["sources"] for row in rows)


@pytest.mark.parametrize(
    ("day", "said"), [("2024-01-31", "To come on"), ("2024-05-21", "Under way on")]
)
def test_a_meeting_to_come_is_told_as_such_and_shows_no_text_yet(
    site: Server, day: str, said: str
) -> None:
    shown = sheet(site, f"{SEOUL}?on={day}")
    assert shown.text("//p[@class='past']").startswith(said)
    assert ("not shown" in shown.text("//section[@aria-labelledby='adopted']")) or day > "2024-05"
    if day < "2024-05-21":
        assert not shown.tree.xpath("//*[@id='texts']")


def test_a_meeting_known_by_its_month_alone_is_at_about_that_time(site: Server) -> None:
    shown = sheet(site, "/meeting/ccw-review-conference-7-2026.html?on=2026-11-15")
    assert shown.text("//p[@class='past']").startswith("At about the time of 15 November 2026")
    assert shown.text("//p[@class='lead']").startswith("November 2026")


def test_results_that_were_expected_there_are_shown_with_their_source(site: Server) -> None:
    shown = sheet(site, "/meeting/summit-for-democracy-2023.html")
    fact = "//dl[@class='facts']/div[dt='Results expected there']"
    assert "US-UK prize challenges" in shown.text(f"{fact}/dd")
    assert shown.marks(fact)


def test_totals_of_a_meeting_that_are_not_counted_say_so(site: Server) -> None:
    rows = sheet(site, SEOUL).rows("totals")
    assert [(row["Published"], row["Verdict"]) for row in rows] == [("29", "not counted")]
