"""The page about a country: where it belongs and since when, what it did, with whom."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import Sheet, sheet, table
from serving import Server

etree: Any = importlib.import_module("lxml.etree")  # has no types

SVG = "{http://www.w3.org/2000/svg}"
_STINTS = """
SELECT (COUNT(DISTINCT ?stint) AS ?number) WHERE {
  ?stint org:member $party . OPTIONAL { ?stint comity:earliestStart ?start }
  FILTER(!BOUND(?start) || ?start <= $on)
}
"""
_SUPPORTED = """
SELECT (COUNT(DISTINCT ?text) AS ?number) WHERE {
  ?action comity:party $party ; comity:declaration ?text ; comity:latestStart ?start ;
    comity:act/skos:broader act:supportive .
  FILTER(?start <= $on)
}
"""


def page(site: Server, code: str, day: str = "") -> Sheet:
    return sheet(site, f"/country/{code}.html" + (f"?on={day}" if day else ""))


def counted(dataset: Dataset, query: str, code: str, day: str) -> int:
    answer: Any = Comity(dataset).query(query, on=day, party=f"country:{code}")
    return int(answer[0]["number"])


def forums(dataset: Dataset, *parties: str, day: str) -> int:
    """Return in how many forums all of some parties were members on a day."""
    graph = Comity(dataset)
    answer: Any = graph.query("SELECT ?forum { ?forum a comity:Forum }")
    names = [str(row["forum"]) for row in answer]
    return sum(set(parties) <= set(graph.members(name, on=day)) for name in names)


def numbers(shown: Sheet) -> dict[str, str]:
    said = shown.texts("//dl[@class='numbers']//dt")
    return dict(zip(said, shown.texts("//dl[@class='numbers']//dd"), strict=True))


@pytest.mark.parametrize("day", ["2019-01-01", "2021-05-31", "2026-06-01"])
@pytest.mark.parametrize("code", ["KEN", "USA"])
def test_counts_agree_with_queries(site: Server, dataset: Dataset, code: str, day: str) -> None:
    shown = page(site, code, day)
    said = numbers(shown)
    belongs = next(count for what, count in said.items() if what.startswith("forums"))
    texts = next(count for what, count in said.items() if what.startswith("texts"))
    assert int(belongs) == forums(dataset, f"country:{code}", day=day)
    assert int(texts) == counted(dataset, _SUPPORTED, code, day)


def test_names_are_given_in_six_languages_each_marked(site: Server) -> None:
    names = page(site, "KEN").tree.xpath("//p[@class='tongues']/span")
    assert {each.get("lang") for each in names} == {"ar", "zh", "en", "fr", "ru", "es"}
    assert all(each.get("dir") == "auto" for each in names)


def test_a_territory_says_whose_it_is(site: Server) -> None:
    lead = page(site, "ABW").text("//p[@class='lead']")
    assert lead.startswith("Aruba, Latin America and the Caribbean, Americas; part of Netherlands.")


def test_a_country_of_which_little_is_known_has_no_empty_sections(site: Server) -> None:
    shown = page(site, "ABW")
    assert shown.tree.xpath("//table") == []
    assert shown.tree.xpath("//figure") == []
    assert page(site, "XKX").text("//h1") == "Kosovo"


@pytest.mark.parametrize("day", ["2015-06-30", "2023-01-01", "2026-06-01"])
def test_each_stint_that_began_by_the_day_is_a_row_and_a_bar(
    site: Server, dataset: Dataset, day: str
) -> None:
    found = table(site, f"/country/FRA.html?csv=memberships&on={day}")
    drawing = etree.fromstring(site.fetch(f"/chart/country/FRA/memberships.svg?on={day}").body)
    links = drawing.findall(f".//{SVG}a")
    bars = [each for link in links for each in link.findall(f"{SVG}g")]
    # A stint whose forum was founded later, as undated ones, has not begun by the day either.
    assert 0 < len(found) <= counted(dataset, _STINTS, "FRA", day)
    assert len(bars) == len(found)
    assert len(links) == len({row["forum_iri"] for row in found})
    later = counted(dataset, _STINTS, "FRA", "2100-01-01") - len(found)
    said = page(site, "FRA", day).texts("//p/small[contains(., 'not shown')]")
    assert (later == 0) or any(each.startswith(f"{later} later membership") for each in said)


def test_a_second_stint_is_on_the_row_of_the_first(site: Server) -> None:
    drawing = etree.fromstring(site.fetch("/chart/country/USA/memberships.svg").body)
    (row,) = [
        each for each in drawing.iter(f"{SVG}a") if each.get("href").endswith("forum/unesco.html")
    ]
    assert len(row.findall(f"{SVG}g")) == 2
    caps = [each for each in row.iter(f"{SVG}line") if each.get("class") == "cap"]
    assert len(caps) == 1  # the first has ended


def looks(site: Server, slug: str, day: str = "2026-06-01") -> set[str | None]:
    """Return how the stretches of the bars of the United States in a forum are drawn."""
    address = f"/chart/country/USA/memberships.svg?on={day}"
    (row,) = [
        each
        for each in etree.fromstring(site.fetch(address).body).iter(f"{SVG}a")
        if f"forum/{slug}.html" in each.get("href")
    ]
    return {part.get("class") for bar in row.findall(f"{SVG}g") for part in bar} - {None}


def test_what_is_not_known_exactly_is_drawn_otherwise(site: Server) -> None:
    assert "unsure" in looks(site, "g7-cyber-expert-group")  # 2015, no day
    assert looks(site, "five-eyes") == {"unknown", "sure"}  # no date, but it is on record
    assert looks(site, "nato") == {"sure", "founded"}


def test_what_is_only_possible_on_the_day_is_not_drawn_as_certain(site: Server) -> None:
    assert looks(site, "five-eyes", "2021-05-31") == {"unknown"}
    assert looks(site, "aukus", "2021-05-31") == {"unsure"}  # 2021, no day


def test_a_body_within_another_follows_it_further_to_the_right(site: Server) -> None:
    drawing = etree.fromstring(site.fetch("/chart/country/USA/memberships.svg").body)
    names = {
        each.get("href").rpartition("/")[2]: float(each.find(f"{SVG}text").get("x"))
        for each in drawing.iter(f"{SVG}a")
    }
    order = list(names)
    assert order.index("un.html") + 1 == order.index("unesco.html")
    assert names["unesco.html"] > names["un.html"]


def test_votes_are_told_apart_from_signatures(site: Server) -> None:
    acts = {row["act"] for row in table(site, "/country/USA.html?csv=acts")}
    assert {"voted against", "signed", "ratified", "endorsed"} <= acts
    drawing = etree.fromstring(site.fetch("/chart/country/USA/acts.svg").body)
    said = [each.text for each in drawing.iter(f"{SVG}title")]
    assert any(each.startswith("voted against in ") for each in said)


def test_what_a_body_adopted_counts_only_while_the_country_belonged(site: Server) -> None:
    then = table(site, "/country/RUS.html?csv=adopted")
    assert then
    g7 = [row for row in then if row["body_iri"].endswith("/g7")]
    assert g7 == []  # it was in the G8, and left before the first text on AI
    own = {row["text_iri"] for row in table(site, "/country/RUS.html?csv=acts")}
    assert not own & {row["text_iri"] for row in then if row["member"] == "certainly"}


def test_partners_are_who_is_in_the_same_forums(site: Server, dataset: Dataset) -> None:
    day = "2021-05-31"
    (japan,) = [
        row
        for row in table(site, f"/country/USA.html?csv=partners&on={day}")
        if row["party"] == "Japan"
    ]
    both = forums(dataset, "country:USA", "country:JPN", day=day)
    assert int(japan["forums"]) == both > 5
    shown = page(site, "USA", day)
    (to,) = shown.hrefs("//tr[th[.='Japan']]//a[.='Compare']")
    assert to.endswith(f"/compare?a=country:USA&b=country:JPN&on={day}")
    assert sheet(site, to.removeprefix(site.address)).text("//h1").endswith("Japan")


def test_the_form_leads_to_a_comparison_on_the_same_day(site: Server) -> None:
    form = page(site, "KEN", "2022-01-01").tree.xpath("//form[.//select[@name='b']]")[0]
    assert dict(form.form_values()) | {"b": ""} == {"a": "country:KEN", "on": "2022-01-01", "b": ""}
    assert form.get("action").partition("?")[0].endswith("/compare")


def test_agencies_that_are_over_name_who_followed_them(site: Server) -> None:
    def agency(day: str) -> dict[str, str]:
        rows = table(site, f"/country/USA.html?csv=agencies&on={day}")
        return next(row for row in rows if row["agency_iri"].endswith("/us-joint-ai-center"))

    assert agency("2026-01-01")["successor"] == "Chief Digital and Artificial Intelligence Office"
    assert agency("2021-01-01")["successor"] == ""
    assert agency("2021-01-01")["ended"] == ""


def test_planned_meetings_are_of_the_present_only(site: Server) -> None:
    def notes(day: str) -> list[str]:
        rows = table(site, f"/country/CHE.html?csv=meetings&on={day}")
        return [row.get("date_note", "") for row in rows]

    assert "planned" in notes("2026-12-31")
    assert "planned" not in notes("2024-01-01")


def test_the_meetings_to_come_of_its_forums_are_told_soonest_first(
    site: Server, dataset: Dataset
) -> None:
    graph = Comity(dataset)
    rows = page(site, "USA").rows("coming")
    query = """SELECT DISTINCT ?label ?start WHERE {
      country:USA comity:memberOf ?forum .
      ?meeting comity:meetingOf/org:subOrganizationOf* ?forum ;
        rdfs:label ?label ; comity:earliestStart ?start . FILTER(?start > $on)
    } ORDER BY ?start"""
    found: Any = graph.query(query, on=dataset.day)
    assert sorted(row["Meeting"] for row in rows) == sorted(str(each["label"]) for each in found)
    assert "G20 Miami Summit" in rows[0]["Meeting"]
    assert page(site, "SGP").rows("coming")
    dates = [row["When"][:4] for row in rows]
    assert dates == sorted(dates)
    assert not page(site, "USA", "2021-05-31").tree.xpath("//*[@id='coming']")


def test_each_row_rests_on_sources(site: Server) -> None:
    shown = page(site, "KEN")
    for id_ in ("memberships", "acts"):
        rows = shown.tree.xpath(f"//*[@id='{id_}']//tbody/tr")
        assert rows
        assert all(row.xpath(".//td[@class='says']/a[@class='note']") for row in rows)


def test_a_body_that_was_not_there_yet_has_no_secretariat(site: Server) -> None:
    def housed(day: str) -> str:
        return " ".join(page(site, "ETH", day).texts("//dl[@class='facts']//dd"))

    assert "African Union" in housed("2026-06-01")
    assert "African Union" not in housed("2001-01-01")
