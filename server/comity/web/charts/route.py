"""Give the charts of things as pictures by themselves."""

from __future__ import annotations

from flask import Blueprint

from comity.errors import NotFound
from comity.vocabulary import BASE, shorten
from comity.web.book import book
from comity.web.charts.known import CHARTS
from comity.web.charts.standalone import standalone
from comity.web.moment import moment
from comity.web.shown import Page, shown

blueprint = Blueprint("charts", __name__)


@blueprint.get("/chart/<kind>/<slug>/<name>.svg")
@shown
def chart(kind: str, slug: str, name: str) -> Page:
    """Give a chart about a thing on the day of ``?on=`` as an SVG file; raises NotFound."""
    draw = CHARTS.get((kind, name))
    thing = book()[shorten(f"{BASE}{kind}/{slug}")]
    found = draw(book(), thing, moment().day) if draw else None
    if found is None:
        raise NotFound(f"There is no chart {name} of {thing.label}.")
    return standalone(found, thing.path, thing.label)
