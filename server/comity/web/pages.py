"""Show people what is here and how to ask."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from comity.paths import query_files
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
    examples = [_example(path.read_text(encoding="utf-8")) for path in query_files()]
    return render_template("home.html", counts=graph().query(_COUNTS), examples=examples)


def _example(text: str) -> tuple[str, str]:
    return text.partition("\n")[0].removeprefix("#+ summary: "), text
