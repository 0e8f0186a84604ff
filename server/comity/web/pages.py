"""Show people what is here and how to ask."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from comity.examples import Example, examples
from comity.formats import GRAPHS
from comity.web import documents, negotiate, signposts
from comity.web.current import graph
from comity.web.links import site

blueprint = Blueprint("pages", __name__)

_RDF = tuple(each.media_type for each in GRAPHS)
_COUNTS = """
SELECT ?name (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  VALUES ?class {
    comity:Country comity:Forum org:Membership comity:Declaration comity:Action comity:Meeting
    comity:Source comity:Tally comity:Disagreement
  }
  ?thing a ?class . ?class rdfs:label ?name .
} GROUP BY ?name ORDER BY DESC(?number)
"""


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what the graph holds and the example queries, each ready to run.

    A client that prefers RDF is led to the description of the dataset.
    """
    accept = request.headers.get("Accept", "")
    if negotiate.media_type(accept, (negotiate.HTML, *_RDF)) in _RDF:
        return documents.see(".well-known/void")
    by_tag = groupby(sorted(examples().values(), key=_first_tag), _first_tag)
    groups = [(tag, list(group)) for tag, group in by_tag]
    page = render_template("home.html", counts=graph().query(_COUNTS), groups=groups)
    links = signposts.header(signposts.of_home())
    return Response(page, headers={"Link": links, "Vary": "Accept"})


@blueprint.get("/linkset.json")
def linkset() -> ResponseReturnValue:
    """Give the links of the home page as a link set (RFC 9264)."""
    return signposts.respond(site(), signposts.of_home())


def _first_tag(example: Example) -> str:
    return example.tags[0]
