"""Find the texts on which countries acted, each in another way."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.web.comparing.choice import PLACES
from comity.web.comparing.names import short
from comity.web.tables import Cell, Column, Row, Table
from comity.web.things.party.acts import done

_AGAINST, _ASIDE, _OTHERWISE = "for and against", "not all in support", "each in another way"
_ORDER = (_AGAINST, _ASIDE, _OTHERWISE)


def differences(almanac: Almanac, countries: Sequence[Thing], day: str) -> Table:
    """Return the table of texts on which two countries at least acted in different ways by a day.

    Those that some support and others oppose come first.
    """
    acts = [_by_text(almanac, country, day) for country in countries]
    rows: list[tuple[str, str, Row]] = []
    for text in set().union(*acts):
        did = [each.get(text, []) for each in acts]
        word = _difference(almanac, [each for each in did if each])
        if word:
            cells = (Cell(almanac.label(text), to=text), Cell(word, order=_ORDER.index(word)))
            row = Row(
                (*cells, *(_cell(almanac, each) for each in did)),
                tuple(cited for each in did for action in each for cited in action.citations),
            )
            rows.append((word, almanac.label(text).casefold(), row))
    rows.sort(key=lambda each: (_ORDER.index(each[0]), each[1]))
    columns = [
        Column("text", "Text"),
        Column("how", "How they differ"),
        *(Column(place, short(each)) for place, each in zip(PLACES, countries, strict=False)),
    ]
    caption = "Texts on which they acted in different ways"
    return Table("differences", caption, columns, [row for _, _, row in rows], size=50)


def _by_text(almanac: Almanac, country: Thing, day: str) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for action in done(almanac, country.id, day):
        found.setdefault(action.one("comity:declaration"), []).append(action)
    return found


def _difference(almanac: Almanac, did: list[list[Thing]]) -> str:
    """Return in which way the acts of countries on one text differ, empty where they do not."""
    acts = [{action.one("comity:act") for action in each} for each in did]
    if len(acts) < 2 or all(each == acts[0] for each in acts):
        return ""
    sides = [{side for act in each for side in _sides(almanac, act)} for each in acts]
    all_sides = set().union(*sides)
    if "act:opposing" in all_sides and "act:supportive" in all_sides:
        return _AGAINST
    return _ASIDE if len(all_sides) > 1 else _OTHERWISE


def _sides(almanac: Almanac, act: str) -> tuple[str, ...]:
    return almanac[act].all("skos:broader") if act in almanac else ()


def _cell(almanac: Almanac, actions: Sequence[Thing]) -> Cell:
    words = dict.fromkeys(_said(almanac, each) for each in actions)
    dates = sorted({each.span.start for each in actions if each.span.start})
    return Cell(", ".join(words), small=dates[-1] if dates else "")


def _said(almanac: Almanac, action: Thing) -> str:
    stage = action.one("comity:stage")
    word = almanac.label(action.one("comity:act"))
    return f"{word} ({almanac.label(stage)})" if stage else word
