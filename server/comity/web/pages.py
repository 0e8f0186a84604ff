"""Show people what is here and where to begin."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from comity.almanac.counts import counts
from comity.almanac.news import news
from comity.almanac.questions import questions
from comity.examples import examples
from comity.formats import GRAPHS
from comity.web import documents, negotiate, signposts
from comity.web.book import book
from comity.web.charts.worldmap import CLASSES, belonging_map
from comity.web.links import site
from comity.web.moment import moment
from comity.web.shown import Page, render, shown

blueprint = Blueprint("pages", __name__)

_RDF = tuple(each.media_type for each in GRAPHS)
_NEWS = 8  # events that are told


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show the world on the chosen day, what happened lately, and questions with their answers.

    A client that prefers RDF is led to the description of the dataset.
    """
    accept = request.headers.get("Accept", "")
    if negotiate.media_type(accept, (negotiate.HTML, *_RDF)) in _RDF:
        return documents.see(".well-known/void")
    response = _home()
    response.headers["Link"] = signposts.header(signposts.of_home())
    return response


@shown
def _home() -> Page:
    almanac, day = book(), moment().day
    return render(
        "home.html",
        chart=belonging_map(almanac, day),
        classes=CLASSES,
        counts=counts(almanac, day),
        news=news(almanac, day, _NEWS),
        questions=[(each, examples()[each.query].text) for each in questions(almanac, day)],
    )


@blueprint.get("/linkset.json")
def linkset() -> ResponseReturnValue:
    """Give the links of the home page as a link set (RFC 9264)."""
    return signposts.respond(site(), signposts.of_home())
