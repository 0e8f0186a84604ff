"""Who belongs to what on a day is the same in the almanac, in Python and in SPARQL."""

from __future__ import annotations

import pytest

from comity import Comity
from comity.almanac import Almanac
from comity.almanac.acts import supporters
from comity.almanac.members import growth, members, memberships
from comity.almanac.ties import shared_forums, shared_members
from comity.dataset import Dataset

DAYS = ("2020-06-20", "2021-05-31", "2026-11-28")


@pytest.fixture(scope="module")
def graph(dataset: Dataset) -> Comity:
    return Comity(dataset)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("forum", ["gpai", "oecd", "ai-partnership-for-defense", "g20", "brics"])
def test_members_are_those_that_python_tells(
    almanac: Almanac, graph: Comity, forum: str, day: str
) -> None:
    found = members(almanac, f"forum:{forum}", day)
    certain = {party for party, certainty in found.items() if certainty == "certain"}
    assert certain == set(graph.members(forum, day))
    assert set(found) == set(graph.members(forum, day, certain=False))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "text",
    [
        "bletchley-declaration-2023",
        "oecd-recommendation-on-ai-2019",
        "unga-res-78-265",
        "coe-framework-convention-ai-2024",
    ],
)
def test_supporters_are_those_that_python_tells(
    almanac: Almanac, graph: Comity, text: str, day: str
) -> None:
    found = supporters(almanac, f"declaration:{text}", day)
    certain = {party for party, certainty in found.items() if certainty == "certain"}
    assert certain == set(graph.endorsers(text, day))


def test_memberships_are_members_seen_from_the_other_side(almanac: Almanac) -> None:
    for forum, certainty in memberships(almanac, "country:KEN", "2022-01-01").items():
        assert members(almanac, forum, "2022-01-01")["country:KEN"] == certainty


def test_a_forum_grows_from_its_founders_to_its_members(almanac: Almanac) -> None:
    grown = growth(almanac, "forum:gpai", "2022-12-31")
    assert grown[0] == ("2020-06-15", 15, 16)
    assert grown[-1] == ("2022-11-22", 29, 30)
    assert [day for day, _, _ in grown] == sorted(day for day, _, _ in grown)
    for day, certain, possible in grown:
        held = members(almanac, "forum:gpai", day).values()
        assert (certain, possible) == (list(held).count("certain"), len(held))


def test_ties_count_what_two_have_in_common(almanac: Almanac) -> None:
    forums = ["forum:g7", "forum:g20", "forum:gpai"]
    ties = shared_members(almanac, forums, "2026-11-28", 1)
    found = {(tie.one, tie.other): tie for tie in ties}
    g7, g20 = (set(members(almanac, each, "2026-11-28")) for each in forums[:2])
    tie = found["forum:g20", "forum:g7"]
    assert tie.common == len(g7 & g20)
    assert tie.share == len(g7 & g20) / len(g7 | g20)
    assert [each.common for each in ties] == sorted((each.common for each in ties), reverse=True)


def test_ties_of_countries_name_each_pair_once_and_none_below_the_least(almanac: Almanac) -> None:
    forums = [each.id for each in almanac.kind("forum")]
    ties = shared_forums(almanac, forums, "2026-11-28", 10)
    pairs = {frozenset((tie.one, tie.other)) for tie in ties}
    assert len(pairs) == len(ties) > 50
    assert min(tie.common for tie in ties) >= 10
    all_ties = shared_forums(almanac, forums, "2026-11-28", 1)
    assert [tie for tie in all_ties if tie.common >= 10] == ties
