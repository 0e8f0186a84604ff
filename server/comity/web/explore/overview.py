"""Lead to the ways of looking at the graph, and say what it is."""

from __future__ import annotations

from flask import Blueprint

from comity.web.book import book
from comity.web.moment import moment
from comity.web.shown import Page, render, shown

blueprint = Blueprint("overview", __name__)

_COUNTED = (
    "country forum declaration meeting agency initiative position theme source passage membership "
    "action tally disagreement"
).split()


@blueprint.get("/explore")
@shown
def explore() -> Page:
    """Lead to the pictures and to the lists."""
    return render("explore/overview.html", counts=_counts())


@blueprint.get("/about")
@shown
def about() -> Page:
    """Say what comity is, how it knows what it says, and how to read it."""
    return render("about.html", counts=_counts(), today=moment().today)


def _counts() -> dict[str, int]:
    return {kind: len(book().kind(kind)) for kind in _COUNTED}
