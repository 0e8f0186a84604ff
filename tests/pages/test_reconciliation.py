"""The page of published totals beside our counts."""

from __future__ import annotations

from collections import Counter

import pytest

from comity import Comity
from comity.dataset import Dataset
from comity.reconcile import VERDICTS, Reconciliation
from pages.reading import sheet, table
from serving import Server


@pytest.fixture(scope="module")
def expected(dataset: Dataset) -> list[Reconciliation]:
    return Comity(dataset).reconcile()


def test_every_verdict_is_counted_and_says_what_it_means(
    site: Server, expected: list[Reconciliation]
) -> None:
    shown = sheet(site, "/reconciliation")
    counts = Counter(each.verdict for each in expected)
    numbers = shown.texts("//dl[@class='numbers']//dd")
    assert numbers == [str(counts[verdict]) for verdict in VERDICTS]
    meanings = shown.texts("//dl[@class='numbers']//dt")
    assert meanings == [f"{verdict}: {meaning}" for verdict, meaning in VERDICTS.items()]


def test_the_table_says_what_comity_reconcile_says(
    site: Server, expected: list[Reconciliation]
) -> None:
    rows = table(site, "/reconciliation?csv=totals")
    told = {
        (row["measure_iri"].rpartition("/")[2], row["published"], row["counted"], row["certain"])
        for row in rows
    }
    assert told == {
        (
            each.tally.partition(":")[2],
            str(each.published),
            "" if each.counted is None else str(each.counted),
            "" if each.certain is None else str(each.certain),
        )
        for each in expected
    }
    for row in rows:
        if row["difference"]:
            assert int(row["difference"]) == int(row["counted"]) - int(row["published"])
        assert row["sources"]


@pytest.mark.parametrize("verdict", ["agrees", "explained", "not counted"])
def test_a_verdict_is_chosen_by_the_address(
    site: Server, expected: list[Reconciliation], verdict: str
) -> None:
    rows = table(site, f"/reconciliation?verdict={verdict.replace(' ', '+')}&csv=totals")
    assert {row["verdict"] for row in rows} == {verdict}
    assert len(rows) == sum(each.verdict == verdict for each in expected)
    shown = sheet(site, f"/reconciliation?verdict={verdict.replace(' ', '+')}")
    assert shown.tree.xpath("//select[@id='verdict']/option[@selected]/@value") == [verdict]
    assert bool(shown.tree.xpath("//figure")) == (verdict != "not counted")


def test_a_verdict_that_is_none_shows_all(site: Server, expected: list[Reconciliation]) -> None:
    rows = table(site, "/reconciliation?verdict=perhaps&csv=totals")
    assert len(rows) == len(expected)


def test_records_in_doubt_are_named_with_the_reason(
    site: Server, expected: list[Reconciliation]
) -> None:
    doubts = table(site, "/reconciliation?csv=doubts")
    assert len(doubts) == sum(len(each.doubts) for each in expected)
    assert {row["why"] for row in doubts} == {"counted, not certain on the day", "not counted"}
    assert all(
        "/membership/" in row["record_iri"] or "/action/" in row["record_iri"] for row in doubts
    )
    shown = sheet(site, "/reconciliation?show=doubts")
    assert shown.rows("doubts")[0]["Record"]
    assert not shown.tree.xpath("//*[@id='totals']")
    assert f"{len(doubts)} records in doubt" in sheet(site, "/reconciliation").texts("//main//a")


def test_totals_of_later_times_are_left_out_and_the_page_says_so(
    site: Server, expected: list[Reconciliation]
) -> None:
    rows = table(site, "/reconciliation?on=2021-05-31&csv=totals")
    assert 0 < len(rows) < len(expected)
    assert max(row["date"] for row in rows) <= "2021-05-31"
    said = sheet(site, "/reconciliation?on=2021-05-31").text("//dl[@class='numbers']/following::p")
    assert said == f"{len(expected) - len(rows)} later totals are not shown."


def test_it_is_drawn_with_a_circle_for_each_pair(
    site: Server, expected: list[Reconciliation]
) -> None:
    pairs = {(e.published, e.counted, e.verdict) for e in expected if e.counted is not None}
    shown = sheet(site, "/reconciliation")
    circles = shown.tree.xpath("//figure//*[contains(@class, 'dot')]")
    assert len(circles) == len(pairs)
    assert site.fetch("/chart/reconciled.svg").media_type == "image/svg+xml"
    assert site.fetch("/chart/reconciled.svg?on=1900-01-01").status == 404


def test_the_page_tells_how_to_read_it(site: Server) -> None:
    shown = sheet(site, "/reconciliation")
    assert "Explained does not mean that our list is right" in shown.text(
        "//h2[@id='how']/following::p"
    )
    assert "List incomplete 25" in shown.texts("//dl[@class='facts']//dt")
