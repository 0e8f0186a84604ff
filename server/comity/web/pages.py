"""Show people what is here and how to ask."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comity.examples import Example, examples
from comity.web.current import graph

blueprint = Blueprint("pages", __name__)

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
    """Show what the graph holds and the example queries, each ready to run."""
    by_tag = groupby(sorted(examples().values(), key=_first_tag), _first_tag)
    groups = [(tag, list(group)) for tag, group in by_tag]
    return render_template("home.html", counts=graph().query(_COUNTS), groups=groups)


def _first_tag(example: Example) -> str:
    return example.tags[0]
