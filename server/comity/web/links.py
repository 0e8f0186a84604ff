"""Lead from the IRIs of the graph to addresses on this server, and back.

Things are named ``https://w3id.org/comity/...`` wherever they are served; a reader who follows a
link stays on the server that gave the page.
"""

from __future__ import annotations

import os

from flask import g, request

from comity.vocabulary import BASE

BASE_URL_VARIABLE = "COMITY_BASE_URL"


def site() -> str:
    """Return the address of this server with a slash at its end.

    It is what the environment variable COMITY_BASE_URL says, else the host that was asked.
    """
    if "site" not in g:  # a page asks for it at each of its links
        given = os.environ.get(BASE_URL_VARIABLE, "")
        g.site = f"{given.rstrip('/')}/" if given else request.url_root
    found: str = g.site
    return found


def local(iri: str) -> str:
    """Return the address on this server of what is named under the base; any other IRI as it is."""
    return site() + iri.removeprefix(BASE) if iri.startswith(BASE) else iri


def canonical(path: str) -> str:
    """Return the IRI that a path of this server stands for."""
    return BASE + path.lstrip("/")
