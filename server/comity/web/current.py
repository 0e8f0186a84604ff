"""Reach the graph that the running application serves."""

from __future__ import annotations

from typing import cast

from flask import current_app

from comity.graph import Comity


def graph() -> Comity:
    """Return the graph of the application that handles this request."""
    return cast(Comity, current_app.extensions["comity"])
