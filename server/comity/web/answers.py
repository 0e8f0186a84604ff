"""Answer with a document that can be kept: negotiate its format, and tell when it is unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from flask import Response, request

from comity.errors import NotAcceptable
from comity.web import negotiate
from comity.web.endpoint import MAX_AGE


def chosen(names: Sequence[str], types: Sequence[str], aliases: Sequence[tuple[str, str]]) -> str:
    """Return the media type that a request prefers among those of a resource.

    Takes the short names for ``?format=``, the media types that belong to them, the preferred one
    first, and further media types that mean one of these. Raises NotAcceptable.
    """
    also = dict(aliases)
    if given := request.args.getlist("format"):
        meant = {**dict(zip(names, types, strict=True)), **{each: each for each in types}, **also}
        found = next((meant[each] for each in given if each in meant), None)
    else:
        offered = (*types, *also)
        accept = request.headers.get("Accept", "")
        preferred = negotiate.media_type(accept, offered, frozenset(also))
        found = also.get(preferred, preferred) if preferred else None
    if found is None:
        raise NotAcceptable(list(types))
    return found


def answer(body: bytes | str, media_type: str, **headers: str) -> Response:
    """Return a document with its entity tag, or 304 to who has it (RFC 9110, section 13.1.2)."""
    response = Response(body, content_type=f"{media_type}; charset=utf-8")
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response.vary.add("Accept")
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:24], weak=True)
    response.make_conditional(request)
    return response
