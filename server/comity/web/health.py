"""Tell whether the service is up and which data it serves."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

import comity
from comity.web.current import graph

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Answer 200 with version, digest of the data and number of triples in the default graph."""
    count = graph().query("SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }")
    assert isinstance(count, list)  # noqa: S101
    return jsonify(
        status="ok",
        version=comity.__version__,
        digest=graph().dataset.digest,
        triples=count[0]["triples"].toPython(),
    )
