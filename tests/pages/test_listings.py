"""The lists: everything of a kind on the day, sorted and filtered as the address says."""

from __future__ import annotations

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import sheet, table
from serving import Server

LISTS = ("countries", "forums", "declarations", "meetings", "agencies", "initiatives", "positions")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_a_heading_rows_and_sources(site: Server, name: str) -> None:
    shown = sheet(site, f"/{name}")
    assert len(shown.texts("//h1")) == 1
    rows = shown.rows(name)
    assert len(rows) > 40
    assert all(next(iter(row.values())) for row in rows)
    assert shown.marks(f"//*[@id='{name}']//tbody/tr[1]")


def test_a_forum_is_listed_with_its_members_on_the_day(site: Server, dataset: Dataset) -> None:
    graph = Comity(dataset)
    for day in ("2021-05-31", "2022-12-31"):
        rows = {row["Forum"]: row for row in sheet(site, f"/forums?on={day}").rows("forums")}
        gpai = rows["Global Partnership on Artificial Intelligence GPAI"]
        certain = len(graph.members("gpai", day))
        more = len(graph.members("gpai", day, certain=False)) - certain
        assert gpai["Members"] == f"{certain} +{more} possible"


def test_what_begins_after_the_day_is_left_out_and_the_page_says_so(site: Server) -> None:
    shown = sheet(site, "/declarations?on=2019-06-30")
    rows = shown.rows("declarations")
    adopted = [row["Adopted"] for row in rows if row["Adopted"]]
    assert adopted == sorted(adopted, key=lambda day: day + "-12-31"[len(day) - 4 :], reverse=True)
    assert max(adopted) <= "2019-06-30"
    all_of_them = int(shown.text("//main/p[last()]/small").split()[0]) + len(rows)
    assert all_of_them == 251


def test_the_list_of_meetings_tells_what_was_to_come_on_the_day(site: Server) -> None:
    for day, state in (
        ("2025-02-09", "to come"),
        ("2025-02-10", "under way"),
        ("2025-03-01", "over"),
    ):
        rows = {row["Meeting"]: row for row in sheet(site, f"/meetings?on={day}").rows("meetings")}
        assert rows["AI Action Summit"]["On the day"] == state


def test_a_list_is_sorted_as_its_address_says_and_what_is_empty_comes_last(site: Server) -> None:
    down = sheet(site, "/forums?forums.sort=-members").rows("forums")
    numbers = [int(row["Members"].split()[0]) for row in down if row["Members"]]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 190
    assert [row["Members"] for row in down[len(numbers) :]] == [""] * (len(down) - len(numbers))
    up = sheet(site, "/forums?forums.sort=members")
    assert [row["Members"] for row in up.rows("forums")][-1] == ""
    assert up.tree.xpath("//th[@aria-sort='ascending']/a/@href")[0].startswith(
        "?forums.sort=-members"
    )


def test_a_list_is_filtered_without_regard_to_accents_and_case(site: Server) -> None:
    rows = sheet(site, "/countries?countries.find=cote%20d").rows("countries")
    assert [row["Country"] for row in rows] == ["Côte d’Ivoire"]
    shown = sheet(site, "/countries?countries.find=xyzzy")
    assert shown.rows("countries") == []
    assert "No row has “xyzzy”." in shown.text("//tbody")


def test_a_list_is_narrowed_to_one_value(site: Server) -> None:
    rows = sheet(site, "/countries?only=region:oceania").rows("countries")
    assert {row["Region"] for row in rows} == {"Oceania"}
    assert len(rows) > 20


def test_a_filter_keeps_the_order_and_the_day(site: Server) -> None:
    shown = sheet(site, "/countries?on=2021-05-31&countries.sort=-forums&only=region:africa")
    hidden = {
        each.get("name"): each.get("value")
        for each in shown.tree.xpath("//form[@class='filter']/input[@type='hidden']")
    }
    assert hidden == {
        "on": "2021-05-31",
        "countries.sort": "-forums",
        "only": "region:africa",
    }


def test_what_an_address_asks_in_error_is_left_out_of_account(site: Server) -> None:
    whole = sheet(site, "/countries").rows("countries")
    for wrong in ("countries.sort=nothing", "countries.page=0", "countries.page=x", "only=x"):
        assert sheet(site, f"/countries?{wrong}").rows("countries") == whole
    last = sheet(site, "/countries?countries.page=99999").rows("countries")
    assert last == sheet(site, "/countries?countries.page=3").rows("countries") != whole
    site_long = sheet(site, f"/countries?countries.page={'9' * 3000}&countries.find={'a' * 3000}")
    assert site_long.rows("countries") == []


def test_a_list_is_had_as_csv_with_iris_and_sources(site: Server) -> None:
    rows = table(site, "/countries?csv=countries&countries.find=kenya&on=2021-05-31")
    (kenya,) = rows
    assert kenya["country"] == "Kenya"
    assert kenya["country_iri"] == "https://w3id.org/comity/country/KEN"
    assert kenya["sources"]
    assert kenya["source_urls"].startswith("http")


def test_a_day_that_is_none_is_refused_with_what_to_write(site: Server) -> None:
    shown = sheet(site, "/countries?on=yesterday", 400)
    assert "YYYY-MM-DD" in shown.text("//main")


def test_links_of_a_page_carry_the_day_on(site: Server) -> None:
    shown = sheet(site, "/forums?on=2021-05-31")
    inside = [to for to in shown.hrefs("//tbody//a[not(@class)]") if to.startswith(site.address)]
    assert len(inside) > 100
    assert all(to.endswith("?on=2021-05-31") for to in inside)
    today = sheet(site, "/forums").hrefs("//tbody//a[not(@class)]")
    assert not [to for to in today if "on=" in to]


def test_a_footnote_names_passage_publisher_date_and_link(site: Server) -> None:
    shown = sheet(site, "/countries?countries.find=kenya")
    (mark, *_) = shown.marks("//*[@id='countries']//tbody/tr[1]")
    note = shown.notes[mark]
    assert "Publication" in note
    links = shown.hrefs(f"//li[@id='note-{mark}']//a")
    assert links[0].startswith(f"{site.address}/source/")
    assert links[-1].startswith("https://")


def test_a_page_is_not_sent_again_to_who_has_it(site: Server) -> None:
    first = site.fetch("/countries")
    again = site.fetch("/countries", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    other = site.fetch("/countries?on=2021-05-31", If_None_Match=first.headers["ETag"])
    assert other.status == 200
    for coding in ("gzip", "zstd"):
        coded = site.fetch("/countries", Accept_Encoding=coding)
        assert coded.headers["Content-Encoding"] == coding
        assert coded.headers["ETag"] != first.headers["ETag"]
        assert len(coded.body) < len(first.body) / 4
