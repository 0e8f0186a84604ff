"""The home page: what this is, the world on the day, what happened, questions with answers."""

from __future__ import annotations

import re

from comity import Comity
from comity.dataset import Dataset
from pages.reading import Sheet, sheet
from serving import Server


def answers(shown: Sheet) -> dict[str, str]:
    words = shown.texts("//dl[@class='questions']//dt")
    return dict(zip(words, shown.texts("//dl[@class='questions']//dd"), strict=True))


def test_six_questions_are_answered_for_the_day(site: Server, dataset: Dataset) -> None:
    told = answers(sheet(site, "/?on=2021-05-31"))
    assert len(told) == 6
    outside = told["Who is in the AI Partnership for Defense but outside GPAI?"]
    graph = Comity(dataset)
    defense = graph.members("ai-partnership-for-defense", "2021-05-31")
    left = set(defense) - set(graph.members("gpai", "2021-05-31"))
    assert outside.startswith(f"{len(left)} of {len(defense)} members: ")
    assert all(defense[each] in outside for each in left)
    assert answers(sheet(site, "/")) != told


def test_the_map_leads_to_the_page_that_has_its_table(site: Server) -> None:
    for link in sheet(site, "/?on=2021-05-31").hrefs("//*[.='Table' or .='as a table']"):
        path, _, id_ = link.removeprefix(site.address).partition("#")
        assert path == "/map?on=2021-05-31"
        assert sheet(site, path).tree.xpath(f"//*[@id='{id_}']//table")


def test_a_question_leads_to_its_query_on_the_day(site: Server) -> None:
    (first, *_) = sheet(site, "/?on=2021-05-31").hrefs("//a[@class='ask']")
    assert first.startswith(f"{site.address}/sparql?query=")
    assert first.endswith("&on=2021-05-31")
    assert site.fetch(first.removeprefix(site.address), Accept="text/csv").status == 200


def test_the_numbers_say_what_they_count_and_lead_to_it(site: Server) -> None:
    shown = sheet(site, "/")
    names, numbers = (shown.texts(f"//dl[@class='numbers']//{each}") for each in ("dt", "dd"))
    assert len(names) == len(numbers) == 6
    assert all(re.fullmatch(r"[\d,]+", number) for number in numbers)
    for to in shown.hrefs("//dl[@class='numbers']//a"):
        assert site.fetch(to.removeprefix(site.address)).status == 200


def test_news_of_another_day_are_of_that_day(site: Server) -> None:
    shown = sheet(site, "/?on=2021-05-31")
    told = shown.texts("//ol[@class='news']/li")
    assert len(told) == 8
    assert any("Costa Rica joined Organisation for Economic" in each for each in told)
    assert not any("2022" in each for each in told)
    assert all(shown.marks(f"//ol[@class='news']/li[{n + 1}]") for n in range(len(told)))


def test_the_map_is_there_and_names_the_countries(site: Server) -> None:
    shown = sheet(site, "/")
    countries = shown.tree.xpath("//figure[@id='map']//svg//a/@href")
    assert len(countries) > 180
    assert f"{site.address}/country/KEN.html" in countries
    then = sheet(site, "/?on=1960-01-01").tree.xpath("//figure[@id='map']//svg//a")
    assert 0 < len(then) < len(countries)


def test_a_machine_is_led_to_the_description_of_the_dataset(site: Server) -> None:
    reply = site.fetch("/", Accept="text/turtle")
    assert (reply.status, reply.headers["Location"]) == (303, f"{site.address}/.well-known/void")
    assert 'rel="linkset"' in site.fetch("/", Accept="text/html").headers["Link"]
