"""Choose what a client prefers among what there is (RFC 9110, section 12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from werkzeug.datastructures import Accept, MIMEAccept
from werkzeug.http import parse_accept_header

from comity.formats import Format, offered

HTML = "text/html"
ENCODINGS = ("zstd", "gzip")


@lru_cache(maxsize=1024)
def media_type(accept: str, types: tuple[str, ...]) -> str | None:
    """Return the media type that an Accept header prefers, None when it allows none.

    The most specific range that matches a type gives its weight; of equal weights the type that is
    named more precisely wins, then the one that comes first in ``types``. No header allows all.
    """
    if not accept.strip():
        return types[0]
    header = parse_accept_header(accept, MIMEAccept)
    weighed = [(*_weight(header, each), -at, each) for at, each in enumerate(types)]
    best = max(weighed)
    return best[-1] if best[0] > 0 else None


def _weight(header: MIMEAccept, type_: str) -> tuple[float, int]:
    wanted = type_.partition("/")[0]
    ranges = {type_: 2, f"{wanted}/*": 1, "*/*": 0, "*": 0}
    matching = [
        (ranges[name], weight)
        for given, weight in header
        if (name := str(given).partition(";")[0].strip().lower()) in ranges
    ]
    precision, weight = max(matching, default=(0, 0.0))
    return weight, precision


@lru_cache(maxsize=1024)
def encoding(accept: str) -> str:
    """Return the content coding that an Accept-Encoding header prefers; empty for none."""
    header = parse_accept_header(accept, Accept)
    best = max((header.quality(each), -at, each) for at, each in enumerate(ENCODINGS))
    identity = header.quality("identity") if header.find("identity") >= 0 else 0
    return best[-1] if best[0] > 0 and best[0] >= identity else ""


@lru_cache(maxsize=1024)
def result(
    form: str | None, accept: str, names: tuple[str, ...], html: bool
) -> Format | str | None:
    """Return the format for the answer to a query: a Format, HTML for a page, None for neither.

    Takes the form of the query, the Accept header, the values of the parameter ``format``, of which
    the first that is offered comes before the header, and whether there is a page.
    """
    formats = offered(form)
    for name in names:
        if html and name in ("html", HTML):
            return HTML
        if (found := by_name(formats, name)) is not None:
            return found
    if names:
        return None
    types: dict[str, Format | str] = {each.media_type: each for each in formats}
    for each in formats:
        for alias in each.aliases:
            if "/" in alias:
                types.setdefault(alias, each)
    if html:
        types[HTML] = HTML
    chosen = media_type(accept, tuple(types))
    return types[chosen] if chosen else None


def by_name(formats: Sequence[Format], name: str) -> Format | None:
    """Return the format that goes by a short name, a media type or an alias, None without one."""
    for each in formats:
        if name in (each.name, each.media_type):
            return each
    return next((each for each in formats if name in each.aliases), None)
