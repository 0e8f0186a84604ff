"""Publish the HTTP contract as an OpenAPI description."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

import comity

blueprint = Blueprint("contract", __name__)

_FILE = Path(__file__).with_name("openapi.json")


@blueprint.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """Give the description, for the host that is asked (OpenAPI 3.1)."""
    described = json.loads(_FILE.read_text(encoding="utf-8"))
    described["info"]["version"] = comity.__version__
    described["servers"] = [{"url": request.url_root.rstrip("/")}]
    return jsonify(described)
