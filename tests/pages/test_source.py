"""The page of a source: every fact that rests on it, place by place; and the list of sources."""

from __future__ import annotations

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import sheet, table
from serving import Server

FOUNDING = "ai-gov-international-cooperation"
_RESTING = """
SELECT DISTINCT ?record WHERE {
  { ?record dct:source $source } UNION { ?record dct:source/dct:isPartOf $source }
  UNION { ?evidence comity:evidenceFor ?record ; dct:source/dct:isPartOf $source }
  FILTER NOT EXISTS { ?record a comity:Evidence }
}
"""
_SINGLE = """
SELECT ?record WHERE {
  ?record dct:source ?place . OPTIONAL { ?place dct:isPartOf ?whole }
} GROUP BY ?record HAVING (COUNT(DISTINCT COALESCE(?whole, ?place)) = 1)
"""
_TOTALS = "SELECT ?tally WHERE { ?tally a comity:Tally ; dct:source $source }"


@pytest.mark.parametrize("slug", [FOUNDING, "nippon-unga78241", "govuk-bletchley-declaration"])
def test_every_fact_that_rests_on_a_source_is_on_its_page(
    site: Server, dataset: Dataset, slug: str
) -> None:
    found = Comity(dataset).query(_RESTING, source=f"source:{slug}")
    assert isinstance(found, list)
    rows = table(site, f"/source/{slug}.html?csv=records")
    assert {row["record_iri"] for row in rows} == {str(row["record"]) for row in found}
    shown = sheet(site, f"/source/{slug}.html")
    assert int(shown.text("//dl[contains(@class, 'numbers')]//dd")) == len(found) > 0


def test_the_founding_page_reads_place_by_place(site: Server) -> None:
    shown = sheet(site, f"/source/{FOUNDING}.html")
    sections = shown.texts("//section[@class='contents']/h3")
    assert sections[0] == "International Cooperation"
    assert sections[1:-1] == sorted(sections[1:-1])
    assert len(sections) == 8
    assert sections[-1] == "At no particular place"
    bullets = shown.texts("//section[h3='G7 and G20 Statements']/h4")
    assert bullets == ["para 1", *(f"para 1, bullet {number}" for number in range(1, 7))]
    items = shown.texts("//section[h3='OECD Recommendation on AI']//li")
    assert any("Recommendation of the Council on Artificial Intelligence" in item for item in items)
    listed = len(shown.tree.xpath("//section[@class='contents']//li"))
    assert listed == len(table(site, f"/source/{FOUNDING}.html?csv=records"))


def test_it_is_told_what_has_no_other_source(site: Server, dataset: Dataset) -> None:
    rows = table(site, f"/source/{FOUNDING}.html?csv=records")
    alone = {row["record_iri"] for row in rows if row["only"] == "none" and row["part"] == "all"}
    found = Comity(dataset).query(_SINGLE)
    assert isinstance(found, list)
    single = {str(row["record"]) for row in found}
    positions = {each for each in alone if "/position/" in each}
    assert positions <= single
    assert len(positions) > 100


def test_evidence_for_one_property_says_which(site: Server) -> None:
    rows = table(site, f"/source/{FOUNDING}.html?csv=records")
    parts = {row["part"] for row in rows if "/membership/" in row["record_iri"]}
    assert "the member" in parts
    assert {row["kind"] for row in rows if not row["place"]} == {"version in a disagreement"}


def test_a_version_of_a_disagreement_says_whether_it_was_kept(site: Server) -> None:
    rows = table(site, f"/source/{FOUNDING}.html?csv=records&records.find=kept:")
    assert len(rows) == 14
    assert {row["record_note"].partition(":")[0] for row in rows} <= {"kept", "not kept"}
    assert all(" of " in row["record_note"] for row in rows)


def test_totals_of_a_source_have_their_verdicts(site: Server, dataset: Dataset) -> None:
    found = Comity(dataset).query(_TOTALS, source="source:nippon-unga78241")
    assert isinstance(found, list)
    rows = sheet(site, "/source/nippon-unga78241.html").rows("totals")
    assert len(rows) == len(found) > 0
    assert {row["Verdict"] for row in rows} == {"agrees"}
    assert all(row["Published"] == row["Counted here"] for row in rows)


def test_the_list_has_every_source_with_what_rests_on_it(site: Server, dataset: Dataset) -> None:
    rows = table(site, "/sources?csv=sources")
    number = Comity(dataset).query("SELECT (COUNT(*) AS ?n) WHERE { ?s a comity:Source }")
    assert isinstance(number, list)
    assert len(rows) == int(str(number[0]["n"]))
    by_iri = {row["source_iri"].rpartition("/")[2]: int(row["records"]) for row in rows}
    for slug in (FOUNDING, "nippon-unga78241"):
        shown = sheet(site, f"/source/{slug}.html")
        assert by_iri[slug] == int(shown.text("//dl[contains(@class, 'numbers')]//dd"))
    counts = [int(row["records"]) for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_the_list_can_be_narrowed_to_a_kind(site: Server) -> None:
    shown = sheet(site, "/sources")
    dt = shown.texts("//dl[@class='numbers']//dt")
    dd = [int(each) for each in shown.texts("//dl[@class='numbers']//dd")]
    assert dd[0] == sum(dd[1:])
    official = table(site, "/sources?only=source-kind:official&csv=sources")
    assert len(official) == dd[[each.split()[0] for each in dt].index("official")]
    assert {row["kind"] for row in official} == {"official"}
    assert len(table(site, "/sources?only=nonsense&csv=sources")) == dd[0]
