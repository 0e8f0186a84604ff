"""Answer the questions of the home page from the almanac, for any day.

Each is asked by an example query too, which a reader can go on from; a test has both agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from comity.almanac.acts import supporters
from comity.almanac.members import members, memberships
from comity.almanac.things import Almanac
from comity.dates import Certainty

_FIRST = 5  # of what is counted, so many are told


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question: its words, the name of the example query, and who or what answers it.

    ``answer`` are ids, in order; ``values`` are numbers to tell beside them, if any. ``found``
    says what was found, with the number of it in the place of ``{}``.
    """

    words: str
    query: str
    found: str
    answer: tuple[str, ...]
    values: tuple[int, ...] = ()


def questions(almanac: Almanac, day: str) -> list[Question]:
    """Return the questions with their answers on a day."""
    return [ask(almanac, day) for ask in _ASKED]


def _certain(almanac: Almanac, forum: str, day: str) -> set[str]:
    held = members(almanac, f"forum:{forum}", day).items()
    return {party for party, certainty in held if certainty == "certain"}


def _by_name(almanac: Almanac, ids: set[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=almanac.label))


def _defense(almanac: Almanac, day: str) -> Question:
    inside = _certain(almanac, "ai-partnership-for-defense", day)
    left = inside - _certain(almanac, "gpai", day)
    return Question(
        "Who is in the AI Partnership for Defense but outside GPAI?",
        "ai-pfd-members-outside-gpai",
        "{} of " + f"{len(inside)} members",
        _by_name(almanac, left),
    )


def _in_none(almanac: Almanac, day: str) -> Question:
    clubs = [_certain(almanac, each, day) for each in ("g7", "gpai", "ai-partnership-for-defense")]
    left = _certain(almanac, "g20", day) - set().union(*clubs)
    return Question(
        "Which members of the G20 are in none of the G7, GPAI and the AI Partnership for Defense?",
        "g20-members-in-none",
        "{} members",
        _by_name(almanac, left),
    )


def _most_forums(almanac: Almanac, day: str) -> Question:
    countries = almanac.kind("country")
    counts = {each.id: _sure(memberships(almanac, each.id, day)) for each in countries}
    most = sorted(counts.items(), key=lambda each: (-each[1], almanac.label(each[0])))
    return _first("Which countries belong to the most forums?", "countries-in-most-forums", most)


def _binding(almanac: Almanac, day: str) -> Question:
    texts = [
        text.id
        for text in almanac.kind("declaration")
        if text.one("comity:legallyBinding") == "true" and text.span.happened(day) == "certain"
    ]
    return Question(
        "Which texts bind their parties in law?",
        "legally-binding-texts",
        "{} texts",
        tuple(texts),
    )


def _most_supported(almanac: Almanac, day: str) -> Question:
    texts = almanac.kind("declaration")
    counts = {each.id: _sure(supporters(almanac, each.id, day)) for each in texts}
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return _first("Which texts have the most parties behind them?", "most-supported-texts", most)


def _first(words: str, query: str, most: Sequence[tuple[str, int]]) -> Question:
    """Return a question whose answer are the first of what was counted, with the numbers."""
    found = [(id_, count) for id_, count in most[:_FIRST] if count]
    answer, values = tuple(id_ for id_, _ in found), tuple(count for _, count in found)
    return Question(words, query, "The {} with the most", answer, values)


def _sure(held: Mapping[str, Certainty]) -> int:
    return list(held.values()).count("certain")


def _ratified(almanac: Almanac, day: str) -> Question:
    text = "declaration:coe-framework-convention-ai-2024"
    done = [
        (act.one("comity:act"), act.one("comity:party"))
        for act in almanac.naming("comity:declaration", text)
        if act.span.happened(day) == "certain"
    ]
    signed = {party for act, party in done if act == "act:signed"}
    ratified = {party for act, party in done if act == "act:ratified"}
    return Question(
        "Who has signed the Framework Convention on AI, and who has ratified it?",
        "cets-225-signatures-and-ratifications",
        f"{len(signed)} signed, {len(ratified)} ratified",
        _by_name(almanac, signed | ratified),
    )


_ASKED: tuple[Callable[[Almanac, str], Question], ...] = (
    _defense,
    _in_none,
    _most_forums,
    _ratified,
    _binding,
    _most_supported,
)
