"""Reach what the running application works with."""

from __future__ import annotations

from typing import cast

from flask import current_app

from comity.engine.base import Service
from comity.graph import Client
from comity.web.bridge import Bridge
from comity.web.endpoint import Endpoint
from comity.web.shelf import Shelf


def graph() -> Client:
    """Return the graph of the application that handles this request."""
    return cast(Client, current_app.extensions["comity"])


def service() -> Service:
    """Return the service that answers queries."""
    return endpoint().service


def endpoint() -> Endpoint:
    """Return the endpoint, to be used through the bridge."""
    return cast(Endpoint, current_app.extensions["comity.endpoint"])


def shelf() -> Shelf:
    """Return where the files of an export are kept."""
    return cast(Shelf, current_app.extensions["comity.shelf"])


def bridge() -> Bridge:
    """Return the way from this thread to the loop of the endpoint."""
    return cast(Bridge, current_app.extensions["comity.bridge"])
