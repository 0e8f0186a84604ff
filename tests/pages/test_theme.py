"""The pages of themes and of the OECD's principles, and the tree of all themes."""

from __future__ import annotations

import pytest

from comity import Comity
from comity.dataset import Dataset
from pages.reading import sheet, table
from serving import Server

_ABOUT = """
SELECT DISTINCT ?thing ?label WHERE {
  ?thing dct:subject/skos:broader* $theme ; a comity:Declaration ; rdfs:label ?label .
  OPTIONAL { ?thing comity:earliestStart ?start }
  FILTER(!BOUND(?start) || ?start <= $on)
}
"""
_PRINCIPLE = _ABOUT.replace("dct:subject/skos:broader*", "dct:subject/skos:broader*/^skos:related")


@pytest.mark.parametrize("day", ["2020-01-01", "2026-11-01"])
@pytest.mark.parametrize("theme", ["trust-and-safety", "human-rights", "privacy"])
def test_the_texts_on_a_theme_are_those_on_it_or_on_what_falls_under_it(
    site: Server, dataset: Dataset, theme: str, day: str
) -> None:
    found = Comity(dataset).query(_ABOUT, on=day, theme=f"theme:{theme}")
    assert isinstance(found, list)
    rows = sheet(site, f"/theme/{theme}.html?on={day}").rows("texts")
    assert {row["Text"] for row in rows} == {str(row["label"]) for row in found}
    assert len(rows) == len(found) > 0


def test_a_theme_says_what_it_is_and_where_it_stands(site: Server) -> None:
    shown = sheet(site, "/theme/privacy.html")
    assert shown.text("//p[@class='lead']")
    facts = dict(
        zip(
            shown.texts("//dl[@class='facts'][1]//dt"),
            shown.texts("//dl[@class='facts'][1]//dd"),
            strict=True,
        )
    )
    assert facts["Part of"].startswith("Rights and values")
    assert "Privacy-enhancing technologies" in shown.text(
        "//h2[@id='narrower']/following-sibling::dl"
    )


def test_positions_on_a_theme_are_counted_by_stance(site: Server) -> None:
    shown = sheet(site, "/theme/human-rights.html")
    rows = shown.rows("positions")
    said = shown.text("//dl[contains(@class, 'numbers')]//dt[contains(., 'position')]")
    for stance in {row["Stance"] for row in rows}:
        number = sum(row["Stance"] == stance for row in rows)
        assert f"{stance} {number}" in said
    stances = [row["Stance"] for row in rows]
    assert len([1 for n, stance in enumerate(stances) if stance not in stances[:n]]) == len(
        {*stances}
    )


def test_the_years_are_drawn_that_the_table_has(site: Server) -> None:
    shown = sheet(site, "/theme/human-rights.html?on=2024-12-31")
    rows = shown.rows("texts")
    said = shown.tree.xpath("//figure[@id='years']//svg/@aria-label")[0]
    drawn = {year: int(count) for year, count in (part.split(": ") for part in said.split(", "))}
    for year in ("2022", "2023", "2024"):
        assert drawn[year] == sum(row["Adopted"].startswith(year) for row in rows)
    assert "2025" not in drawn


def test_a_principle_of_the_oecd_leads_to_texts_on_its_themes(
    site: Server, dataset: Dataset
) -> None:
    name = "oecd-principle:transparency"
    found = Comity(dataset).query(_PRINCIPLE, on="2026-11-01", theme=name)
    assert isinstance(found, list)
    shown = sheet(site, "/oecd-principle/transparency.html?on=2026-11-01")
    assert {row["Text"] for row in shown.rows("texts")} == {str(row["label"]) for row in found}
    assert "that a text names the principle itself is not claimed" in shown.text("//main")
    heads = sheet(site, "/oecd-principle/values-based-principles.html")
    assert len(heads.texts("//h2[@id='narrower']/following-sibling::dl[1]/div")) == 5


def test_the_tree_counts_what_falls_under_a_theme_once(site: Server) -> None:
    rows = table(site, "/themes?csv=themes&on=2026-11-01")
    by_name = {row["theme"]: row for row in rows}
    assert len(rows) == 96
    above, below = by_name["Privacy"], by_name["Privacy-enhancing technologies"]
    assert below["broader"] == "Privacy"
    assert int(above["positions"]) >= int(below["positions"]) > 0
    texts = sheet(site, "/theme/trust-and-safety.html?on=2026-11-01").rows("texts")
    assert int(by_name["Trust and safety"]["texts"]) == len(texts)
    shown = sheet(site, "/themes?on=2026-11-01")
    assert len(shown.tree.xpath("//ul[@class='tree'][1]/li")) == 12
    assert len(shown.tree.xpath("//ul[@class='tree'][2]//a")) == 12


def test_the_counts_are_those_of_the_day(site: Server) -> None:
    early = {
        row["theme"]: int(row["texts"]) for row in table(site, "/themes?csv=themes&on=2019-01-01")
    }
    late = {row["theme"]: int(row["texts"]) for row in table(site, "/themes?csv=themes")}
    assert all(late[name] >= count for name, count in early.items())
    assert sum(late.values()) > 3 * sum(early.values())
