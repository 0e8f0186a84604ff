"""The page of a forum: its members on the day beside what others counted, and how it grew."""

from __future__ import annotations

import re

import pytest

from comity import Comity
from comity.almanac import Almanac
from comity.almanac.members import growth, members
from comity.almanac.totals import coverage, totals
from comity.almanac.turnover import turnover
from comity.dataset import Dataset
from pages.reading import Sheet, sheet, table
from serving import Server

TODAY = "2026-11-01"
GROWN = ("gpai", "un", "unesco", "african-union", "freedom-online-coalition", "brics")


def forum(site: Server, name: str, day: str) -> Sheet:
    return sheet(site, f"/forum/{name}.html?on={day}")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("gpai", "2020-06-15"),
        ("gpai", "2021-05-31"),
        ("gpai", "2025-02-01"),
        ("nato", "1952-02-18"),
        ("oecd", "2022-12-31"),
        ("hiroshima-ai-process-friends-group", "2025-02-01"),
    ],
)
def test_the_members_are_those_that_the_graph_knows_on_the_day(
    site: Server, dataset: Dataset, name: str, day: str
) -> None:
    graph = Comity(dataset)
    certain = graph.members(name, day)
    all_of_them = graph.members(name, day, certain=False)
    rows = table(site, f"/forum/{name}.html?on={day}&csv=members")
    assert {row["party"] for row in rows} == set(all_of_them.values())
    assert {row["party"] for row in rows if row["holds"] == "certain"} == set(certain.values())
    if all_of_them:
        shown = forum(site, name, day)
        assert shown.text("//dl[@class='numbers']//dd") == str(len(certain))
        more = len(all_of_them) - len(certain)
        assert (f"{more} more possible" in shown.text("//h2[@id='belonging']")) == bool(more)


def test_a_member_is_shown_with_its_role_its_dates_and_its_sources(site: Server) -> None:
    shown = forum(site, "gpai", "2022-05-31")
    rows = {row["Party"]: row for row in shown.rows("members")}
    assert rows["Australia"]["Role"] == "founding member"
    assert rows["Australia"]["Since"] == "2020-06-15"
    assert rows["Australia"]["On the day"] == "certain"
    assert rows["Malta"]["On the day"] == "possible"
    assert rows["Malta"]["Since"].startswith("on record by ")
    marks = shown.marks("//*[@id='members']//tbody/tr[1]")
    assert marks
    assert all(shown.notes[mark] for mark in marks)
    others = {row["Party"]: row["Role"] for row in shown.rows("others")}
    assert others["United Nations Educational, Scientific and Cultural Organization"] == "observer"
    former = [(row["Party"], row["Role"]) for row in shown.rows("former")]
    assert ("Canada", "chair") in former


def test_the_count_stands_beside_the_newest_published_total(site: Server) -> None:
    shown = forum(site, "gpai", "2022-05-31")
    said = shown.text("//section[@aria-labelledby='belonging']/p")
    assert "newest total published by then is 25, for 11 January 2022" in said
    assert "25 are counted here for that day: they agree" in said
    assert "the list is complete for that day" in said
    friends = forum(site, "hiroshima-ai-process-friends-group", "2025-03-01")
    said = friends.text("//section[@aria-labelledby='belonging']/p")
    assert "55" in said
    assert "they differ, explained as “date imprecise”" in said
    assert "the list is incomplete for that day" in said


def test_published_totals_have_our_count_and_the_verdict(site: Server, dataset: Dataset) -> None:
    expected = {each.tally: each for each in Comity(dataset).reconcile()}
    rows = table(site, "/forum/gpai.html?csv=totals")
    assert len(rows) > 10
    for row in rows:
        told = expected[row["measure_iri"].replace("https://w3id.org/comity/tally/", "tally:")]
        assert int(row["published"]) == told.published
        assert row["counted"] == ("" if told.counted is None else str(told.counted))
        assert (row["verdict"], row["reason"]) == (told.verdict, told.reason)
        assert row["sources"]
    by_2021 = table(site, "/forum/gpai.html?on=2021-05-31&csv=totals")
    assert {row["date"][:4] for row in by_2021} == {"2020"}


def test_completeness_is_judged_as_in_the_graph(almanac: Almanac) -> None:
    judged = 0
    for each in almanac.kind("coverage"):
        tally = almanac[each.one("comity:tally")]
        found = totals(almanac, tally.one("comity:tallies"), "9999-12-31")
        telling = coverage(found, each.one("comity:measure"))
        assert telling is not None
        assert telling.tally.id == tally.id, each.id
        assert telling.complete == (each.one("comity:complete") == "true")
        judged += 1
    assert judged > 100


@pytest.mark.parametrize("name", GROWN)
def test_growth_agrees_with_the_members_of_each_day(almanac: Almanac, name: str) -> None:
    steps = growth(almanac, f"forum:{name}", TODAY)
    assert len(steps) > 3
    for day, certain, most in steps:
        held = list(members(almanac, f"forum:{name}", day).values())
        assert (held.count("certain"), len(held)) == (certain, most), day


def test_how_it_grew_is_drawn_with_published_totals_that_lead_to_their_sources(
    site: Server,
) -> None:
    shown = forum(site, "gpai", "2022-05-31")
    links = shown.hrefs("//figure[@id='growth']//svg//a")
    assert len(links) >= 6
    assert all("/source/" in link for link in links)
    assert "31 May 2022" in shown.texts("//figure[@id='growth']//svg/text")
    curve = table(site, "/forum/gpai.html?csv=curve")
    assert curve[0] == {"from": "2020-06-15", "certain": "15", "possible": "1"}
    assert "Table" in shown.texts("//figure[@id='growth']/p/a")
    picture = site.fetch("/chart/forum/gpai/growth.svg?on=2022-05-31")
    assert (picture.status, picture.media_type) == (200, "image/svg+xml")


def test_who_joined_is_told_by_date_and_what_is_later_is_not(
    site: Server, almanac: Almanac
) -> None:
    shown = forum(site, "gpai", "2021-05-31")
    section = "//section[@aria-labelledby='turnover']"
    assert shown.texts(f"{section}//dt") == ["4 December 2020", "15 June 2020"]
    assert "Brazil" in shown.text(f"{section}//dd")
    later = [turn for turn in turnover(almanac, "forum:gpai") if turn.day > "2021-05-31"]
    assert shown.text(f"{section}/p[last()]").startswith(f"{len(later)} later dates are not shown")


def test_who_left_is_among_the_former_and_not_among_the_members(site: Server) -> None:
    left = _left(site)
    assert left
    for name, party, day in left:
        rows = table(site, f"/forum/{name}.html?on={day}&csv=members")
        assert party not in {row["party"] for row in rows}
        former = table(site, f"/forum/{name}.html?on={day}&csv=former")
        assert party in {row["party"] for row in former}


def _left(site: Server) -> list[tuple[str, str, str]]:
    """Return some that left a forum for good, and a day long after."""
    query = """SELECT ?forum ?party {
        ?stint org:organization ?forum ; org:role role:member ; comity:latestEnd ?end ;
          org:member/rdfs:label ?party ; org:member ?member .
        FILTER(?end < "2025-01-01"^^xsd:date)
        OPTIONAL { ?other org:organization ?forum ; org:member ?member . FILTER(?other != ?stint) }
        FILTER(!BOUND(?other)) } ORDER BY ?forum ?party LIMIT 3"""
    reply = site.get(query, Accept="text/csv").body.decode().splitlines()[1:]
    rows = [line.split(",", 1) for line in reply]
    return [(forum.rpartition("/")[2], party.strip('"'), "2026-01-01") for forum, party in rows]


def test_a_forum_is_not_there_before_it_was_founded(site: Server) -> None:
    shown = forum(site, "gpai", "2019-01-01")
    assert "Not founded yet on 1 January 2019: it began 15 June 2020" in shown.text(
        "//p[@class='past']"
    )
    assert not shown.tree.xpath("//*[@id='members' or @id='growth']")
    assert not shown.tree.xpath("//dl[not(*)]")
    assert "Dissolved" not in shown.texts("//dl[contains(@class, 'facts')]//dt")


def test_a_forum_that_was_dissolved_says_so_afterwards_alone(site: Server) -> None:
    after = forum(site, "organisation-of-african-unity", "2010-01-01")
    assert "No longer exists on 1 January 2010" in after.text("//p[@class='past']")
    assert "Succeeded by" in after.texts("//dt")
    before = forum(site, "organisation-of-african-unity", "1990-01-01")
    assert "Exists on 1 January 1990" in before.text("//p[@class='lead']")
    assert "Dissolved" not in before.texts("//dt")


def test_meetings_are_told_as_over_or_to_come(site: Server) -> None:
    rows = {row["Meeting"]: row for row in forum(site, "g20", "2025-12-31").rows("meetings")}
    assert rows["G20 Johannesburg Summit"]["On the day"] == "over"
    assert rows["G20 Miami Summit"]["On the day"] == "to come"
    assert rows["G20 Johannesburg Summit"]["Place"] == "Johannesburg, South Africa"


def test_texts_are_its_own_and_those_of_its_meetings_by_the_day(site: Server) -> None:
    query = """SELECT (COUNT(DISTINCT ?text) AS ?n) {
        { ?text comity:adoptedBy forum:g7 } UNION
        { ?text comity:adoptedAt/comity:meetingOf forum:g7 }
        ?text comity:earliestStart ?day . FILTER(?day <= "2020-12-31"^^xsd:date) }"""
    (count,) = site.get(query, Accept="text/csv").body.decode().splitlines()[1:]
    rows = table(site, "/forum/g7.html?on=2020-12-31&csv=texts")
    assert len(rows) == int(count) > 5
    assert re.search(
        r"\d+ later texts are not shown", forum(site, "g7", "2020-12-31").text("//main")
    )


def test_bodies_below_it_are_a_tree(site: Server) -> None:
    shown = sheet(site, "/forum/un.html")
    assert len(shown.tree.xpath("//section[@aria-labelledby='below']/ul/li")) > 3
    assert shown.tree.xpath("//section[@aria-labelledby='below']/ul/li/ul/li")
    parent = sheet(site, "/forum/gpai-wg-responsible-ai.html")
    assert "Part of" in parent.texts("//dt")


def test_the_day_is_carried_on_and_one_can_compare(site: Server) -> None:
    shown = forum(site, "gpai", "2022-05-31")
    (link,) = [each for each in shown.hrefs("//main//a") if "/compare?" in each]
    assert "a=forum:gpai" in link
    assert "on=2022-05-31" in link
    assert all("on=2022-05-31" in each for each in shown.hrefs("//*[@id='members']//tbody//th/a"))
