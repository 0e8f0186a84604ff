"""Where sources differ about a thing, its page says so, with every version."""

from __future__ import annotations

from comity.almanac import Almanac
from comity.web.things.disputes import disputes
from pages.reading import sheet
from serving import Server


def test_a_page_shows_each_version_with_its_sources_and_which_is_kept(site: Server) -> None:
    shown = sheet(site, "/forum/gpai.html")
    article = "//article[h3/a='Admission of Serbia']"
    assert shown.text(f"{article}/h3/small") == "settled"
    assert shown.texts(f"{article}//dt") == ["Kept", "Not kept"]
    assert "Why: official declaration" in shown.text(f"{article}/p")
    for version in (1, 2):
        (mark,) = shown.marks(f"{article}//dl/div[{version}]")
        assert shown.notes[mark]


def test_an_unsettled_disagreement_is_told_as_such_and_comes_first(almanac: Almanac) -> None:
    unsettled = settled = 0
    for kind in ("forum", "meeting", "declaration"):
        for thing in almanac.kind(kind):
            found = disputes(almanac, thing)
            assert [each.settled for each in found] == sorted(each.settled for each in found)
            unsettled += sum(not each.settled for each in found)
            settled += sum(each.settled for each in found)
            for each in found:
                kept = sum(version.kept for version in each.versions)
                assert each.settled == (kept == 1)
                assert ("no version" in each.outcome) == (kept == 0)
    assert unsettled > 20
    assert settled > 80


def test_every_version_of_a_disagreement_has_a_source(almanac: Almanac) -> None:
    for each in almanac.kind("disagreement"):
        for found in disputes(almanac, almanac[each.one("comity:about")]):
            assert found.versions
            assert all(version.citations for version in found.versions), found.id


def test_what_nobody_contests_has_no_such_section(site: Server) -> None:
    shown = sheet(site, "/forum/gpai-wg-responsible-ai.html")
    assert not shown.tree.xpath("//*[@id='disputes']")
