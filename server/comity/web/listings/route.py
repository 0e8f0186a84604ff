"""List the things of each kind, with what there is to say of each on the day."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint

from comity.web.book import book
from comity.web.choices import chosen
from comity.web.listings.known import LISTINGS
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Table

blueprint = Blueprint("listings", __name__)


@blueprint.get("/countries", defaults={"name": "countries"})
@blueprint.get("/forums", defaults={"name": "forums"})
@blueprint.get("/declarations", defaults={"name": "declarations"})
@blueprint.get("/meetings", defaults={"name": "meetings"})
@blueprint.get("/agencies", defaults={"name": "agencies"})
@blueprint.get("/initiatives", defaults={"name": "initiatives"})
@blueprint.get("/positions", defaults={"name": "positions"})
@shown
def listing(name: str) -> Page:
    """List the things of a kind on the day; ``?only=`` narrows the list to one value."""
    listed, almanac, day = LISTINGS[name], book(), moment().day
    begun = [
        each
        for each in almanac.kind(listed.kind)
        if not listed.dated or each.span.happened(day) is not None
    ]
    values = Counter(value for each in begun for value in each.all(listed.facet))
    only = chosen("only", ("", *values))
    left = [each for each in begun if not only or only in each.all(listed.facet)]
    table = Table(name, listed.title, listed.columns, listed.rows(almanac, left, day))
    choices = sorted(values.items(), key=lambda each: almanac.label(each[0]))
    later = len(almanac.kind(listed.kind)) - len(begun)
    return render(
        "listing.html", [table], listed=listed, name=name, choices=choices, only=only, later=later
    )
