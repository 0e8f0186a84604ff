"""Compare two, three or four forums, declarations or countries: on a day, and over time."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from comity.almanac import Almanac
from comity.almanac.sets import combinations, course
from comity.errors import NotFound, QueryError
from comity.web import problems
from comity.web.book import book
from comity.web.charts.chart import Chart
from comity.web.charts.standalone import standalone
from comity.web.comparing import pictures, tables
from comity.web.comparing.choice import KINDS, PLACES, Choice, NotComparable, choose, given
from comity.web.comparing.differences import differences
from comity.web.comparing.faces import FACES, Face
from comity.web.comparing.names import called
from comity.web.moment import follow, moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Table

blueprint = Blueprint("comparison", __name__)

_FEWEST = 2
_STARTS = (
    ("forum:gpai", "forum:ai-partnership-for-defense"),
    ("declaration:bletchley-declaration-2023", "declaration:seoul-declaration-2024"),
    ("country:USA", "country:CHN"),
    ("forum:g7", "forum:g20", "forum:oecd"),
)


@blueprint.get("/compare")
def compare() -> Response:
    """Show what the things named by ``?a=``, ``?b=``, ``?c=`` and ``?d=`` have in common.

    With a name that means nothing, or things of different kinds, the form is shown again as it was
    filled in, with what is wrong and what may have been meant: 404 and 400.
    """
    names = given(request.args)
    try:
        choice = choose(book(), names)
    except NotComparable as problem:
        if not problems.as_page(request.headers.get("Accept", "")):
            raise (NotFound if problem.status == 404 else QueryError)(str(problem)) from None
        follow()
        page = render_template("compare.html", **_form(book(), Choice(names)), problem=problem)
        return Response(
            page, problem.status, headers={"Cache-Control": "no-store", "Vary": "Accept"}
        )
    return _beside(choice=choice) if len(choice.things) >= _FEWEST else _asked(choice=choice)


@blueprint.get("/chart/compare/<name>.svg")
@shown
def chart(name: str) -> Page:
    """Give a picture of a comparison as an SVG file; raises NotFound."""
    try:
        choice = choose(book(), given(request.args))
    except NotComparable as problem:
        raise NotFound(str(problem)) from problem
    for face in FACES.get(choice.kind, ()) if len(choice.things) >= _FEWEST else ():
        found = dict(zip((face.name, f"{face.name}-time"), _face(face, choice)[1], strict=True))
        if drawn := found.get(name):
            return standalone(drawn, "compare")
    raise NotFound(f"There is no picture {name} of such a comparison; /compare shows those.")


@shown
def _asked(choice: Choice) -> Page:
    return render("compare.html", **_form(book(), choice), starts=_starts(book()))


@shown
def _beside(choice: Choice) -> Page:
    made: list[Table] = []
    sections: list[dict[str, Any]] = []
    for face in FACES[choice.kind]:
        face_tables, charts, counts = _face(face, choice)
        made += face_tables
        sections.append({"face": face, "charts": charts, "counts": counts})
    if choice.kind == "country":
        made.append(differences(book(), choice.things, moment().day))
    return render(
        "compare.html",
        made,
        **_form(book(), choice),
        things=choice.things,
        sections=sections,
    )


def _face(
    face: Face, choice: Choice
) -> tuple[list[Table], tuple[Chart | None, Chart | None], list[tuple[str, int, int]]]:
    """Return the tables of one respect, its pictures, and how many are in each combination."""
    almanac, day = book(), moment().day
    circles = [face.circle(almanac, thing) for thing in choice.things]
    combined, turns = combinations(circles, day), course(circles, day)
    counts = [
        (face.phrase(called(circles, each.inside)), len(each.certain), len(each.possible))
        for each in combined
    ]
    return (
        [tables.who(almanac, face, circles, combined, day), tables.grown(face, circles, turns)],
        (
            pictures.common(face, circles, combined, day),
            pictures.growth(face, circles, turns, day),
        ),
        counts,
    )


def _form(almanac: Almanac, choice: Choice) -> dict[str, Any]:
    """Return what the form needs: the fields as they were filled in, and what can be named."""
    kinds = (choice.kind,) if choice.kind else tuple(KINDS)
    return {
        "fields": [
            (place, word, choice.written(place)) for place, word in zip(PLACES, _WORDS, strict=True)
        ],
        "instead": lambda place, id_: urlencode({**choice.given, place: id_}),
        "choices": [thing for kind in kinds for thing in almanac.kind(kind)],
    }


_WORDS = ("First", "Second", "Third", "Fourth")


def _starts(almanac: Almanac) -> list[tuple[str, str]]:
    """Return comparisons to begin with: the arguments of each, and what it compares."""
    found = []
    for ids in _STARTS:
        if all(id_ in almanac for id_ in ids):
            query = "&".join(f"{place}={id_}" for place, id_ in zip(PLACES, ids, strict=False))
            found.append((query, [almanac.label(id_) for id_ in ids]))
    return [(query, " and ".join(labels)) for query, labels in found]
