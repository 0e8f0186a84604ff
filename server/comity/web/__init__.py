"""Serve the graph over HTTP: a Flask application around one loaded graph."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response, request

from comity.graph import Comity, load
from comity.vocabulary import shorten
from comity.web import health, pages, problems, sparql

DATA_VARIABLE = "COMITY_DATA"
LONGEST_BODY = 1024 * 1024  # bytes; a longer request is answered with 413


def create_app(graph: Comity | None = None) -> Flask:
    """Make the application.

    Takes a loaded graph; without one, loads the shipped graph and lays over it the files and
    folders that the environment variable COMITY_DATA lists, parted as in PATH.
    """
    app = Flask(__name__)
    added = [Path(each) for each in os.environ.get(DATA_VARIABLE, "").split(os.pathsep) if each]
    app.extensions["comity"] = graph or load(added)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_BODY
    app.jinja_env.filters["shorten"] = shorten
    for part in (health, pages, sparql):
        app.register_blueprint(part.blueprint)
    problems.register(app)
    app.after_request(_open_to_all_origins)
    return app


def _open_to_all_origins(response: Response) -> Response:
    # What is public for a browser's user is public for every page that the user visits.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    return response
