"""What the home page tells: numbers, news, and answers that agree with the example queries."""

from __future__ import annotations

import pytest

from comity.almanac import Almanac
from comity.almanac.counts import counts
from comity.almanac.news import news
from comity.almanac.questions import Question, questions
from comity.engine import LocalEngine, select, text
from comity.examples import examples
from comity.query import Query
from comity.vocabulary import shorten

TODAY = "2026-11-28"


@pytest.fixture(scope="module")
def asked(almanac: Almanac) -> dict[str, Question]:
    return {each.query: each for each in questions(almanac, TODAY)}


def rows(engine: LocalEngine, name: str, column: str) -> list[str]:
    query = examples()[name].text
    return [shorten(text(row[column])) for row in select(engine, query)]


def test_there_are_six_questions_and_each_has_its_example(asked: dict[str, Question]) -> None:
    assert len(asked) == 6
    assert set(asked) <= set(examples())
    assert all(each.words.endswith("?") for each in asked.values())


def test_the_answers_of_today_are_those_of_the_queries(
    asked: dict[str, Question], engine: LocalEngine
) -> None:
    for name, column in (
        ("countries-in-most-forums", "country"),
        ("most-supported-texts", "text"),
    ):
        assert list(asked[name].answer) == rows(engine, name, column)[: len(asked[name].answer)]
    binding = set(asked["legally-binding-texts"].answer)
    assert binding == set(rows(engine, "legally-binding-texts", "text"))
    signed = set(asked["cets-225-signatures-and-ratifications"].answer)
    assert signed == set(rows(engine, "cets-225-signatures-and-ratifications", "party"))


def test_the_numbers_beside_them_are_those_of_the_queries(
    asked: dict[str, Question], engine: LocalEngine
) -> None:
    for name, column in (
        ("countries-in-most-forums", "forums"),
        ("most-supported-texts", "countries"),
    ):
        found = [int(each) for each in rows(engine, name, column)]
        assert list(asked[name].values) == found[: len(asked[name].values)]


def test_the_answers_of_another_day_are_those_of_the_queries(
    almanac: Almanac, engine: LocalEngine
) -> None:
    of_may = {each.query: each for each in questions(almanac, "2021-05-31")}
    found = select(engine, examples()["ai-pfd-members-outside-gpai"].text)
    outside = [shorten(text(each["country"])) for each in found if "2021-05-31" in str(each["day"])]
    assert list(of_may["ai-pfd-members-outside-gpai"].answer) == outside
    of_year = {each.query: each for each in questions(almanac, "2021-12-31")}
    assert list(of_year["g20-members-in-none"].answer) == rows(
        engine, "g20-members-in-none", "member"
    )
    assert Query(examples()["g20-members-in-none"].text).form == "SELECT"


def test_news_is_what_has_certainly_happened_newest_first(almanac: Almanac) -> None:
    told = news(almanac, "2021-05-31", 20)
    assert len(told) == 20
    assert all(event.known <= "2021-05-31" for event in told)
    assert [event.known for event in told] == sorted((e.known for e in told), reverse=True)
    costa_rica = next(event for event in told if event.parties == ("country:CRI",))
    assert (costa_rica.date, costa_rica.verb, costa_rica.thing) == (
        "2021-05-25",
        "joined",
        "forum:oecd",
    )
    assert all(event.citations for event in told)


def test_what_many_did_together_is_one_piece_of_news(almanac: Almanac) -> None:
    founded = [
        event
        for event in news(almanac, "2020-06-15", 50)
        if event.thing == "forum:gpai" and event.verb == "joined"
    ]
    assert [(event.parties, event.others) for event in founded] == [((), 15)]


def test_counts_tell_what_is_certain_and_what_more_is_possible(
    almanac: Almanac, engine: LocalEngine
) -> None:
    found = {each.path: each for each in counts(almanac, TODAY)}
    total = select(engine, "SELECT (COUNT(*) AS ?n) WHERE { ?text a comity:Declaration }")
    declarations = found["declarations"]
    assert declarations.certain + declarations.possible == int(text(total[0]["n"]))
    assert found["sources"].certain == len(almanac.kind("source"))
    before = {each.path: each.certain for each in counts(almanac, "2000-01-01")}
    assert all(before[path] <= each.certain for path, each in found.items())
