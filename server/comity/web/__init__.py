"""Serve the graph over HTTP: a Flask application around an endpoint for queries."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from flask import Flask, Response, request

from comity.engine.base import Service
from comity.engine.inprocess import InProcess
from comity.engine.job import LONGEST_BODY, Limits
from comity.engine.pool import Pool
from comity.graph import Client, Comity, load
from comity.vocabulary import shorten
from comity.web import (
    assets,
    changes,
    cite,
    comparison,
    contract,
    descriptions,
    downloads,
    explain,
    graphs,
    health,
    markup,
    namedgraphs,
    ontology,
    pages,
    problems,
    quality,
    reconciliation,
    resources,
    search,
    sitemap,
    sources,
    sparql,
    speech,
    themes,
    timeline,
    vocabularies,
)
from comity.web.bridge import Bridge
from comity.web.charts import route as charts
from comity.web.endpoint import Endpoint
from comity.web.exchange import COMMON
from comity.web.explore import atlas, matrix, network, overview
from comity.web.listings import route as listings
from comity.web.shelf import Shelf

DATA_VARIABLE = "COMITY_DATA"
ENGINE_VARIABLE = "COMITY_ENGINE"

# A page loads nothing from elsewhere, runs no script that is written in it, and is in no frame.
_CONFINED = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        "base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer-when-downgrade",
}

_PARTS = (
    atlas,
    changes,
    charts,
    cite,
    comparison,
    downloads,
    contract,
    descriptions,
    explain,
    graphs,
    health,
    listings,
    matrix,
    namedgraphs,
    network,
    ontology,
    overview,
    pages,
    quality,
    reconciliation,
    resources,
    search,
    sitemap,
    sources,
    sparql,
    themes,
    timeline,
    vocabularies,
)


def create_app(graph: Comity | None = None) -> Flask:
    """Make the application.

    Takes a graph to serve from this process, without isolation. Without one the queries go to
    engine workers: those of the folder that the environment variable COMITY_ENGINE names, else new
    ones, which load the shipped graph and lay over it the files and folders that COMITY_DATA lists,
    parted as in PATH. COMITY_DOWNLOADS may name a folder that ``comity export`` has made, which
    /downloads/ then offers; without it the files are made when they are first asked for.
    """
    app = Flask(__name__, static_folder=None)
    added = [Path(each) for each in os.environ.get(DATA_VARIABLE, "").split(os.pathsep) if each]
    service = InProcess(graph.dataset, Limits.from_environment()) if graph else _service(added)
    app.extensions["comity"] = graph or Client(service)
    app.extensions["comity.endpoint"] = Endpoint(service)
    app.extensions["comity.bridge"] = Bridge()
    app.extensions["comity.shelf"] = Shelf(service, added)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_BODY
    app.jinja_env.filters["shorten"] = shorten
    for part in _PARTS:
        app.register_blueprint(part.blueprint)
    assets.register(app)
    problems.register(app)
    speech.register(app)
    markup.register(app)
    app.after_request(_open_to_all_origins)
    app.after_request(_confine_pages)
    return app


def _service(added: Sequence[Path]) -> Service:
    """Return the service that the environment asks for; without fork, one in this process."""
    limits = Limits.from_environment()
    if folder := os.environ.get(ENGINE_VARIABLE):
        return Pool(Path(folder), limits)
    if not hasattr(os, "fork"):
        return InProcess(load(added).dataset, limits)
    return Pool.start(added, limits)


def _open_to_all_origins(response: Response) -> Response:
    # What is public for a browser's user is public for every page that the user visits.
    for name, value in COMMON:
        response.headers[name] = value
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        response.headers["Access-Control-Allow-Headers"] = (
            "Accept, Content-Type, If-None-Match, If-Range, Range"
        )
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _confine_pages(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.extend(_CONFINED)
    return response
