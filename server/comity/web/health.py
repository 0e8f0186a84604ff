"""Tell whether the service is up and which data it serves."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

import comity
from comity.web.current import service

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Answer 200 with version, digest and day of the data and number of triples, once it can."""
    told = service().about()
    return jsonify(
        status="ok",
        version=comity.__version__,
        digest=told["digest"],
        day=told["day"],
        triples=told["triples"],
        isolated=service().isolated,
    )
