"""Document the ontology and the shapes: one page each, made once from the loaded graph."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, render_template

from comity.engine import Engine
from comity.web.current import graph
from comity.web.documentation import Ontology, ShapesGraph
from comity.web.kept import answer, kept
from comity.web.links import site
from comity.web.names import ONTOLOGY, SHAPES

blueprint = Blueprint("ontology", __name__)

# The documents that there are of /ontology and /shapes beside the pages.
_FORMATS = (
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("nt", "application/n-triples", "N-Triples"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
)


@blueprint.get(f"/{ONTOLOGY}")
def ontology() -> Response:
    """Describe every term, value list, alignment and rule of the ontology."""
    return _page(ONTOLOGY, Ontology)


@blueprint.get(f"/{SHAPES}")
def shapes() -> Response:
    """Describe every shape and every rule by which the data are checked."""
    return _page(SHAPES, ShapesGraph)


def _page(name: str, gather: Callable[[Engine], Ontology | ShapesGraph]) -> Response:
    """Answer with a page: what takes time is made once, and set into a frame for each host."""

    def content() -> tuple[str, str, str]:
        told = gather(graph().engine)
        body = render_template(f"reference/{name}", told=told, formats=_FORMATS)
        return told.title, told.description, body

    def page() -> str:
        title, description, body = kept(name, content)
        return render_template(
            name,
            title=title,
            description=description,
            body=body,
            formats=_FORMATS,
            canonical=site() + name,
        )

    return answer((name, site()), page, "text/html; charset=utf-8")
