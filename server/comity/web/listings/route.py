"""List the things of each kind, with what there is to say of each on the day."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint

from comity.almanac.certainty import begun
from comity.web.book import book
from comity.web.choices import chosen
from comity.web.listings.known import LISTINGS
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Table

blueprint = Blueprint("listings", __name__)

_ROWS = 100  # on a page


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
    every = almanac.kind(listed.kind)
    known = begun(every, day) if listed.dated else every
    values = Counter(value for each in known for value in each.all(listed.facet))
    only = chosen("only", ("", *values))
    left = [each for each in known if not only or only in each.all(listed.facet)]
    table = Table(name, listed.title, listed.columns, listed.rows(almanac, left, day), size=_ROWS)
    choices = sorted(values.items(), key=lambda each: almanac.label(each[0]))
    later = len(every) - len(known)
    return render(
        "listing.html", [table], listed=listed, name=name, choices=choices, only=only, later=later
    )
