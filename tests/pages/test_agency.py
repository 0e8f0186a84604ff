"""The pages about agencies, initiatives and positions."""

from __future__ import annotations

from pages.reading import Sheet, sheet, table
from serving import Server


def facts(shown: Sheet) -> dict[str, str]:
    """Return what is said of a thing under each name, without footnotes."""
    for mark in shown.tree.xpath("//dl[@class='facts']//a[@class='note']"):
        mark.drop_tree()
    return dict(
        zip(
            shown.texts("//dl[@class='facts']//dt"),
            shown.texts("//dl[@class='facts']//dd"),
            strict=True,
        )
    )


def page(site: Server, path: str, day: str = "2026-06-01") -> Sheet:
    return sheet(site, f"/{path}.html?on={day}")


def test_an_agency_says_whose_it_is_and_what_became_of_it(site: Server) -> None:
    shown = page(site, "agency/us-joint-ai-center")
    lead = shown.text("//p[@class='lead']")
    assert lead == (
        "National agency of United States of America, part of United States Department of "
        "Defense; no longer there on the day."
    )
    said = facts(shown)
    assert said["Followed by"] == "Chief Digital and Artificial Intelligence Office"
    assert said["Convened"].startswith("AI Partnership for Defense, first dialogue")
    after = facts(page(site, "agency/us-dod-cdao"))
    assert after["Follows"] == "Joint Artificial Intelligence Center"


def test_on_an_earlier_day_an_agency_has_not_ended(site: Server) -> None:
    lead = page(site, "agency/us-joint-ai-center", "2021-01-01").text("//p[@class='lead']")
    assert "no longer" not in lead
    lead = page(site, "agency/us-joint-ai-center", "2017-01-01").text("//p[@class='lead']")
    assert lead.endswith("; not yet founded on the day.")


def test_an_agency_shows_where_sources_differ(site: Server) -> None:
    shown = page(site, "agency/us-joint-ai-center")
    assert any(each.startswith("Where sources differ 2") for each in shown.texts("//h2"))


def test_an_agency_shows_what_it_leads(site: Server) -> None:
    rows = table(site, "/agency/us-nist.html?csv=initiatives")
    leads = {row["initiative"] for row in rows if row["part"] == "leads"}
    assert "US-UK prize challenges on privacy-enhancing technologies" in leads


def test_an_initiative_says_how_it_stood_on_the_day(site: Server) -> None:
    def lead(day: str) -> str:
        return page(site, "initiative/us-uk-pets-prize-challenges", day).text("//p[@class='lead']")

    assert lead("2021-11-30") == "It was not yet known on 30 November 2021."
    assert lead("2022-01-31") == "It had not begun on 31 January 2022."
    assert lead("2022-09-01") == "It was under way on 1 September 2022."
    assert lead("2023-03-15") == (
        "It had possibly ended by 15 March 2023: its source is no more precise."
    )
    assert lead("2023-04-01") == "It had ended by 1 April 2023."


def test_an_initiative_without_a_beginning_is_announced(site: Server) -> None:
    lead = page(site, "initiative/us-eu-pets-cooperation").text("//p[@class='lead']")
    assert lead == "It had been announced by 1 June 2026; when it began, no source tells."


def test_links_are_told_from_both_ends(site: Server) -> None:
    whole = facts(page(site, "initiative/us-uk-pets-prize-challenges"))
    part = facts(page(site, "initiative/us-interagency-pets-development"))
    assert whole["Has the part"].startswith("US interagency work")
    assert part["Part of"].startswith("US-UK prize challenges")
    assert whole["Results expected at"].startswith("Summit for Democracy 2023")


def test_a_position_says_who_takes_which_stance_on_what(site: Server) -> None:
    shown = page(site, "position/s006-usa")
    assert shown.text("//p[@class='lead']") == (
        "United States of America supports: Multi-stakeholder engagement."
    )
    near = shown.rows("positions")
    assert "Global Partnership on Artificial Intelligence" in {row["Who"] for row in near}
    assert shown.text("//h1") not in {row["Position, in our words"] for row in near}


def test_a_position_is_not_stated_before_its_date(site: Server) -> None:
    before = page(site, "position/s123-g7", "2017-01-01").text("//p[@class='lead']")
    assert before.endswith("It was stated after 1 January 2017.")
    assert "after" not in page(site, "position/s123-g7").text("//p[@class='lead']")
