"""Answer for the ontology and the shapes, and for the context in which JSON-LD is written.

Their terms are hash IRIs, which a client strips to the IRI of the whole before it asks.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

import comity
from comity.engine.jsonld import FILE
from comity.errors import NotFound
from comity.formats import JSONLD, NTRIPLES, RDFXML, TURTLE
from comity.vocabulary import GRAPH
from comity.web import documents

blueprint = Blueprint("vocabularies", __name__)

CONTEXT_AGE = 24 * 60 * 60  # seconds for which a client need not ask for the context again
_DOCUMENTS = {"ttl": TURTLE, "jsonld": JSONLD, "nt": NTRIPLES, "rdf": RDFXML}


@blueprint.get("/ontology")
def ontology() -> ResponseReturnValue:
    """Lead to the document about the ontology that suits the client."""
    return documents.lead("ontology", _DOCUMENTS)


@blueprint.get("/shapes")
def shapes() -> ResponseReturnValue:
    """Lead to the document about the shapes that suits the client."""
    return documents.lead("shapes", _DOCUMENTS)


@blueprint.get("/ontology/<version>")
def version_of_ontology(version: str) -> ResponseReturnValue:
    """Lead from the IRI of the version that is served to the ontology; raises NotFound."""
    if version != comity.__version__:
        raise NotFound(f"Version {version} is not served here; /ontology is {comity.__version__}.")
    return documents.see("ontology")


@blueprint.get("/ontology.<ending>")
def ontology_document(ending: str) -> ResponseReturnValue:
    """Give the ontology in a format of RDF."""
    return _document("ontology", ending)


@blueprint.get("/shapes.<ending>")
def shapes_document(ending: str) -> ResponseReturnValue:
    """Give the shapes in a format of RDF."""
    return _document("shapes", ending)


@blueprint.get("/context.jsonld")
def context() -> ResponseReturnValue:
    """Give the context of the JSON-LD documents (JSON-LD 1.1, section 3.1)."""
    told = Response(FILE.read_bytes(), content_type=JSONLD.media_type)
    told.headers["Cache-Control"] = f"public, max-age={CONTEXT_AGE}"
    told.add_etag()
    return told.make_conditional(request)


def _document(name: str, ending: str) -> ResponseReturnValue:
    if ending not in _DOCUMENTS:
        raise NotFound(f"There is no /{name}.{ending}, but there is {', '.join(_DOCUMENTS)}.")
    return documents.give(_DOCUMENTS[ending], graph=GRAPH + name)
