"""Answer for the IRIs of named graphs: lead programs to the graph, and show people what is in it.

Standard: SPARQL 1.1 Graph Store HTTP Protocol, section 4.2, where a graph is named by its IRI.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import quote, urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from comity.engine import select, text
from comity.errors import NotFound
from comity.formats import GRAPHS
from comity.vocabulary import GRAPH, shorten
from comity.web import documents, negotiate
from comity.web.article import address
from comity.web.current import graph as current_graph
from comity.web.current import service
from comity.web.links import site

blueprint = Blueprint("namedgraphs", __name__)

MOST_SHOWN = 500  # subjects of a graph on its page
_COUNT = """
SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  GRAPH $graph { ?thing ?property ?value FILTER(ISIRI(?thing)) }
}
"""
_SUBJECTS = f"""
SELECT ?thing (SAMPLE(?label) AS ?name) WHERE {{
  {{
    SELECT DISTINCT ?thing WHERE {{
      GRAPH $graph {{ ?thing ?property ?value FILTER(ISIRI(?thing)) }}
    }} ORDER BY ?thing LIMIT {MOST_SHOWN}
  }}
  OPTIONAL {{ ?thing rdfs:label ?label FILTER(LANG(?label) = "en") }}
}} GROUP BY ?thing ORDER BY ?thing
"""


@blueprint.get("/graph/<path:name>")
def named_graph(name: str) -> ResponseReturnValue:
    """Lead from the IRI of a named graph to its triples, or to a page for a browser."""
    page = name.endswith(".html")
    iri = GRAPH + quote(name.removesuffix(".html"))
    triples = service().about()["graphs"].get(iri)
    if triples is None:
        raise NotFound(f"There is no graph <{iri}> here; /graphs lists those that there are.")
    if page:
        return _page(iri, triples)
    if negotiate.description(request) is None:
        return documents.see(f"graph/{quote(name)}.html")
    asked = [("graph", iri), *(("format", each) for each in request.args.getlist("format"))]
    return documents.see(f"graphs?{urlencode(asked)}")


def _page(iri: str, triples: int) -> str:
    engine, graph = current_graph().engine, f"<{iri}>"
    (counted,) = select(engine, _COUNT, graph=graph)
    rows = select(engine, _SUBJECTS, graph=graph)
    subjects = [(text(row["thing"]), text(row.get("name"))) for row in rows]
    return render_template(
        "graph.html",
        iri=iri,
        triples=triples,
        subjects=[(each, name or shorten(each)) for each, name in subjects],
        total=int(text(counted["number"])),
        formats=[
            (f"{site()}graphs?{urlencode({'graph': iri, 'format': each.name})}", each)
            for each in GRAPHS
        ],
        address=partial(address, site()),
    )
